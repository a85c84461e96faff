// Respells what was typed quickly, and what was typeset.
#include "searcher/matching/careful_spelling.h"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "base/ascii.h"

namespace osteon {
namespace {

using ascii::is_digit;
using ascii::is_letter;

constexpr std::array<std::string_view, 24> greek_names = {
    "alpha", "beta",  "gamma",  "delta",   "epsilon", "zeta", "eta",     "theta",
    "iota",  "kappa", "lambda", "mu",      "nu",      "xi",   "omicron", "pi",
    "rho",   "sigma", "tau",    "upsilon", "phi",     "chi",  "psi",     "omega"};

struct Chunk {
  std::size_t begin, end;
};

std::vector<Chunk> chunks_of(std::string_view text) {
  std::vector<Chunk> out;
  std::size_t at = 0;
  while (at < text.size()) {
    while (at < text.size() && text[at] == ' ') ++at;
    const std::size_t begin = at;
    while (at < text.size() && text[at] != ' ') ++at;
    if (at > begin) out.push_back({begin, at});
  }
  return out;
}

/// Two to five letters, then digits, a hyphen or a Greek letter: the start of a symbol.
std::size_t symbol_letters(std::string_view word) {
  std::size_t n = 0;
  while (n < word.size() && is_letter(word[n])) ++n;
  return n >= 2 && n <= 5 && n < word.size() ? n : 0;
}

/// Sjoegren -> Sjögren: two bytes become two.
std::string with_umlauts(std::string_view word) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 3> spelt = {
      {{"ae", "ä"}, {"oe", "ö"}, {"ue", "ü"}}};
  std::string out(word);
  if (word.size() < 5 || !std::all_of(word.begin(), word.end(), is_letter)) return out;
  for (std::size_t i = 1; i + 1 < out.size(); ++i) {
    for (const auto& [letters, umlaut] : spelt) {
      if (word.substr(i, 2) == letters) out.replace(i, 2, umlaut);
    }
  }
  return out;
}

}  // namespace

std::string carefully_spelt(std::string_view text, const Analyzer& analyzer,
                            const TermFrequency& frequency) {
  std::string out(text);
  const std::vector<Chunk> chunks = chunks_of(text);
  TokenList tokens;
  const auto single = [&](std::string_view word) -> std::string {
    analyzer.analyze(word, tokens);
    if (tokens.tokens().empty() || tokens.position_count() != 1) return {};
    const Token& token = tokens.tokens().front();
    return token.kind == TokenKind::mixed ? std::string(token.text) : std::string();
  };
  const auto known = [&](std::string_view word) {
    analyzer.analyze(word, tokens);
    return tokens.position_count() != 1 ||
           frequency(std::string(tokens.tokens().front().text)) != 0;
  };
  for (std::size_t i = 0; i < chunks.size(); ++i) {
    const std::string_view word = text.substr(chunks[i].begin, chunks[i].end - chunks[i].begin);
    if (const std::string drawn = with_umlauts(word); drawn != word && !known(word)) {
      if (known(drawn)) out.replace(chunks[i].begin, drawn.size(), drawn);
      continue;
    }
    if (std::any_of(word.begin(), word.end(), [](char c) { return c >= 'A' && c <= 'Z'; }))
      continue;
    if (const std::size_t letters = symbol_letters(word); letters != 0) {
      if (!single(word).empty()) {
        for (std::size_t k = 0; k < letters; ++k)
          out[chunks[i].begin + k] = ascii::to_upper(word[k]);
      }
      continue;
    }
    if (i + 1 >= chunks.size() || word.size() < 2 || word.size() > 5 ||
        !std::all_of(word.begin(), word.end(), is_letter)) {
      continue;
    }
    const std::string_view next =
        text.substr(chunks[i + 1].begin, chunks[i + 1].end - chunks[i + 1].begin);
    const bool number = is_digit(next.front()) && next.size() <= 4;
    const bool greek = std::find(greek_names.begin(), greek_names.end(), next) != greek_names.end();
    if (!number && !greek) continue;
    const std::string term = single(ascii::upper_case(word) + '-' + std::string(next));
    if (term.empty()) continue;
    const std::uint64_t together = frequency(term);
    analyzer.analyze(word, tokens);
    const std::string alone =
        tokens.tokens().empty() ? std::string() : std::string(tokens.tokens().front().text);
    if (together == 0 || together * 4 < (alone.empty() ? 0 : frequency(alone))) continue;
    for (std::size_t k = 0; k < word.size(); ++k)
      out[chunks[i].begin + k] = ascii::to_upper(word[k]);
    if (chunks[i + 1].begin == chunks[i].end + 1) out[chunks[i].end] = '-';
  }
  return out;
}

std::string with_plain_digits(std::string_view text) {
  constexpr std::array<std::pair<std::string_view, char>, 26> raised_or_lowered = {
      {{"⁰", '0'}, {"¹", '1'}, {"²", '2'}, {"³", '3'}, {"⁴", '4'}, {"⁵", '5'}, {"⁶", '6'},
       {"⁷", '7'}, {"⁸", '8'}, {"⁹", '9'}, {"₀", '0'}, {"₁", '1'}, {"₂", '2'}, {"₃", '3'},
       {"₄", '4'}, {"₅", '5'}, {"₆", '6'}, {"₇", '7'}, {"₈", '8'}, {"₉", '9'}, {"⁺", '+'},
       {"⁻", '-'}, {"₊", '+'}, {"₋", '-'}, {"⁽", '('}, {"⁾", ')'}}};
  std::string out;
  for (std::size_t i = 0; i < text.size();) {
    const auto found = std::find_if(
        raised_or_lowered.begin(), raised_or_lowered.end(),
        [&](const auto& row) { return text.substr(i, row.first.size()) == row.first; });
    if (found == raised_or_lowered.end()) {
      out += text[i++];
    } else {
      out += found->second;
      i += found->first.size();
    }
  }
  return out;
}

}  // namespace osteon
