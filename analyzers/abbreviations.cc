// Abbreviation definitions: initials of words first, then letters in order.
#include "analyzers/abbreviations.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>

#include "base/ascii.h"

namespace osteon {
namespace {

using ascii::is_digit;
using ascii::is_upper;

constexpr std::size_t npos = std::string_view::npos;

// The places of some bytes in a text. Each byte is looked for by itself, which the C library does
// many at a time, and again only behind the place where it was found.
template <std::size_t count>
class Places {
 public:
  Places(std::string_view text, const char (&bytes)[count + 1]) : text_(text) {
    for (std::size_t i = 0; i < count; ++i) bytes_[i] = bytes[i];
    next_.fill(unknown);
  }
  /// The first from `at` on, which never goes back; the text's size if there is none.
  std::size_t from(std::size_t at) {
    std::size_t first = text_.size();
    for (std::size_t i = 0; i < count; ++i) {
      if (next_[i] == unknown || next_[i] < at)
        next_[i] = std::min(text_.find(bytes_[i], at), text_.size());
      first = std::min(first, next_[i]);
    }
    return first;
  }

 private:
  static constexpr std::size_t unknown = npos;
  std::string_view text_;
  std::array<char, count> bytes_{};
  std::array<std::size_t, count> next_;
};
template <std::size_t size>
Places(std::string_view, const char (&)[size]) -> Places<size - 1>;

constexpr std::size_t max_short_bytes = 14;
constexpr std::size_t max_words = 12;

bool is_letter(char c) {
  return is_upper(c) || (c >= 'a' && c <= 'z') || (c & 0x80) != 0;
}
bool is_alnum(char c) {
  return is_letter(c) || is_digit(c);
}
bool is_space(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

bool function_word(std::string_view word) {
  constexpr std::array<std::string_view, 14> words = {
      "of", "the", "and", "in", "for", "with", "to", "a", "an", "by", "on", "or", "from", "de"};
  return std::ranges::find(words, word) != words.end();
}

bool greek_letter(std::string_view word) {
  constexpr std::array<std::string_view, 6> letters = {"alpha", "beta",  "gamma",
                                                       "delta", "kappa", "epsilon"};
  return std::ranges::find(letters, word) != letters.end();
}

// "2D" is two-dimensional.
bool number_word(std::string_view word, char digit) {
  constexpr std::array<std::string_view, 10> words = {"zero", "one", "two",   "three", "four",
                                                      "five", "six", "seven", "eight", "nine"};
  if (!is_digit(digit)) return false;
  const std::string_view name = words[static_cast<std::size_t>(digit - '0')];
  return word.size() == name.size() && ascii::lower_case(word) == name;
}

struct Range {
  std::size_t begin = 0, end = 0;
  bool empty() const { return begin >= end; }
  std::string_view of(std::string_view text) const { return text.substr(begin, end - begin); }
};

Range trimmed(std::string_view text, Range range) {
  while (!range.empty() && is_space(text[range.begin])) ++range.begin;
  while (!range.empty() && is_space(text[range.end - 1])) --range.end;
  return range;
}

// One word, or two with capitals; at least a letter; no statistic ("p<0.05", "n = 12", "e.g.").
bool plausible_short(std::string_view s) {
  if (s.empty() || s.size() > max_short_bytes || !is_alnum(s[0])) return false;
  if (s.find_first_of("<>=%:\"") != npos || !std::ranges::any_of(s, is_letter)) return false;
  if (std::ranges::count(s, '.') >= 1 && std::ranges::none_of(s, is_upper)) return false;
  const std::size_t space = s.find_first_of(" \t\n");
  if (space != npos) {
    if (s.find_first_of(" \t\n", space + 1) != npos || is_digit(s[0])) return false;
    if (!std::ranges::any_of(s.substr(0, space), is_upper)) return false;
    const std::string_view second = s.substr(space + 1);
    if (!std::ranges::any_of(second, is_upper) && std::ranges::none_of(second, is_digit) &&
        !greek_letter(second))
      return false;
  }
  const auto letters = std::ranges::count_if(s, is_letter);
  if (s.size() == 1) return is_upper(s[0]);
  // A lower-case word in brackets is a remark ("see", "mean"), unless it is very short.
  if (std::ranges::none_of(s, is_upper) && std::ranges::none_of(s, is_digit) && letters > 4)
    return false;
  return std::ranges::count(s, '(') == std::ranges::count(s, ')') &&
         std::ranges::count(s, '[') == std::ranges::count(s, ']');
}

// The words (runs without spaces, hyphens, slashes) of the text before `end`, nearest first, within
// the sentence and outside closed brackets.
std::vector<Range> words_before(std::string_view text, std::size_t end, std::size_t limit) {
  std::vector<Range> words;
  std::size_t at = end;
  std::size_t spaces = 0;
  while (at > 0 && spaces <= limit && words.size() < 3 * max_words) {
    const char c = text[at - 1];
    if (c == ')' || c == '(' || c == ';' || c == ':' || c == ']' || c == '[') break;
    if (c == '.' && (at == text.size() || is_space(text[at]))) break;
    if (is_space(c) && at < end && !is_space(text[at])) ++spaces;
    if (!is_alnum(c) && c != '\'') {
      --at;
      continue;
    }
    const std::size_t word_end = at;
    while (at > 0 && (is_alnum(text[at - 1]) || text[at - 1] == '\'')) --at;
    words.push_back({at, word_end});
  }
  return words;
}

std::string letters_of(std::string_view short_form) {
  std::string letters;
  for (char c : short_form)
    if (is_alnum(c)) letters += ascii::to_lower(c);
  return letters;
}

// Each letter begins a word, in order, no other word between but function words. A plural s at the
// end of the short form is not asked for.
std::size_t by_initials(std::string_view text, const std::vector<Range>& words,
                        std::string letters) {
  for (int round = 0; round < 2; ++round) {
    std::size_t word = 0;
    std::size_t left = letters.size();
    while (left > 0 && word < words.size()) {
      const std::string_view current = words[word].of(text);
      if (ascii::to_lower(current[0]) == letters[left - 1] ||
          number_word(current, letters[left - 1])) {
        --left;
        ++word;
      } else if (word > 0 && function_word(current)) {
        ++word;
      } else {
        break;
      }
    }
    if (left == 0 && letters.size() >= 2) return words[word - 1].begin;
    if (letters.size() < 3 || letters.back() != 's') break;
    letters.pop_back();
  }
  return npos;
}

// Schwartz and Hearst: the letters from right to left, the first one at the beginning of a word.
std::size_t by_letters(std::string_view text, const std::vector<Range>& words, std::size_t end,
                       const std::string& letters) {
  if (words.empty() || letters.size() < 2) return npos;
  const std::size_t floor = words.back().begin;
  std::size_t at = end;
  for (std::size_t i = letters.size(); i-- > 0;) {
    for (;;) {
      if (at == floor) return npos;
      --at;
      if (ascii::to_lower(text[at]) != letters[i]) continue;
      if (i == 0 && at > 0 && is_alnum(text[at - 1])) continue;
      break;
    }
  }
  return at;
}

// Takes in a chemical's or a bracket's beginning that is tied to the first word ("N-", "1,2-").
std::size_t extended(std::string_view text, std::size_t at) {
  std::size_t begin = at;
  while (begin > 0 && !is_space(text[begin - 1]) && text[begin - 1] != '(' &&
         text[begin - 1] != '[' && text[begin - 1] != '/' && text[begin - 1] != '"')
    --begin;
  return begin;
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

bool plausible_long(std::string_view long_form, std::string_view short_form) {
  if (long_form.size() <= short_form.size() || long_form.size() > 150) return false;
  const std::size_t letters = letters_of(short_form).size();
  if (word_count(long_form) > std::min(letters + 5, letters * 2 + 1)) return false;
  if (std::ranges::count(long_form, '(') != std::ranges::count(long_form, ')')) return false;
  if (function_word(long_form.substr(0, long_form.find(' ')))) return false;
  if (long_form.find('"') != npos) return false;
  // The short form itself is not its own definition.
  for (std::size_t at = long_form.find(short_form); at != npos;
       at = long_form.find(short_form, at + 1)) {
    const bool left = at == 0 || !is_alnum(long_form[at - 1]);
    const std::size_t after = at + short_form.size();
    if (left && (after == long_form.size() || !is_alnum(long_form[after])) && short_form.size() > 1)
      return false;
  }
  return true;
}

std::uint32_t narrow(std::size_t n) {
  return static_cast<std::uint32_t>(n);
}

// The long form that ends at `end`.
Range long_form(std::string_view text, std::size_t end, std::string_view short_form) {
  const std::string letters = letters_of(short_form);
  const std::vector<Range> words =
      words_before(text, end, std::min(letters.size() + 5, letters.size() * 2));
  if (words.empty()) return {};
  if (letters.size() == 1) {
    // One letter: the one word before it, which it begins.
    const std::string_view word = words[0].of(text);
    if (words[0].end == end && ascii::to_lower(word[0]) == letters[0] && word.size() >= 5)
      return {words[0].begin, end};
    return {};
  }
  // A symbol with its index: "tidal volume (V(T))".
  const bool indexed = short_form.size() == 4 && short_form[1] == '(' && letters.size() == 2;
  std::size_t begin = indexed ? by_initials(text, words, {letters[1], letters[0]}) : npos;
  if (begin == npos) begin = by_initials(text, words, letters);
  if (begin == npos) {
    begin = by_letters(text, words, end, letters);
    if (begin == npos) return {};
    begin = extended(text, begin);
  }
  return {begin, end};
}

// Adds a definition that can be one.
bool add(std::string_view text, Range short_form, Range definition,
         std::vector<Abbreviation>& found) {
  definition = trimmed(text, definition);
  if (definition.empty() || !plausible_long(definition.of(text), short_form.of(text))) return false;
  found.push_back({narrow(short_form.begin), narrow(short_form.end), narrow(definition.begin),
                   narrow(definition.end)});
  return true;
}

bool can_stand_first(std::string_view short_form) {
  return short_form.size() >= 2 && short_form.size() <= 10 &&
         std::ranges::any_of(short_form, is_upper) && plausible_short(short_form);
}

// Definitions with brackets: "interleukin 6 (IL-6)", "IL-6 (interleukin 6)".
void find_in_brackets(std::string_view text, std::vector<Abbreviation>& found) {
  Places brackets(text, "([");
  for (std::size_t open = brackets.from(0); open < text.size(); open = brackets.from(open + 1)) {
    // The bracket that closes this one.
    std::size_t close = open;
    int depth = 0;
    for (; close < text.size() && close < open + 300; ++close) {
      if (text[close] == '(' || text[close] == '[') ++depth;
      if ((text[close] == ')' || text[close] == ']') && --depth == 0) break;
    }
    if (close >= text.size() || close >= open + 300 || open == 0) continue;
    // Inside a word ("IL-1(beta)") nothing is defined, unless a space was forgotten:
    // "clozapine(CLP)".
    if (!is_space(text[open - 1]) &&
        !(close - open > 3 && ascii::is_lower(text[open - 1]) &&
          std::ranges::all_of(text.substr(open + 1, close - open - 1), is_upper)))
      continue;
    Range inside{open + 1, close};
    for (std::string_view mark : {", ", "; "})
      if (const std::size_t at = text.find(mark, inside.begin); at < inside.end) inside.end = at;
    inside = trimmed(text, inside);
    const Range before = trimmed(text, {0, open});
    if (inside.empty() || before.empty()) continue;
    if (plausible_short(inside.of(text)) &&
        add(text, inside, long_form(text, before.end, inside.of(text)), found))
      continue;
    // "IL-6 (interleukin 6)": the word before the bracket is the short form.
    Range word{before.end, before.end};
    while (word.begin > 0 && !is_space(text[word.begin - 1]) && text[word.begin - 1] != '(')
      --word.begin;
    const std::string_view short_form = word.of(text);
    if (!can_stand_first(short_form) || word_count(inside.of(text)) < 2) continue;
    const Range definition = long_form(text, inside.end, short_form);
    if (definition.begin == inside.begin) add(text, word, definition, found);
  }
}

// One entry of a list: "ESR, erythrocyte sedimentation rate", "IR = insulin resistance".
struct Entry {
  Range short_form, long_form;
  bool comma = false;  ///< what stands between them
};

std::optional<Entry> entry_in(std::string_view text, Range part) {
  constexpr std::size_t heading = 16;  // "Abbreviations: "
  part = trimmed(text, part);
  if (!part.empty() && text[part.end - 1] == '.') --part.end;
  if (part.of(text).starts_with("Abbreviations"))
    part.begin = std::min(part.end, part.begin + part.of(text).substr(0, heading).rfind(' ') + 1);
  part = trimmed(text, part);
  constexpr std::string_view separators = " ,:=";
  const std::string_view words = part.of(text);
  std::size_t first = 0;
  while (first < words.size() && separators.find(words[first]) == npos) ++first;
  if (first == words.size() || !can_stand_first(words.substr(0, first))) return std::nullopt;
  const std::size_t begin = words.find_first_not_of(separators, first);
  if (begin == npos) return std::nullopt;
  const std::string_view between = words.substr(first, begin - first);
  if (between.find_first_of(",:=") == npos) return std::nullopt;
  Entry entry{
      {part.begin, part.begin + first}, {part.begin + begin, part.end}, between.starts_with(',')};
  // "NO: nitric oxide, a gas".
  if (!entry.comma)
    if (const std::size_t comma = entry.long_form.of(text).find(", "); comma != npos)
      entry.long_form.end = entry.long_form.begin + comma;
  const Range exact = long_form(text, entry.long_form.end, entry.short_form.of(text));
  if (exact.begin != entry.long_form.begin || exact.empty()) return std::nullopt;
  return entry;
}

// Lists of abbreviations, as papers have them under tables and at their ends. With commas two
// entries at least, or it is a sentence.
void find_in_lists(std::string_view text, std::vector<Abbreviation>& found) {
  Places marks(text, ";\n|.,");
  const auto ends = [&](std::size_t at) {
    switch (text[at]) {
      case '.':
        return at + 1 < text.size() && is_space(text[at + 1]);
      case ',':
        return text.substr(at, 40).find('=') != npos;
      default:
        return true;
    }
  };
  std::vector<Entry> entries;
  std::size_t commas = 0;
  for (std::size_t begin = 0; begin < text.size();) {
    std::size_t end = marks.from(begin);
    while (end < text.size() && !ends(end)) end = marks.from(end + 1);
    if (const std::optional<Entry> entry = entry_in(text, {begin, end})) {
      commas += entry->comma ? 1 : 0;
      entries.push_back(*entry);
    }
    begin = end + 1;
  }
  for (const Entry& entry : entries)
    if (!entry.comma || commas >= 2) add(text, entry.short_form, entry.long_form, found);
}

}  // namespace

std::vector<Abbreviation> find_abbreviations(std::string_view text) {
  std::vector<Abbreviation> found;
  find_in_brackets(text, found);
  find_in_lists(text, found);
  std::ranges::stable_sort(found, {}, &Abbreviation::short_begin);
  return found;
}

}  // namespace osteon
