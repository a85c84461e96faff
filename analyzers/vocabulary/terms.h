// Names and text as sequences of terms: what building, looking up and tagging have in common.
#pragma once

#include <cstdint>
#include <memory_resource>
#include <string_view>
#include <vector>

#include "analyzers/token.h"

namespace osteon::osv {

/// A term's identity in a compiled vocabulary; never 0.
std::uint64_t term_hash(std::string_view term);

/// FNV-1a, continued over pieces: `IL 6` written as two tokens and `IL-6` written as one agree.
inline constexpr std::uint32_t exact_seed = 2166136261U;
inline std::uint32_t exact_hash(std::string_view piece, std::uint32_t state = exact_seed) {
  for (char c : piece) state = (state ^ static_cast<unsigned char>(c)) * 16777619U;
  return state;
}

/// The same over forms with the endings of number made one: equal for `diseases` and `disease`,
/// unequal for `hepatic` and `hepatitis`, which share a stem.
std::uint32_t plural_hash(std::string_view piece, std::uint32_t state = exact_seed);

/// Continues both over `piece` at once.
void spelling_hashes(std::string_view piece, std::uint32_t& exact, std::uint32_t& plural);

/// One way to read a name: its terms in order.
struct TermPath {
  std::vector<std::uint64_t> words;
  std::uint32_t exact = exact_seed;
  std::uint32_t plural = exact_seed;
};

/// One position of a text: its own term, and the joined one that begins there, if any.
struct TermUnit {
  std::uint64_t word = 0;
  std::uint64_t joined = 0;       ///< 0 if none
  std::uint32_t joined_last = 0;  ///< last position that the joined term spans
  const Token* token = nullptr;
  const Token* joined_token = nullptr;
};

/// The positions of an analysed text in order.
void term_units(const TokenList& tokens, std::pmr::vector<TermUnit>& units);

/// The readings of a name: its primary terms, and with every joined term in place of what it joins.
std::vector<TermPath> term_paths(const TokenList& tokens);

}  // namespace osteon::osv
