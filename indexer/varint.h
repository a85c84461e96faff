// Small numbers in few bytes: LEB128, seven bits a byte, low bits first, top bit set while more
// follow.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace osteon {

inline void put_varint(std::string& out, std::uint64_t value) {
  while (value >= 0x80) {
    out.push_back(static_cast<char>(value | 0x80));
    value >>= 7;
  }
  out.push_back(static_cast<char>(value));
}

inline void put_string(std::string& out, std::string_view text) {
  put_varint(out, text.size());
  out.append(text);
}

/// Reads what put_varint and put_string wrote. Never reads past the end: after a truncated or
/// overlong value `ok()` is false and every read gives 0 or an empty string.
class VarintReader {
 public:
  explicit VarintReader(std::string_view bytes)
      : at_(reinterpret_cast<const unsigned char*>(bytes.data())), end_(at_ + bytes.size()) {}

  std::uint64_t next() {
    if (at_ < end_ && *at_ < 0x80) return *at_++;
    return next_long();
  }
  std::uint32_t next32() {
    const std::uint64_t value = next();
    if (value <= 0xffffffffu) return static_cast<std::uint32_t>(value);
    fail();
    return 0;
  }
  std::string_view next_string() {
    const std::uint64_t size = next();
    if (size > static_cast<std::uint64_t>(end_ - at_)) {
      fail();
      return {};
    }
    const std::string_view text(reinterpret_cast<const char*>(at_), size);
    at_ += size;
    return text;
  }
  bool ok() const { return ok_; }
  bool at_end() const { return at_ == end_; }
  std::size_t left() const { return static_cast<std::size_t>(end_ - at_); }

 private:
  std::uint64_t next_long() {
    std::uint64_t value = 0;
    for (int shift = 0; shift < 64 && at_ < end_; shift += 7) {
      const unsigned char byte = *at_++;
      value |= static_cast<std::uint64_t>(byte & 0x7f) << shift;
      if (byte < 0x80) return value;
    }
    fail();
    return 0;
  }
  void fail() {
    ok_ = false;
    at_ = end_;
  }

  const unsigned char* at_;
  const unsigned char* end_;
  bool ok_ = true;
};

}  // namespace osteon
