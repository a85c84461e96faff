// Plain-text helpers that all readers share: white space, UTF-8, case.
#include "corpus/text.h"

#include <algorithm>
#include <cstdint>
#include <cstring>

#include "base/ascii.h"

namespace osteon::corpus {

std::string_view trim(std::string_view text) {
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
  return text;
}

namespace {}  // namespace

bool equals_no_case(std::string_view a, std::string_view b) {
  return a.size() == b.size() && std::equal(a.begin(), a.end(), b.begin(), [](char x, char y) {
           return ascii::to_lower(x) == ascii::to_lower(y);
         });
}

bool starts_with_no_case(std::string_view text, std::string_view prefix) {
  return text.size() >= prefix.size() && equals_no_case(text.substr(0, prefix.size()), prefix);
}

std::string collapse_space(std::string_view text) {
  TextBuilder builder;
  builder.append(text);
  return builder.take();
}

std::vector<std::string> split_trimmed(std::string_view text, char separator) {
  std::vector<std::string> parts;
  while (true) {
    const std::size_t at = text.find(separator);
    const std::string_view part = trim(text.substr(0, at));
    if (!part.empty()) parts.emplace_back(part);
    if (at == std::string_view::npos) return parts;
    text.remove_prefix(at + 1);
  }
}

namespace {

// Length of the well-formed sequence at `p` (Unicode table 3-7), 0 if there is none. `bad` is then
// the length of the maximal part to replace.
std::size_t sequence_length(const unsigned char* p, std::size_t left, std::size_t& bad) {
  const unsigned char lead = p[0];
  bad = 1;
  if (lead < 0x80) return 1;
  std::size_t length = 0;
  unsigned char low = 0x80;
  unsigned char high = 0xBF;
  if (lead >= 0xC2 && lead <= 0xDF) {
    length = 2;
  } else if (lead >= 0xE0 && lead <= 0xEF) {
    length = 3;
    if (lead == 0xE0) low = 0xA0;
    if (lead == 0xED) high = 0x9F;
  } else if (lead >= 0xF0 && lead <= 0xF4) {
    length = 4;
    if (lead == 0xF0) low = 0x90;
    if (lead == 0xF4) high = 0x8F;
  } else {
    return 0;
  }
  for (std::size_t i = 1; i < length; ++i) {
    if (i >= left || p[i] < low || p[i] > high) {
      bad = i;
      return 0;
    }
    low = 0x80;
    high = 0xBF;
  }
  return length;
}

std::size_t skip_ascii(const unsigned char* data, std::size_t i, std::size_t size) {
  while (i + 8 <= size) {
    std::uint64_t word;
    std::memcpy(&word, data + i, 8);
    if ((word & 0x8080808080808080u) != 0) break;
    i += 8;
  }
  while (i < size && data[i] < 0x80) ++i;
  return i;
}

}  // namespace

std::size_t find_invalid_utf8(std::string_view text) {
  const auto* data = reinterpret_cast<const unsigned char*>(text.data());
  std::size_t bad = 0;
  for (std::size_t i = skip_ascii(data, 0, text.size()); i < text.size();
       i = skip_ascii(data, i, text.size())) {
    const std::size_t length = sequence_length(data + i, text.size() - i, bad);
    if (length == 0) return i;
    i += length;
  }
  return std::string_view::npos;
}

std::string repair_utf8(std::string_view text, std::size_t& replaced) {
  replaced = 0;
  std::string out;
  out.reserve(text.size() + 16);
  while (true) {
    const std::size_t good = find_invalid_utf8(text);
    out.append(text.substr(0, good));
    if (good == std::string_view::npos) return out;
    text.remove_prefix(good);
    std::size_t bad = 1;
    sequence_length(reinterpret_cast<const unsigned char*>(text.data()), text.size(), bad);
    out.append("\xEF\xBF\xBD");
    ++replaced;
    text.remove_prefix(bad);
  }
}

void append_utf8(std::string& out, char32_t c) {
  if (c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF)) c = 0xFFFD;
  if (c < 0x80) {
    out.push_back(static_cast<char>(c));
  } else if (c < 0x800) {
    out.push_back(static_cast<char>(0xC0 | (c >> 6)));
    out.push_back(static_cast<char>(0x80 | (c & 0x3F)));
  } else if (c < 0x10000) {
    out.push_back(static_cast<char>(0xE0 | (c >> 12)));
    out.push_back(static_cast<char>(0x80 | ((c >> 6) & 0x3F)));
    out.push_back(static_cast<char>(0x80 | (c & 0x3F)));
  } else {
    out.push_back(static_cast<char>(0xF0 | (c >> 18)));
    out.push_back(static_cast<char>(0x80 | ((c >> 12) & 0x3F)));
    out.push_back(static_cast<char>(0x80 | ((c >> 6) & 0x3F)));
    out.push_back(static_cast<char>(0x80 | (c & 0x3F)));
  }
}

