// One folded character of a chunk, with the bytes it came from.
#pragma once

#include <cstdint>

namespace osteon {

enum class UnitClass : std::uint8_t {
  letter,  ///< any alphabetic character but those below
  greek,   ///< a Greek letter: stands for its name
  digit,
  ideograph,  ///< Han and kana: each is a token
  hyphen,
  plus,
  minus,  ///< the sign proper, and superscript minus
  period,
  comma,
  apostrophe,
  prime,
  slash,
  star,
  colon,
  greater,
  caret,
  underscore,
  open,   ///< (
  close,  ///< )
  middle_dot,
  space,
  strong_stop,  ///< ! ? 。
  other,
};

struct Unit {
  char32_t character = 0;  ///< folded
  std::uint32_t begin = 0, end = 0;
  UnitClass kind = UnitClass::other;
  bool upper = false;
  bool raised = false;      ///< superscript
  bool line_break = false;  ///< a hyphen at the end of a line

  bool is_alnum() const {
    return kind == UnitClass::letter || kind == UnitClass::greek || kind == UnitClass::digit;
  }
};

}  // namespace osteon
