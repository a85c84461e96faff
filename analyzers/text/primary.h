// A token of the first pass: what was written at one position, before its neighbours are looked at.
#pragma once

#include <cstdint>
#include <string_view>

#include "analyzers/token.h"

namespace osteon {

/// What stands between a token and the one before it, as bits.
namespace gap {
inline constexpr std::uint16_t space = 1;   ///< white space
inline constexpr std::uint16_t hyphen = 2;  ///< a hyphen or short dash
inline constexpr std::uint16_t slash = 4;
inline constexpr std::uint16_t comma = 8;
inline constexpr std::uint16_t other = 16;         ///< any other sign
inline constexpr std::uint16_t period = 32;        ///< a full stop …
inline constexpr std::uint16_t period_space = 64;  ///< … and white space somewhere after it
inline constexpr std::uint16_t strong = 128;       ///< ! ? 。 and their like
inline constexpr std::uint16_t newline = 256;      ///< one line feed
inline constexpr std::uint16_t blank = 512;        ///< an empty line, a form feed
inline constexpr std::uint16_t close = 1024;       ///< a closing bracket
}  // namespace gap

/// How the letters of a token were written, as bits.
namespace shape {
inline constexpr std::uint8_t initial_upper = 1;
inline constexpr std::uint8_t all_upper = 2;  ///< two letters or more, none of them lower case
inline constexpr std::uint8_t has_upper = 4;
inline constexpr std::uint8_t greek_led = 8;  ///< begins with a Greek letter: kappaB, beta1
}  // namespace shape

struct Primary {
  std::string_view text, exact;
  std::uint32_t begin = 0, end = 0;
  std::uint32_t first_part = 0;  ///< into Arena::parts
  std::uint32_t classes = 0;     ///< of Contexts
  std::uint16_t part_count = 0;
  std::uint16_t gap = 0;
  TokenKind kind = TokenKind::word;
  std::uint8_t shape = 0;
};

}  // namespace osteon
