// Looks terms up in the segments' term tables, and back in their texts.
#include "searcher/word_forms.h"

#include <algorithm>
#include <map>
#include <utility>

#include "base/ascii.h"

namespace osteon {
namespace {

/// The token of `text` with this term; empty if there is none.
std::string find_in(const std::string& text, const IndexView& view, const std::string& term) {
  TokenList tokens;
  view.analyzer().analyze(text, tokens);
  for (const Token& token : tokens.tokens()) {
    if (token.text == term) return text.substr(token.begin, token.end - token.begin);
  }
  return {};
}

/// Where the ASCII letters of `word` stand in `text` as a word, in any case; npos if nowhere.
std::size_t find_word(std::string_view text, std::string_view word) {
  const auto same = [](char a, char b) { return ascii::to_upper(a) == ascii::to_upper(b); };
  const auto joins = [](char c) {
    return ascii::is_letter(c) || ascii::is_digit(c) || static_cast<unsigned char>(c) >= 0x80;
  };
  for (auto at = text.begin();; ++at) {
    at = std::search(at, text.end(), word.begin(), word.end(), same);
    if (at == text.end()) return std::string_view::npos;
    const auto end = at + static_cast<std::ptrdiff_t>(word.size());
    if ((at == text.begin() || !joins(at[-1])) && (end == text.end() || !joins(*end)))
      return static_cast<std::size_t>(at - text.begin());
  }
}

/// Asks of the first passage that holds `term` in each segment until one is what is looked for.
template <typename Ask>
void ask_first_passages(const IndexView& view, const SearchSession& session,
                        const std::string& term, Ask&& ask) {
  for (std::size_t s = 0; s < view.segment_count(); ++s) {
    const auto first = session.databases[s].postlist_begin(term);
    if (first == session.databases[s].postlist_end(term)) continue;
    if (ask(view.segment(s), PassageNumber{*first - 1})) return;
  }
}

std::string title_above(const Segment& segment, PassageNumber passage) {
  return segment.paper(segment.paper_of(passage)).paper.title;
}

}  // namespace

PrefixTerms terms_with_prefix(const IndexView& view, std::string_view head, std::size_t limit) {
  std::map<std::string, std::uint64_t> found;
  for (std::size_t s = 0; s < view.segment_count(); ++s) {
    for (const TermId id : view.segment(s).terms_with_prefix(head)) {
      // Ids are by falling frequency, so they tell common terms from rare ones cheaply.
      std::string term(view.segment(s).term(id));
      const auto rank = static_cast<std::uint64_t>(id);
      const auto [at, is_new] = found.emplace(std::move(term), rank);
      if (!is_new) at->second = std::min(at->second, rank);
    }
  }
  std::vector<std::pair<std::uint64_t, std::string>> ranked;
  for (auto& [term, rank] : found) ranked.emplace_back(rank, term);
  std::sort(ranked.begin(), ranked.end());
  PrefixTerms out;
  out.count = ranked.size();
  if (ranked.size() > limit) ranked.resize(limit);
  for (auto& [rank, term] : ranked) out.terms.push_back(std::move(term));
  return out;
}

std::string written_form(const IndexView& view, const SearchSession& session,
                         const std::string& term) {
  std::string form;
  ask_first_passages(view, session, term, [&](const Segment& segment, PassageNumber passage) {
    form = find_in(segment.passage_text(passage), view, term);
    if (form.empty()) form = find_in(title_above(segment, passage), view, term);
    return !form.empty();
  });
  return form.empty() ? term : form;
}

bool is_in_capitals(const IndexView& view, const SearchSession& session, const std::string& term,
                    std::string_view capitals) {
  bool found = false;
  ask_first_passages(view, session, term, [&](const Segment& segment, PassageNumber passage) {
    std::string text = segment.passage_text(passage);
    std::size_t at = find_word(text, capitals);
    if (at == std::string::npos) {
      text = title_above(segment, passage);
      at = find_word(text, capitals);
    }
    found = at != std::string::npos && text.compare(at, capitals.size(), capitals) == 0;
    return true;
  });
  return found;
}

}  // namespace osteon
