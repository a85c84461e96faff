// UTF-8 checking, repair and walking against cases from Unicode 15, table 3-7 and section 3.9.
#include <string>
#include <vector>

#include "base/utf8.h"
#include "tests/catch.h"

using namespace osteon;

TEST_CASE("ill-formed UTF-8 is found at its first byte and repaired as Unicode recommends") {
  struct Row {
    std::string text;
    std::size_t invalid_at;
    std::string repaired;
  };
  const std::string fffd = "\xEF\xBF\xBD";
  const std::size_t none = std::string_view::npos;
  const std::vector<Row> rows = {
      {"", none, ""},
      {"plain ascii, longer than eight bytes", none, "plain ascii, longer than eight bytes"},
      {"\xCE\xB1\xE2\x80\x91\xF0\x9F\xA6\xB4", none, "\xCE\xB1\xE2\x80\x91\xF0\x9F\xA6\xB4"},
      {"ab\xFFz", 2, "ab" + fffd + "z"},
      {"\xC0\x80", 0, fffd + fffd},                        // overlong
      {"\xED\xA0\x80", 0, fffd + fffd + fffd},             // surrogate
      {"\xF4\x90\x80\x80", 0, fffd + fffd + fffd + fffd},  // above U+10FFFF
      {"\xE2\x80", 0, fffd},                               // cut short: one maximal subsequence
      {"12345678\xE2\x80z", 8, "12345678" + fffd + "z"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.text);
    CHECK(find_invalid_utf8(row.text) == row.invalid_at);
    CHECK(repair_utf8(row.text) == row.repaired);
    CHECK(find_invalid_utf8(repair_utf8(row.text)) == none);
  }
}

TEST_CASE("every code point survives writing and reading") {
  for (char32_t c = 1; c <= 0x10FFFF; c += c < 0x3000 ? 1 : 37) {
    if (c >= 0xD800 && c <= 0xDFFF) continue;
    std::string text;
    append_utf8(text, c);
    std::size_t offset = 0;
    REQUIRE(next_code_point(text, offset) == c);
    REQUIRE(offset == text.size());
    REQUIRE(count_code_points(text) == 1);
  }
}
