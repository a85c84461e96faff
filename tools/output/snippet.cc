// Cuts a passage down to the part that shows why it was found.
#include <algorithm>
#include <cstdint>

#include "tools/output/terminal.h"

namespace osteon::tools {
namespace {

bool is_continuation(char c) {
  return (static_cast<unsigned char>(c) & 0xc0) == 0x80;
}

/// The next place at or after `at` where a word begins.
std::size_t word_begin_after(std::string_view text, std::size_t at) {
  if (at == 0) return 0;
  const std::size_t space = text.find(' ', at - 1);
  return space == std::string_view::npos ? text.size() : space + 1;
}

/// The last place at or before `at` where a word ends.
std::size_t word_end_before(std::string_view text, std::size_t at) {
  if (at >= text.size()) return text.size();
  const std::size_t space = text.rfind(' ', at);
  return space == std::string_view::npos ? 0 : space;
}

}  // namespace

Snippet cut_snippet(std::string_view text, const Ranges& highlights, std::size_t budget) {
  if (column_count(text) <= budget) return {std::string(text), highlights};

  // The window of `budget` bytes that holds most highlighted text; earliest wins.
  std::size_t best_first = 0, best_covered = 0, best_end = 0;
  for (std::size_t first = 0; first < highlights.size(); ++first) {
    std::size_t covered = 0, end = highlights[first].second;
    for (std::size_t i = first; i < highlights.size(); ++i) {
      if (highlights[i].second - highlights[first].first > budget) break;
      covered += highlights[i].second - highlights[i].first;
      end = highlights[i].second;
    }
    if (covered > best_covered) {
      best_covered = covered;
      best_first = highlights[first].first;
      best_end = end;
    }
  }
  const std::size_t spare = budget - std::min(budget, best_end - best_first);
  std::size_t begin = best_first - std::min(best_first, spare / 2);
  std::size_t end = std::min(text.size(), begin + budget);
  begin = std::min(begin, end - std::min(end, budget));
  while (begin > 0 && is_continuation(text[begin])) --begin;
  while (end < text.size() && is_continuation(text[end])) ++end;

  // Whole words, but never at the price of a highlight.
  const std::size_t keep_begin = best_covered > 0 ? best_first : begin;
  const std::size_t keep_end = best_covered > 0 ? best_end : begin;
  if (const std::size_t at = word_begin_after(text, begin); at <= keep_begin || best_covered == 0) {
    begin = std::min(at, end);
  }
  if (const std::size_t at = word_end_before(text, end); at >= keep_end && at > begin) end = at;

  Snippet snippet;
  const std::string_view ellipsis = "\xe2\x80\xa6";
  if (begin > 0) snippet.text = std::string(ellipsis) + " ";
  const std::size_t shift = snippet.text.size();
  snippet.text += text.substr(begin, end - begin);
  if (end < text.size()) snippet.text += " " + std::string(ellipsis);
  for (const auto& [from, to] : highlights) {
    if (to <= begin || from >= end) continue;
    snippet.highlights.emplace_back(std::max(from, begin) - begin + shift,
                                    std::min(to, end) - begin + shift);
  }
  return snippet;
}

}  // namespace osteon::tools
