// Looks for words at a small edit distance among index terms and one-word concept names.
#include "searcher/spelling.h"

#include <algorithm>
#include <array>
#include <map>

#include "base/ascii.h"
#include "indexer/filter_terms.h"
#include "indexer/schema.h"
#include "searcher/word_forms.h"

namespace osteon {

int edit_distance(std::string_view a, std::string_view b, int most) {
  constexpr std::size_t longest = 64;
  if (a.size() > longest || b.size() > longest) return a == b ? 0 : most + 1;
  const auto difference = a.size() > b.size() ? a.size() - b.size() : b.size() - a.size();
  if (difference > static_cast<std::size_t>(most)) return most + 1;
  std::array<std::array<int, longest + 1>, 3> rows{};
  for (std::size_t j = 0; j <= b.size(); ++j) rows[0][j] = static_cast<int>(j);
  for (std::size_t i = 1; i <= a.size(); ++i) {
    auto& row = rows[i % 3];
    const auto& above = rows[(i + 2) % 3];
    const auto& before = rows[(i + 1) % 3];
    row[0] = static_cast<int>(i);
    int best = row[0];
    for (std::size_t j = 1; j <= b.size(); ++j) {
      row[j] = std::min({above[j] + 1, row[j - 1] + 1, above[j - 1] + (a[i - 1] != b[j - 1])});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
        row[j] = std::min(row[j], before[j - 2] + 1);
      }
      best = std::min(best, row[j]);
    }
    if (best > most) return most + 1;
  }
  return std::min(rows[a.size() % 3][b.size()], most + 1);
}

std::vector<SpellingOffer> spelling_offers(const IndexView& view, const SearchSession& session,
                                           std::string_view typed, std::string_view term,
                                           std::size_t limit) {
  const bool capitals =
      std::none_of(typed.begin(), typed.end(), [](char c) { return c >= 'a' && c <= 'z'; });
  if (typed.size() < 4 || (capitals && typed.size() <= 6)) return {};
  const int most = typed.size() < 6 ? 1 : 2;
  const std::string low = ascii::lower_case(typed);
  std::map<std::string, SpellingOffer> found;  // by index term
  TokenList tokens;
  for (std::size_t s = 0; s < view.segment_count(); ++s) {
    const Segment& segment = view.segment(s);
    for (TermId id = 0; id < segment.term_count(); ++id) {
      const std::string_view other = segment.term(id);
      if (other.size() < 4 || other[0] != term[0]) continue;
      const int distance = edit_distance(term, other, most);
      if (distance > most || distance == 0) continue;
      const std::string key(other);
      found.try_emplace(key, SpellingOffer{key, 0, distance});
    }
    // Index terms are stems; names of concepts are whole words, and tell how to show them.
    for (ConceptNumber c = 0; c < segment.concept_count(); ++c) {
      const std::string_view name = segment.concept_name(c);
      if (name.size() + 2 < low.size() || name.size() > low.size() + 2 ||
          name.find(' ') != std::string_view::npos) {
        continue;
      }
      const std::string other = ascii::lower_case(name);
      const int distance = edit_distance(low, other, most);
      if (distance > most || distance == 0) continue;
      view.analyzer().analyze(other, tokens);
      if (tokens.position_count() != 1) continue;
      SpellingOffer& offer = found[std::string(tokens.tokens().front().text)];
      offer.text = other;
      offer.distance = distance;
    }
  }
  std::vector<SpellingOffer> out;
  for (auto& [key, offer] : found) {
    offer.passages = view.term_frequency(session, key);
    if (offer.passages > 0) out.push_back(offer);
  }
  std::sort(out.begin(), out.end(), [](const SpellingOffer& a, const SpellingOffer& b) {
    if (a.distance != b.distance) return a.distance < b.distance;
    return a.passages != b.passages ? a.passages > b.passages : a.text < b.text;
  });
  if (out.size() > limit) out.resize(limit);
  // Terms are stems; offers are words.
  for (SpellingOffer& offer : out) {
    if (found.contains(offer.text))
      offer.text = ascii::lower_case(written_form(view, session, offer.text));
  }
  return out;
}

}  // namespace osteon
