// Text on its way to a terminal: nothing steers it, columns are counted, lines are wrapped.
#include "tests/catch.h"
#include "tools/output/terminal.h"

using osteon::tools::column_count;
using osteon::tools::counted;
using osteon::tools::grouped;
using osteon::tools::harmless;
using osteon::tools::harmless_json;
using osteon::tools::paragraph;
using osteon::tools::Ranges;
using osteon::tools::readable_bytes;
using osteon::tools::Screen;

TEST_CASE("Nothing from a document steers the terminal") {
  struct Row {
    std::string in, out;
  };
  const Row rows[] = {
      {"plain TNF-α text", "plain TNF-α text"},
      {"\x1b[31mred\x1b[0m", "\xef\xbf\xbd[31mred\xef\xbf\xbd[0m"},
      {"a\nb\tc\r\nd", "a b c  d"},
      {"\xc2\x9b"
       "31m",
       "\xef\xbf\xbd"
       "31m"},  // C1: CSI in one character
      {"bell\x07 del\x7f", "bell\xef\xbf\xbd del\xef\xbf\xbd"},
      {"\xe2\x80\xae"
       "gpj.exe",
       "gpj.exe"},  // right-to-left override
      {"a\xe2\x81\xa6"
       "b\xe2\x81\xa9"
       "c",
       "abc"},  // isolates
      {"a\xe2\x80\xa8"
       "b",
       "a b"},  // line separator
      {"cut \xc3", "cut \xef\xbf\xbd"},
      {"\xc0\xaf\xed\xa0\x80", "\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd"},
      {"", ""},
  };
  for (const Row& row : rows) CHECK(harmless(row.in) == row.out);
}

TEST_CASE("JSON for a terminal means the same without characters that steer it") {
  CHECK(harmless_json("{\"a\": \"\xe2\x80\xae\xc2\x9b"
                      "β\"}\n") == "{\"a\": \"\\u202e\\u009bβ\"}\n");
}

TEST_CASE("Columns are what a terminal shows") {
  struct Row {
    std::string text;
    std::size_t columns;
  };
  const Row rows[] = {{"", 0}, {"abc", 3}, {"α", 1}, {"e\xcc\x81", 1}, {"骨", 2}, {"\xff", 1}};
  for (const Row& row : rows) CHECK(column_count(row.text) == row.columns);
}

TEST_CASE("Paragraphs wrap between words and mark what was found") {
  Screen plain;
  plain.width = 30;
  Screen colour = plain;
  colour.colour = true;
  const std::string text = "Muscle wasting in older adults was slower";
  struct Row {
    Screen screen;
    Ranges ranges;
    std::size_t indent;
    std::string out;
  };
  const Row rows[] = {
      {plain, {}, 0, "Muscle wasting in older adults\nwas slower\n"},
      {plain, {{0, 14}}, 5, "     Muscle wasting in older\n     adults was slower\n"},
      {colour,
       {{0, 14}},
       0,
       "\x1b[1;31mMuscle\x1b[0m \x1b[1;31mwasting\x1b[0m in older adults\nwas slower\n"},
      {colour,
       {{7, 8}, {8, 9}},
       0,
       "Muscle \x1b[1;31mwa\x1b[0msting in older adults\nwas slower\n"},
  };
  for (const Row& row : rows) {
    CHECK(paragraph(text, row.ranges, row.screen, row.indent) == row.out);
  }
  CHECK(paragraph("", {}, plain, 3).empty());
  CHECK(paragraph("  \n ", {}, plain, 3).empty());
}

TEST_CASE("Numbers are written for people") {
  CHECK(grouped(0) == "0");
  CHECK(grouped(999) == "999");
  CHECK(grouped(1000) == "1,000");
  CHECK(grouped(1234567) == "1,234,567");
  CHECK(counted(1, "paper") == "1 paper");
  CHECK(counted(0, "paper") == "0 papers");
  CHECK(counted(2000, "paper") == "2,000 papers");
  CHECK(readable_bytes(12) == "12 B");
  CHECK(readable_bytes(1500) == "1.5 kB");
  CHECK(readable_bytes(903000000) == "903.0 MB");
}
