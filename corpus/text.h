// Plain-text helpers that all readers share: white space, UTF-8, case.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/ascii.h"

namespace osteon::corpus {

inline bool is_space(char c) {
  return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f' || c == '\v';
}
using ascii::is_digit;

inline bool is_alnum(char c) {
  return ascii::is_letter(c) || is_digit(c);
}
/// True for ASCII letters and digits and for any byte of a longer UTF-8 sequence.
inline bool is_word_byte(char c) {
  return is_alnum(c) || static_cast<unsigned char>(c) >= 0x80;
}

std::string_view trim(std::string_view text);
bool starts_with_no_case(std::string_view text, std::string_view prefix);
bool equals_no_case(std::string_view a, std::string_view b);
/// Runs of white space become one space; none at the ends.
std::string collapse_space(std::string_view text);
/// Splits at each `separator`; parts are trimmed, empty parts are left out.
std::vector<std::string> split_trimmed(std::string_view text, char separator);

/// Where the first byte that is not valid UTF-8 stands; npos if all is well.
std::size_t find_invalid_utf8(std::string_view text);
/// Each maximal invalid sequence becomes U+FFFD. `replaced` counts them.
std::string repair_utf8(std::string_view text, std::size_t& replaced);
void append_utf8(std::string& out, char32_t code_point);
/// The text of a UTF-16 file, its byte-order mark left out.
std::string utf16_to_utf8(std::string_view bytes, bool big_endian);
/// At most `limit` bytes of `text`, not cutting a UTF-8 sequence.
std::string_view prefix_utf8(std::string_view text, std::size_t limit);

/// 1-based line of the byte at `offset`.
std::size_t line_of_offset(std::string_view text, std::size_t offset);

/// Builds one paragraph from pieces of markup: white space between words becomes one space, none
/// stands at the ends, and a piece can be taken back.
class TextBuilder {
 public:
  void append(std::string_view text);
  /// A word border: a space if more text follows.
  void space() { pending_space_ = !text_.empty(); }
  bool empty() const { return text_.empty(); }
  /// The last byte written, or '\0' at the start; ' ' if a space is pending.
  char last() const { return pending_space_ ? ' ' : text_.empty() ? '\0' : text_.back(); }
  const std::string& text() const { return text_; }
  std::string take();
  void clear();

  /// A place in the paragraph that is being written; void once that has been taken.
  struct Mark {
    std::size_t size = 0;
    bool pending_space = false;
    std::size_t paragraph = 0;
  };
  Mark mark() const { return {text_.size(), pending_space_, paragraph_}; }
  /// What stood before the mark, and what was written since; empty for a void mark.
  std::string_view before(Mark mark) const;
  std::string_view since(Mark mark) const;
  /// Takes back what was written since.
  void cut(Mark mark);
  /// Puts `text` in at `mark`, before what was written since.
  void insert(Mark mark, std::string_view text);

 private:
  std::string text_;
  bool pending_space_ = false;
  std::size_t paragraph_ = 0;  ///< counts take() and clear()
};

}  // namespace osteon::corpus
