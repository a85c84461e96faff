// UTF-8: is it well-formed, make it so, walk over it (RFC 3629, Unicode 15 table 3-7).
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace osteon {

inline constexpr char32_t replacement_character = 0xFFFD;

/// Byte offset of the first sequence that is not well-formed UTF-8; npos if there is none.
std::size_t find_invalid_utf8(std::string_view text);

/// `text` with each maximal ill-formed subsequence replaced by U+FFFD, as Unicode recommends.
std::string repair_utf8(std::string_view text);

/// The code point at `offset` (< text.size()), moving `offset` behind it. Ill-formed bytes give
/// U+FFFD, one maximal subsequence at a time.
char32_t next_code_point(std::string_view text, std::size_t& offset);

void append_utf8(std::string& out, char32_t code_point);

/// Number of code points in well-formed text.
std::size_t count_code_points(std::string_view text);

}  // namespace osteon
