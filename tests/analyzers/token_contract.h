// Checks the token contract (analyzers/token.h) of any text's tokens.
#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <string_view>

#include "analyzers/analyzer.h"
#include "analyzers/token.h"

namespace osteon::testing {

inline bool on_border(std::string_view text, std::size_t at) {
  return at == text.size() || (static_cast<unsigned char>(text[at]) & 0xC0) != 0x80 || at == 0;
}

/// Valid UTF-8 without control characters: what a term may be made of.
inline bool is_clean(std::string_view term) {
  for (std::size_t i = 0; i < term.size();) {
    const auto c = static_cast<unsigned char>(term[i]);
    if (c <= ' ' || c == 0x7f) return false;
    const std::size_t length = c < 0x80 ? 1 : c >= 0xF0 ? 4 : c >= 0xE0 ? 3 : c >= 0xC2 ? 2 : 0;
    if (length == 0 || i + length > term.size()) return false;
    for (std::size_t k = 1; k < length; ++k) {
      if ((static_cast<unsigned char>(term[i + k]) & 0xC0) != 0x80) return false;
    }
    i += length;
  }
  return true;
}

/// The first broken rule in words, with the token; empty where all hold. `borders`: the text is
/// valid UTF-8, so that offsets must be on code point borders.
inline std::string broken_rule(std::string_view text, const TokenList& list, bool borders = true) {
  const auto tokens = list.tokens();
  const auto say = [&](std::size_t i, const char* rule) {
    return std::string(rule) + " at token " + std::to_string(i) + " \"" +
           std::string(tokens[i].text) + "\" [" + std::to_string(tokens[i].begin) + ", " +
           std::to_string(tokens[i].end) + ")";
  };
  std::uint32_t position = 0, begin = 0;
  std::set<std::string_view> variants;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const Token& token = tokens[i];
    if (token.begin >= token.end || token.end > text.size()) return say(i, "1: empty or outside");
    if (borders && (!on_border(text, token.begin) || !on_border(text, token.end))) {
      return say(i, "1: inside a code point");
    }
    if (i == 0 && token.position != 0) return say(i, "2: positions start at 0");
    if (i > 0 && token.position < position) return say(i, "2: position goes back");
    if (i > 0 && token.position > position + 1) return say(i, "2: position left out");
    if (token.position == position && i > 0) {
      if (token.is_primary()) return say(i, "3: two primary tokens at one position");
      if (token.begin != begin && token.begin < begin) return say(i, "3: variant before its token");
      if (!variants.insert(token.text).second && token.kind == TokenKind::part) {
        return say(i, "3: variant twice");
      }
    } else {
      if (!token.is_primary()) return say(i, "3: variant without its token");
      if (token.begin < begin) return say(i, "2: begin goes back");
      variants = {token.text};
    }
    position = token.position;
    begin = token.begin;
    if (token.text.empty() || token.exact.empty()) return say(i, "4: empty text");
    if (token.text.size() > max_token_bytes || token.exact.size() > max_token_bytes) {
      return say(i, "4: text too long");
    }
    if (!is_clean(token.text) || !is_clean(token.exact)) return say(i, "4: not clean UTF-8");
  }
  if (list.position_count() != (tokens.empty() ? 0 : position + 1))
    return "position_count is wrong";
  std::uint32_t last = 0;
  for (const std::uint32_t end : list.sentence_ends()) {
    if (end <= last || end > list.position_count()) return "sentence ends do not increase";
    last = end;
  }
  if (last != list.position_count()) return "the last sentence does not end with the text";
  return {};
}

/// One line for a whole analysis: compared for determinism.
inline std::string describe(const TokenList& list) {
  std::string out;
  for (const Token& token : list.tokens()) {
    out += std::string(token.text) + '/' + std::string(token.exact) + '@' +
           std::to_string(token.position) + '[' + std::to_string(token.begin) + ',' +
           std::to_string(token.end) + ')' + std::string(to_string(token.kind)) + ' ';
  }
  for (const std::uint32_t end : list.sentence_ends()) out += '|' + std::to_string(end);
  return out;
}

}  // namespace osteon::testing
