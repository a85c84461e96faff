#include "base/utf8.h"

#include <cstdint>
#include <cstring>

namespace osteon {
namespace {

struct Decoded {
  char32_t code_point;
  std::size_t length;  ///< bytes consumed, at least 1
  bool valid;
};

/// Decodes one sequence by table 3-7: the second byte's range depends on the lead byte, which is
/// how overlong forms, surrogates and values above U+10FFFF are excluded.
Decoded decode(const unsigned char* s, std::size_t available) {
  const unsigned char lead = s[0];
  if (lead < 0x80) return {lead, 1, true};
  std::size_t length = 0;
  unsigned char low = 0x80, high = 0xBF;
  char32_t value = 0;
  if (lead >= 0xC2 && lead <= 0xDF) {
    length = 2;
    value = lead & 0x1F;
  } else if (lead >= 0xE0 && lead <= 0xEF) {
    length = 3;
    value = lead & 0x0F;
    if (lead == 0xE0) low = 0xA0;
    if (lead == 0xED) high = 0x9F;
  } else if (lead >= 0xF0 && lead <= 0xF4) {
    length = 4;
    value = lead & 0x07;
    if (lead == 0xF0) low = 0x90;
    if (lead == 0xF4) high = 0x8F;
  } else {
    return {replacement_character, 1, false};
  }
  for (std::size_t i = 1; i < length; ++i) {
    if (i >= available || s[i] < low || s[i] > high) return {replacement_character, i, false};
    value = (value << 6) | (s[i] & 0x3F);
    low = 0x80;
    high = 0xBF;
  }
  return {value, length, true};
}

const unsigned char* bytes_of(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

/// Offset of the first byte at or after `from` that is not ASCII.
std::size_t skip_ascii(std::string_view text, std::size_t from) {
  while (from + 8 <= text.size()) {
    std::uint64_t word;
    std::memcpy(&word, text.data() + from, 8);
    if (word & 0x8080808080808080u) break;
    from += 8;
  }
  while (from < text.size() && static_cast<unsigned char>(text[from]) < 0x80) ++from;
  return from;
}

}  // namespace

std::size_t find_invalid_utf8(std::string_view text) {
  for (std::size_t i = skip_ascii(text, 0); i < text.size(); i = skip_ascii(text, i)) {
    const Decoded d = decode(bytes_of(text) + i, text.size() - i);
    if (!d.valid) return i;
    i += d.length;
  }
  return std::string_view::npos;
}

std::string repair_utf8(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t ascii_end = skip_ascii(text, i);
    out.append(text, i, ascii_end - i);
    i = ascii_end;
    if (i == text.size()) break;
    const Decoded d = decode(bytes_of(text) + i, text.size() - i);
    if (d.valid)
      out.append(text, i, d.length);
    else
      append_utf8(out, replacement_character);
    i += d.length;
  }
  return out;
}

char32_t next_code_point(std::string_view text, std::size_t& offset) {
  const Decoded d = decode(bytes_of(text) + offset, text.size() - offset);
  offset += d.length;
  return d.code_point;
}

void append_utf8(std::string& out, char32_t c) {
  if (c < 0x80) {
    out += static_cast<char>(c);
  } else if (c < 0x800) {
    out += static_cast<char>(0xC0 | (c >> 6));
    out += static_cast<char>(0x80 | (c & 0x3F));
  } else if (c < 0x10000) {
    out += static_cast<char>(0xE0 | (c >> 12));
    out += static_cast<char>(0x80 | ((c >> 6) & 0x3F));
    out += static_cast<char>(0x80 | (c & 0x3F));
  } else {
    out += static_cast<char>(0xF0 | (c >> 18));
    out += static_cast<char>(0x80 | ((c >> 12) & 0x3F));
    out += static_cast<char>(0x80 | ((c >> 6) & 0x3F));
    out += static_cast<char>(0x80 | (c & 0x3F));
  }
}

std::size_t count_code_points(std::string_view text) {
  std::size_t count = 0;
  for (const char c : text) count += (static_cast<unsigned char>(c) & 0xC0) != 0x80;
  return count;
}

}  // namespace osteon
