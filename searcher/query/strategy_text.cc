// One line of a strategy with its references to other lines as Osteon writes them.
#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "base/ascii.h"
#include "searcher/query/strategy.h"

namespace osteon {
namespace {

using ascii::is_digit;

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && static_cast<unsigned char>(text.front()) <= ' ') text.remove_prefix(1);
  while (!text.empty() && static_cast<unsigned char>(text.back()) <= ' ') text.remove_suffix(1);
  return text;
}

bool is_operator(std::string_view low) {
  return low == "or" || low == "and" || low == "not";
}

/// "1,3-5" -> 1 3 4 5; empty if it is anything else.
std::vector<std::size_t> numbers_of(std::string_view text) {
  std::vector<std::size_t> out;
  std::size_t from = 0;
  for (std::size_t i = 0; i < text.size();) {
    if (text[i] == ' ' || text[i] == ',' || text[i] == '#') {
      ++i;
      continue;
    }
    const bool to = text[i] == '-';
    if (to && ++i >= text.size()) return {};
    while (i < text.size() && (text[i] == '#' || text[i] == ' ')) ++i;
    std::size_t number = 0, digits = 0;
    while (i < text.size() && is_digit(text[i]) && ++digits <= 4) {
      number = number * 10 + static_cast<std::size_t>(text[i++] - '0');
    }
    if (digits == 0 || digits > 4 || (to && (out.empty() || number < from))) return {};
    for (std::size_t n = to ? from + 1 : number; n <= number && out.size() < max_strategy_lines;
         ++n)
      out.push_back(n);
    from = number;
  }
  return out;
}

/// "or/1-3"; empty if the line is something else.
std::string range_of_lines(std::string_view text) {
  const std::size_t slash = text.find('/');
  if (slash == std::string_view::npos || slash > 4) return {};
  const std::string sign = ascii::lower_case(trimmed(text.substr(0, slash)));
  if (sign != "or" && sign != "and") return {};
  std::string out;
  for (const std::size_t number : numbers_of(text.substr(slash + 1))) {
    if (!out.empty()) out += ' ' + ascii::upper_case(sign) + ' ';
    out += '#' + std::to_string(number);
  }
  return out;
}

/// Cut at white space and parentheses, which stay as words of their own; quoted text is one word.
std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> out;
  std::string word;
  const auto flush = [&] {
    if (!word.empty()) out.push_back(std::move(word));
    word.clear();
  };
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '"') {
      const std::size_t close = std::min(text.find('"', i + 1), text.size() - 1);
      word += text.substr(i, close - i + 1);
      i = close;
    } else if (c == '(' || c == ')') {
      flush();
      out.emplace_back(1, c);
    } else if (static_cast<unsigned char>(c) <= ' ') {
      flush();
    } else {
      word += c;
    }
  }
  flush();
  return out;
}

/// Gives numbers that stand alone between operators the # of a line's number. True if the line
/// refers to others.
bool mark_references(std::vector<std::string>& words) {
  const auto sign = [&](std::size_t i) { return is_operator(ascii::lower_case(words[i])); };
  bool any_sign = false, any = false;
  for (std::size_t i = 0; i < words.size(); ++i) any_sign = any_sign || sign(i);
  for (std::size_t i = 0; i < words.size(); ++i) {
    const bool hash = words[i].front() == '#';
    if (words[i].size() > 4 || !ascii::all_digits(std::string_view(words[i]).substr(hash)))
      continue;
    const bool left = i == 0 || words[i - 1] == "(" || sign(i - 1);
    const bool right = i + 1 == words.size() || words[i + 1] == ")" || sign(i + 1);
    if (!hash && !(any_sign && left && right)) continue;
    if (!hash) words[i].insert(0, "#");
    any = true;
  }
  return any;
}

/// Words with one space between them, none inside parentheses.
std::string spaced(const std::vector<std::string>& words) {
  std::string out;
  for (const std::string& word : words) {
    const bool tight = out.empty() || word == ")" || out.back() == '(' || out.back() == ':';
    out += (tight ? "" : " ") + word;
  }
  return out;
}

}  // namespace

std::string translate_line(std::string_view text) {
  text = trimmed(text);
  // A history's last column is the number of its results.
  const std::size_t gap = text.find_last_not_of("0123456789,");
  if (gap != std::string_view::npos && gap > 0 && gap + 1 < text.size() &&
      (text[gap] == '\t' || (text[gap] == ' ' && text[gap - 1] == ' '))) {
    text = trimmed(text.substr(0, gap));
  }
  if (std::string range = range_of_lines(text); !range.empty()) return range;
  std::vector<std::string> words = words_of(text);
  if (!mark_references(words)) return std::string(text);
  for (std::string& word : words) {
    if (is_operator(ascii::lower_case(word))) word = ascii::upper_case(word);
  }
  return spaced(words);
}

}  // namespace osteon