std::string utf16_to_utf8(std::string_view bytes, bool big_endian) {
  const auto unit = [&](std::size_t i) -> char32_t {
    const auto a = static_cast<unsigned char>(bytes[i]);
    const auto b = static_cast<unsigned char>(bytes[i + 1]);
    return big_endian ? (a << 8 | b) : (b << 8 | a);
  };
  std::string out;
  out.reserve(bytes.size());
  for (std::size_t i = 0; i + 1 < bytes.size(); i += 2) {
    char32_t c = unit(i);
    if (c == 0xFEFF && i == 0) continue;
    if (c >= 0xD800 && c <= 0xDBFF && i + 3 < bytes.size()) {
      const char32_t low = unit(i + 2);
      if (low >= 0xDC00 && low <= 0xDFFF) {
        c = 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00);
        i += 2;
      }
    }
    append_utf8(out, c);
  }
  return out;
}

std::string_view prefix_utf8(std::string_view text, std::size_t limit) {
  if (text.size() <= limit) return text;
  while (limit > 0 && (static_cast<unsigned char>(text[limit]) & 0xC0) == 0x80) --limit;
  return text.substr(0, limit);
}

std::size_t line_of_offset(std::string_view text, std::size_t offset) {
  const std::string_view before = text.substr(0, offset);
  return 1 + static_cast<std::size_t>(std::count(before.begin(), before.end(), '\n'));
}

void TextBuilder::append(std::string_view text) {
  const char* p = text.data();
  const char* const end = p + text.size();
  while (p != end) {
    if (is_space(*p)) {
      pending_space_ = !text_.empty();
      ++p;
      continue;
    }
    // A stretch whose only white space is single spaces is copied in one go. White space is all
    // below '!', so one comparison passes over most bytes.
    const char* q = p;
    while (true) {
      while (q != end && static_cast<unsigned char>(*q) > ' ') ++q;
      if (q == end) break;
      const bool single = *q == ' ' && q + 1 != end && static_cast<unsigned char>(q[1]) > ' ';
      if (!single && is_space(*q)) break;
      ++q;
    }
    if (pending_space_) text_.push_back(' ');
    pending_space_ = false;
    text_.append(p, q);
    p = q;
  }
}

std::string TextBuilder::take() {
  std::string out;
  out.swap(text_);
  pending_space_ = false;
  ++paragraph_;
  return out;
}

void TextBuilder::clear() {
  text_.clear();
  pending_space_ = false;
  ++paragraph_;
}

std::string_view TextBuilder::before(Mark mark) const {
  if (mark.paragraph != paragraph_ || mark.size > text_.size()) return {};
  return std::string_view(text_).substr(0, mark.size);
}

std::string_view TextBuilder::since(Mark mark) const {
  if (mark.paragraph != paragraph_ || mark.size > text_.size()) return {};
  return std::string_view(text_).substr(mark.size);
}

void TextBuilder::cut(Mark mark) {
  if (mark.paragraph != paragraph_ || mark.size > text_.size()) return;
  text_.resize(mark.size);
  pending_space_ = mark.pending_space;
}

void TextBuilder::insert(Mark mark, std::string_view text) {
  if (mark.paragraph != paragraph_ || mark.size > text_.size()) return;
  // A space that was pending at the mark still stands before what is put in.
  const bool after_space =
      mark.pending_space && mark.size < text_.size() && text_[mark.size] == ' ';
  text_.insert(mark.size + (after_space ? 1 : 0), text);
}

}  // namespace osteon::corpus
