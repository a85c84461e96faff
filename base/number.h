// Numbers in text, whatever the locale.
#pragma once

#include <charconv>
#include <string_view>
#include <system_error>

namespace osteon {

/// Whether all of `text` is a number that `value` can hold: digits, with a minus sign where Number
/// is signed, or what std::from_chars takes for a floating point one. `value` is of use only then.
template <typename Number>
bool read_number(std::string_view text, Number& value) {
  const char* const last = text.data() + text.size();
  const auto [end, error] = std::from_chars(text.data(), last, value);
  return error == std::errc() && end == last;
}

}  // namespace osteon
