// Looks terms up in the segments' term tables, and back in their texts.
#include "searcher/word_forms.h"

#include <algorithm>
#include <map>
#include <optional>
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

/// The first passage that holds `term`, by segment; nothing if none does.
std::optional<std::pair<std::size_t, PassageNumber>> first_with(const IndexView& view,
                                                                const SearchSession& session,
                                                                const std::string& term) {
  for (std::size_t s = 0; s < view.segment_count(); ++s) {
    const auto first = session.databases[s].postlist_begin(term);
    if (first != session.databases[s].postlist_end(term)) return std::pair{s, *first - 1};
  }
  return std::nullopt;
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
  for (std::size_t s = 0; s < view.segment_count(); ++s) {
    const Xapian::Database& database = session.databases[s];
    const auto first = database.postlist_begin(term);
    if (first == database.postlist_end(term)) continue;
    const PassageNumber passage = *first - 1;
    const Segment& segment = view.segment(s);
    std::string form = find_in(segment.passage_text(passage), view, term);
    if (form.empty())
      form = find_in(segment.paper(segment.paper_of(passage)).paper.title, view, term);
    if (!form.empty()) return form;
  }
  return term;
}

bool is_in_capitals(const IndexView& view, const SearchSession& session, const std::string& term,
                    std::string_view capitals) {
  const auto first = first_with(view, session, term);
  if (!first) return false;
  const Segment& segment = view.segment(first->first);
  std::string text = segment.passage_text(first->second);
  std::size_t at = find_word(text, capitals);
  if (at == std::string::npos) {
    text = segment.paper(segment.paper_of(first->second)).paper.title;
    at = find_word(text, capitals);
  }
  return at != std::string::npos && text.compare(at, capitals.size(), capitals) == 0;
}

}  // namespace osteon
