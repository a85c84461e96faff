// Merging and splitting paragraphs into passages.
#include "indexer/passage_builder.h"

#include <algorithm>
#include <array>

#include "base/ascii.h"

namespace osteon {
namespace {

using ascii::is_digit;
using ascii::is_upper;

bool is_blank(char c) {
  return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}
bool is_continuation(char c) {
  return (static_cast<unsigned char>(c) & 0xC0) == 0x80;
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
  return text;
}

// Does the full stop after `before` belong to an abbreviation?
bool ends_in_abbreviation(std::string_view before) {
  static constexpr std::array<std::string_view, 24> abbreviations{
      "al", "approx", "ca",   "cf",  "dr",   "e.g",  "eq",   "eqs", "fig", "figs", "i.e",   "incl",
      "no", "nos",    "prof", "ref", "refs", "resp", "sect", "sp",  "spp", "st",   "suppl", "vs"};
  std::size_t begin = before.size();
  while (begin > 0 && !is_blank(before[begin - 1]) && before[begin - 1] != '(' &&
         before[begin - 1] != '[')
    --begin;
  std::string word(before.substr(begin));
  if (word.size() == 1 && is_upper(word[0])) return true;  // an initial
  for (char& c : word)
    if (is_upper(c)) c = static_cast<char>(c - 'A' + 'a');
  return std::find(abbreviations.begin(), abbreviations.end(), word) != abbreviations.end();
}

// Where to cut `text` (longer than `lengths.longest`) into parts near the target length.
void split(std::string_view text, const PassageLengths& lengths,
           std::vector<std::string_view>& parts) {
  const std::vector<std::size_t> breaks = sentence_breaks(text);
  std::size_t begin = 0;
  while (text.size() - begin > lengths.longest) {
    const std::size_t left = text.size() - begin;
    const std::size_t count = (left + lengths.target - 1) / lengths.target;
    const std::size_t ideal = begin + left / count;
    // The sentence end nearest to the ideal place, if there is one that is not far too late.
    const auto later = std::lower_bound(breaks.begin(), breaks.end(), ideal);
    std::size_t cut = 0;
    if (later != breaks.end() && *later <= begin + lengths.hard) cut = *later;
    if (later != breaks.begin() && *(later - 1) > begin + lengths.target / 4 &&
        (cut == 0 || ideal - *(later - 1) < cut - ideal))
      cut = *(later - 1);
    if (cut == 0) {
      cut = std::min(begin + lengths.hard, text.size());
      if (cut < text.size()) {
        std::size_t space = cut;
        while (space > begin + lengths.hard / 2 && !is_blank(text[space])) --space;
        if (is_blank(text[space])) {
          cut = space;
        } else {
          while (cut > begin + 1 && is_continuation(text[cut])) --cut;
        }
      }
    }
    parts.push_back(trimmed(text.substr(begin, cut - begin)));
    begin = cut;
  }
  parts.push_back(trimmed(text.substr(begin)));
}

}  // namespace

std::vector<std::size_t> sentence_breaks(std::string_view text) {
  std::vector<std::size_t> breaks;
  for (std::size_t i = 0; i + 1 < text.size(); ++i) {
    if (text[i] == '\n') {
      breaks.push_back(i + 1);
      continue;
    }
    if (text[i] != '.' && text[i] != '?' && text[i] != '!') continue;
    std::size_t end = i + 1;
    while (end < text.size() && (text[end] == ')' || text[end] == ']' || text[end] == '"' ||
                                 text[end] == '\'' || text[end] == '.'))
      ++end;
    if (end + 1 >= text.size() || text[end] != ' ') continue;
    const char next = text[end + 1];
    const bool starts = is_upper(next) || is_digit(next) || next == '(' || next == '[' ||
                        next == '"' || static_cast<unsigned char>(next) >= 0xC0;
    if (!starts || (text[i] == '.' && ends_in_abbreviation(text.substr(0, i)))) continue;
    breaks.push_back(end + 1);
    i = end;
  }
  return breaks;
}

std::vector<NewPassage> build_passages(const Paper& paper, const PassageLengths& lengths) {
  std::vector<NewPassage> passages;
  std::vector<std::string_view> parts;
  for (std::uint32_t number = 0; number < paper.sections.size(); ++number) {
    parts.clear();
    for (const std::string& paragraph : paper.sections[number].paragraphs) {
      const std::string_view text = trimmed(paragraph);
      if (text.size() > lengths.longest) {
        split(text, lengths, parts);
      } else {
        parts.push_back(text);
      }
    }
    bool open = false;  // may the last passage grow?
    for (const std::string_view part : parts) {
      if (part.empty()) continue;
      // A short rest (a last sentence, a list's last item) goes with what stands before it.
      const std::size_t joined = open ? passages.back().text.size() + 2 + part.size() : 0;
      const bool small = open && (part.size() < lengths.target / 4 ||
                                  passages.back().text.size() < lengths.target / 4);
      if (open && (joined <= lengths.target || (small && joined <= lengths.longest))) {
        passages.back().text += "\n\n";
        passages.back().text += part;
      } else {
        passages.push_back({number, std::string(part)});
        open = true;
      }
    }
  }
  return passages;
}

}  // namespace osteon
