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

}  // namespace

std::optional<QueryRange> asked_outcome(std::string_view query) {
  const std::vector<Word> words = words_of(query);
  const auto effect = std::find_if(words.begin(), words.end(), [](const Word& word) {
    return std::find(effect_words.begin(), effect_words.end(), word.text) != effect_words.end();
  });
  // "effect of", with something between it and "on", and something behind that.
  if (words.end() - effect < 5 || (effect + 1)->text != "of") return std::nullopt;
  const auto last_on = std::find_if(words.rbegin(), words.rend(),
                                    [](const Word& word) { return word.text == "on"; });
  if (last_on == words.rbegin() || last_on.base() - effect < 4) return std::nullopt;
  return QueryRange{last_on.base()->begin, words.back().end};
}

}  // namespace osteon
