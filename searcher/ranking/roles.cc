#include "searcher/ranking/roles.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "base/ascii.h"

namespace osteon {
namespace {

constexpr std::array<std::string_view, 10> effect_words = {
    "effect",     "effects",  "impact",        "impacts", "influence",
    "influences", "efficacy", "effectiveness", "benefit", "benefits"};
constexpr std::array<std::string_view, 10> question_words = {"does", "do",    "did", "can", "could",
                                                             "will", "would", "may", "is",  "are"};
/// What is done to an outcome, in a question: "does X reduce Z".
constexpr std::array<std::string_view, 30> effect_verbs = {
    "affect",  "alter",    "ameliorate", "attenuate", "change",    "decrease", "delay",   "enhance",
    "impact",  "impair",   "improve",    "increase",  "influence", "lengthen", "lower",   "modify",
    "prevent", "prolong",  "promote",    "raise",     "reduce",    "relieve",  "reverse", "shorten",
    "slow",    "suppress", "alleviate",  "worsen",    "preserve",  "diminish"};
/// "is X effective for Z"
constexpr std::array<std::string_view, 4> useful_words = {"effective", "useful", "beneficial",
                                                          "efficacious"};
constexpr std::array<std::string_view, 4> purpose_words = {"for", "in", "against", "at"};
/// What an outcome ends before: "… than Y", "… compared with Y".
constexpr std::array<std::string_view, 5> comparing_words = {"compared", "versus", "vs", "than",
                                                             "relative"};

template <std::size_t size>
bool is_one_of(std::string_view word, const std::array<std::string_view, size>& words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

struct Word {
  std::string text;  ///< lower case
  std::size_t begin, end;
};

std::vector<Word> words_of(std::string_view query) {
  std::vector<Word> words;
  for (std::size_t i = 0; i < query.size();) {
    const auto is_part = [&](std::size_t at) {
      const char c = query[at];
      return ascii::is_letter(c) || ascii::is_digit(c) || (static_cast<unsigned char>(c) & 0x80);
    };
    if (!is_part(i)) {
      ++i;
      continue;
    }
    const std::size_t begin = i;
    while (i < query.size() && is_part(i)) ++i;
    words.push_back({ascii::lower_case(query.substr(begin, i - begin)), begin, i});
  }
  return words;
}

/// Where the outcome begins in "effect of X on Z"; the number of words if the form is another.
std::size_t outcome_of_effect(const std::vector<Word>& words) {
  const auto effect = std::find_if(words.begin(), words.end(), [](const Word& word) {
    return is_one_of(word.text, effect_words);
  });
  // "effect of", with something between it and "on", and something behind that.
  if (words.end() - effect < 5 || (effect + 1)->text != "of") return words.size();
  const auto last_on = std::find_if(words.rbegin(), words.rend(),
                                    [](const Word& word) { return word.text == "on"; });
  if (last_on == words.rbegin() || last_on.base() - effect < 4) return words.size();
  return static_cast<std::size_t>(last_on.base() - words.begin());
}

/// The same in "does X reduce Z" and "is X effective for Z".
std::size_t outcome_of_question(const std::vector<Word>& words) {
  if (words.empty() || !is_one_of(words.front().text, question_words)) return words.size();
  for (std::size_t i = words.size() - 1; i-- > 2;) {
    const bool is_noun = words[i + 1].text == "in" || words[i + 1].text == "of";  // "decrease in"
    if (!is_noun && is_one_of(words[i].text, effect_verbs)) return i + 1;
    if (is_one_of(words[i].text, useful_words) && is_one_of(words[i + 1].text, purpose_words))
      return i + 2;
  }
  return words.size();
}

}  // namespace

std::optional<QueryRange> asked_outcome(std::string_view query) {
  const std::vector<Word> words = words_of(query);
  std::size_t begin = outcome_of_effect(words);
  if (begin == words.size()) begin = outcome_of_question(words);
  std::size_t end = begin;
  while (end < words.size() && !is_one_of(words[end].text, comparing_words)) ++end;
  if (begin == end) return std::nullopt;
  return QueryRange{words[begin].begin, words[end - 1].end};
}

}  // namespace osteon
