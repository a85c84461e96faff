// One line of a strategy in PubMed's or Ovid's words, rewritten in Osteon's.
#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "base/ascii.h"
#include "searcher/query/strategy.h"

namespace osteon {
namespace {

using ascii::is_digit;
using ascii::is_letter;

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

/// Ovid's field after the last full stop but one of `word` ("speed.ti,ab."); empty if none.
std::string_view field_suffix(std::string_view word) {
  if (word.size() < 4 || word.back() != '.') return {};
  const std::size_t dot = word.rfind('.', word.size() - 2);
  if (dot == std::string_view::npos) return {};
  const std::string_view names = word.substr(dot + 1, word.size() - dot - 2);
  const bool plain = std::all_of(names.begin(), names.end(),
                                 [](char c) { return ascii::is_lower(c) || c == ','; });
  return names.size() >= 2 && names.size() <= 30 && plain ? names : std::string_view{};
}

/// Osteon's field for Ovid's names; empty where any text will do.
std::string field_of(std::string_view names) {
  bool title = false, abstract = false, any = false;
  while (!names.empty()) {
    const std::size_t comma = std::min(names.find(','), names.size());
    const std::string_view one = names.substr(0, comma);
    title = title || one == "ti";
    abstract = abstract || one == "ab";
    any = any || one == "tw" || one == "mp" || one == "af" || one == "tx";
    names.remove_prefix(std::min(comma + 1, names.size()));
  }
  if (any || (!title && !abstract)) return {};
  return title && abstract ? "tiab" : title ? "title" : "abstract";
}

/// Ovid's codes for subheadings, two letters each.
bool is_subheading(std::string_view code) {
  constexpr std::string_view codes =
      "ad ae ag ai an bi bl bs cf ch ci cl cn co cs ct cy de dh di dt ec ed eh em en ep es et fo "
      "ge gd hi im in ip is ir li lj ma me mi mo mt nu og pa pc pd ph pk po ps px py ra re rh ri "
      "rt sc sd se sn st su sy td th tm to tr tu ul ur us ut va ve vi ";
  if (!code.empty() && code.back() == ',') code.remove_suffix(1);
  const std::size_t at = codes.find(std::string(code) + ' ');
  return code.size() == 2 && at != std::string_view::npos && at % 3 == 0;
}

/// "Osteoporosis/dt, th [Drug Therapy, Therapy]" -> "Osteoporosis/": what a paper says of a heading
/// is not known here.
void drop_subheadings(std::vector<std::string>& words) {
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::size_t slash = words[i].rfind('/');
    if (slash == std::string::npos || slash == 0 || !is_letter(words[i][slash - 1]) ||
        !is_subheading(std::string_view(words[i]).substr(slash + 1))) {
      continue;
    }
    const bool named = std::any_of(words.begin(), words.begin() + static_cast<std::ptrdiff_t>(i),
                                   [](const auto& w) { return ascii::lower_case(w) == "exp"; });
    const bool bracket = i + 1 < words.size() && words[i + 1].front() == '[';
    if (!named && !bracket && !(words[i][0] >= 'A' && words[i][0] <= 'Z')) continue;
    bool more = words[i].back() == ',';
    words[i].resize(slash + 1);
    std::size_t end = i + 1;
    while (more && end < words.size() && is_subheading(words[end]))
      more = words[end++].back() == ',';
    if (end < words.size() && words[end].front() == '[') {
      while (end < words.size() && words[end].back() != ']') ++end;
      end = std::min(end + 1, words.size());
    }
    words.erase(words.begin() + static_cast<std::ptrdiff_t>(i) + 1,
                words.begin() + static_cast<std::ptrdiff_t>(end));
  }
}

/// True if Ovid wrote this line: headings with a slash, adj, fields between full stops.
bool is_ovid(const std::vector<std::string>& words) {
  return std::any_of(words.begin(), words.end(), [](const std::string& word) {
    const std::string low = ascii::lower_case(word);
    const bool adjacent =
        low.compare(0, 3, "adj") == 0 && ascii::all_digits(std::string("0") + low.substr(3));
    const bool heading = word.size() > 2 && word.back() == '/' &&
                         is_letter(word[word.size() - 2]) && word.find("//") == std::string::npos;
    return adjacent || heading || low == "exp" || !field_suffix(word).empty();
  });
}

/// Puts `before` in front of the operand that ends the output: a parenthesis, or words back to an
/// operator.
void enclose(std::vector<std::string>& out, const std::string& before, const std::string& after) {
  std::size_t at = out.size();
  if (at > 0 && out[at - 1] == ")") {
    int open = 0;
    while (at > 0) {
      --at;
      open += out[at] == ")" ? 1 : out[at] == "(" ? -1 : 0;
      if (open == 0) break;
    }
  } else {
    while (at > 0 && out[at - 1] != "(" && !is_operator(ascii::lower_case(out[at - 1]))) --at;
  }
  out.insert(out.begin() + static_cast<std::ptrdiff_t>(at), before);
  if (!after.empty()) out.push_back(after);
}

std::string ovid(const std::vector<std::string>& words) {
  std::vector<std::string> out;
  for (std::size_t i = 0; i < words.size(); ++i) {
    std::string word = words[i];
    const std::string low = ascii::lower_case(word);
    if (is_operator(low)) {
      out.push_back(ascii::upper_case(low));
      continue;
    }
    if (low.compare(0, 3, "adj") == 0 && ascii::all_digits(std::string("0") + low.substr(3))) {
      out.push_back("NEAR/" + (low.size() > 3 ? low.substr(3) : std::string("1")));
      continue;
    }
    // A heading: the words back to an operator, a slash at the end.
    if (word.size() > 2 && word.back() == '/' && word.find("//") == std::string::npos) {
      word.pop_back();
      std::vector<std::string> name{word};
      while (!out.empty() && out.back() != "(" && !is_operator(ascii::lower_case(out.back()))) {
        name.insert(name.begin(), std::move(out.back()));
        out.pop_back();
      }
      const bool exploded = name.size() > 1 && ascii::lower_case(name.front()) == "exp";
      if (exploded) name.erase(name.begin());
      std::string heading = spaced(name);
      if (heading.front() == '*') heading.erase(0, 1);  // as a major topic
      out.push_back('"' + heading + "\"[" + (exploded ? "mh" : "mh:noexp") + ']');
      continue;
    }
    const std::string_view fields = field_suffix(word);
    const std::string field = field_of(fields);
    const bool suffixed = !fields.empty();
    if (suffixed) word.resize(word.size() - fields.size() - 2);
    if (const std::size_t dollar = word.find('$'); dollar != std::string::npos && dollar > 1) {
      word.resize(dollar);
      word += '*';
    }
    if (!word.empty()) out.push_back(word);
    if (suffixed && !field.empty()) {
      if (!out.empty() && out.back() == ")") {
        enclose(out, field + ':', "");
      } else {
        enclose(out, field + ":(", ")");
      }
    }
  }
  return spaced(out);
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
  drop_subheadings(words);
  const bool refers = mark_references(words);
  if (is_ovid(words)) return ovid(words);
  if (!refers) return std::string(text);
  for (std::string& word : words) {
    if (is_operator(ascii::lower_case(word))) word = ascii::upper_case(word);
  }
  return spaced(words);
}

}  // namespace osteon
