// Abbreviation definitions by parentheses and letter order.
#include "analyzers/abbreviations.h"

#include <algorithm>
#include <cctype>
#include <string>

namespace osteon {
namespace {

constexpr std::size_t max_short_bytes = 12;

bool is_letter(char c) {
  return std::isalpha(static_cast<unsigned char>(c)) != 0 || (c & 0x80) != 0;
}
bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_alnum(char c) {
  return is_letter(c) || is_digit(c);
}
char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}
bool is_space(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

std::size_t word_count(std::string_view text) {
  std::size_t count = 0;
  bool inside = false;
  for (char c : text) {
    if (!is_space(c) && !inside) ++count;
    inside = !is_space(c);
  }
  return count;
}

// Two to ten characters, at most two words, begins with a letter or digit, holds a letter.
bool plausible_short(std::string_view s) {
  if (s.size() < 2 || s.size() > max_short_bytes || !is_alnum(s[0])) return false;
  return word_count(s) <= 2 && std::ranges::any_of(s, is_letter);
}

// Where the long form begins that ends at `end`: the short form's letters from right to left, its
// first at the beginning of a word. npos if there is none.
std::size_t long_form_begin(std::string_view text, std::string_view short_form, std::size_t begin,
                            std::size_t end) {
  std::size_t at = end;
  for (std::size_t i = short_form.size(); i-- > 0;) {
    const char wanted = lower(short_form[i]);
    if (!is_alnum(wanted)) continue;
    for (;;) {
      if (at == begin) return std::string_view::npos;
      --at;
      if (lower(text[at]) != wanted) continue;
      if (i == 0 && at > begin && is_alnum(text[at - 1])) continue;
      break;
    }
  }
  while (at > begin && !is_space(text[at - 1]) && text[at - 1] != '(') --at;
  return at;
}

std::uint32_t narrow(std::size_t n) {
  return static_cast<std::uint32_t>(n);
}

}  // namespace

std::vector<Abbreviation> find_abbreviations(std::string_view text) {
  std::vector<Abbreviation> found;
  for (std::size_t open = text.find('('); open != std::string_view::npos;
       open = text.find('(', open + 1)) {
    const std::size_t close = text.find(')', open);
    if (close == std::string_view::npos) break;
    std::size_t short_end = text.find_first_of(",;", open);
    short_end = std::min(short_end, close);
    std::size_t short_begin = open + 1;
    while (short_begin < short_end && is_space(text[short_begin])) ++short_begin;
    while (short_end > short_begin && is_space(text[short_end - 1])) --short_end;
    const std::string_view short_form = text.substr(short_begin, short_end - short_begin);
    if (!plausible_short(short_form)) continue;
    std::size_t end = open;
    while (end > 0 && is_space(text[end - 1])) --end;
    if (end == 0 || end == open) continue;
    // At most min(|A| + 5, |A| * 2) words before the parenthesis, within the sentence.
    const std::size_t words = std::min(short_form.size() + 5, short_form.size() * 2);
    std::size_t begin = end, seen = 0;
    while (begin > 0 && seen < words) {
      while (begin > 0 && !is_space(text[begin - 1])) --begin;
      ++seen;
      if (begin == 0) break;
      std::size_t previous = begin;
      while (previous > 0 && is_space(text[previous - 1])) --previous;
      if (previous > 0 && (text[previous - 1] == '.' || text[previous - 1] == ';') && seen > 0)
        break;
      if (seen < words) begin = previous;
    }
    while (begin < end && is_space(text[begin])) ++begin;
    const std::size_t at = long_form_begin(text, short_form, begin, end);
    if (at == std::string_view::npos) continue;
    const std::string_view long_form = text.substr(at, end - at);
    if (long_form.size() <= short_form.size() || word_count(long_form) > words) continue;
    found.push_back({narrow(short_begin), narrow(short_end), narrow(at), narrow(end)});
  }
  return found;
}

}  // namespace osteon
