#include "tools/output/terminal.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <span>

#include "base/utf8.h"

namespace osteon::tools {
namespace {

bool is_control(char32_t c) {
  return c < 0x20 || (c >= 0x7f && c < 0xa0);
}

bool reorders_text(char32_t c) {
  return c == 0x061c || c == 0x200e || c == 0x200f || (c >= 0x202a && c <= 0x202e) ||
         (c >= 0x2066 && c <= 0x2069);
}

bool is_line_or_space(char32_t c) {
  return (c >= 0x09 && c <= 0x0d) || c == 0x85 || c == 0x2028 || c == 0x2029;
}

struct CodePointRange {
  char32_t first, last;
};

bool is_in(char32_t c, std::span<const CodePointRange> ranges) {
  return std::any_of(ranges.begin(), ranges.end(),
                     [c](const CodePointRange& r) { return c >= r.first && c <= r.last; });
}

// The blocks that matter for layout; a rare script off by a column only shortens a line.
constexpr CodePointRange combining[] = {{0x0300, 0x036f}, {0x0483, 0x0489}, {0x0591, 0x05bd},
                                        {0x064b, 0x065f}, {0x1ab0, 0x1aff}, {0x1dc0, 0x1dff},
                                        {0x200b, 0x200d}, {0x20d0, 0x20ff}, {0xfe00, 0xfe0f},
                                        {0xfe20, 0xfe2f}, {0x00ad, 0x00ad}};
constexpr CodePointRange wide[] = {{0x1100, 0x115f},   {0x2e80, 0x303e},  {0x3041, 0xa4cf},
                                   {0xac00, 0xd7a3},   {0xf900, 0xfaff},  {0xfe30, 0xfe6f},
                                   {0xff00, 0xff60},   {0xffe0, 0xffe6},  {0x1f300, 0x1f64f},
                                   {0x1f900, 0x1f9ff}, {0x20000, 0x3fffd}};

std::size_t columns_of(char32_t c) {
  if (is_in(c, combining)) return 0;
  return is_in(c, wide) ? 2 : 1;
}

constexpr std::string_view highlight_on = "\x1b[1;31m";
constexpr std::string_view style_off = "\x1b[0m";

// One word of a paragraph, with its bytes already made harmless and styled.
struct Word {
  std::string bytes;
  std::size_t columns = 0;
};

/// Appends the harmless form of one code point; nothing for those that reorder text.
void append_harmless(std::string& out, char32_t c) {
  if (reorders_text(c)) return;
  append_utf8(out, is_line_or_space(c) ? U' ' : is_control(c) ? replacement_character : c);
}

}  // namespace

Screen standard_output_screen(ColourChoice choice) {
  Screen screen;
  screen.is_terminal = isatty(STDOUT_FILENO) == 1;
  const char* no_colour = std::getenv("NO_COLOR");
  const char* term = std::getenv("TERM");
  const bool wanted = (no_colour == nullptr || *no_colour == '\0') &&
                      !(term != nullptr && std::string_view(term) == "dumb");
  screen.colour = choice == ColourChoice::always ||
                  (choice == ColourChoice::automatic && screen.is_terminal && wanted);
  winsize size{};
  if (const char* columns = std::getenv("COLUMNS"); columns != nullptr && std::atoi(columns) > 0) {
    screen.width = static_cast<std::size_t>(std::atoi(columns));
  } else if (screen.is_terminal && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 &&
             size.ws_col > 0) {
    screen.width = size.ws_col;
  }
  screen.width = std::clamp<std::size_t>(screen.width, 30, 1000);
  return screen;
}

std::string harmless(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    append_harmless(out, next_code_point(text, at));
  }
  return out;
}

std::string harmless_json(std::string_view json) {
  std::string out;
  out.reserve(json.size());
  for (std::size_t at = 0; at < json.size();) {
    const std::size_t begin = at;
    const char32_t c = next_code_point(json, at);
    const bool layout = c == '\n' || c == '\t';
    if (!layout && (is_control(c) || reorders_text(c))) {
      std::array<char, 8> escape{};
      std::snprintf(escape.data(), escape.size(), "\\u%04x", static_cast<unsigned>(c));
      out += escape.data();
    } else {
      out += json.substr(begin, at - begin);
    }
  }
  return out;
}

void print_json(const std::string& json) {
  const std::string text = isatty(STDOUT_FILENO) == 1 ? harmless_json(json) : json;
  std::fwrite(text.data(), 1, text.size(), stdout);
  std::fputc('\n', stdout);
}

std::size_t column_count(std::string_view text) {
  std::size_t columns = 0;
  for (std::size_t at = 0; at < text.size();) {
    columns += columns_of(next_code_point(text, at));
  }
  return columns;
}

std::string paragraph(std::string_view text, const Ranges& ranges, const Screen& screen,
                      std::size_t indent) {
  std::vector<Word> words(1);
  auto range = ranges.begin();
  bool inside = false;
  const auto switch_style = [&](bool on) {
    if (on != inside && screen.colour) words.back().bytes += on ? highlight_on : style_off;
    inside = on;
  };
  for (std::size_t at = 0; at < text.size();) {
    while (range != ranges.end() && range->second <= at) ++range;
    const std::size_t begin = at;
    const char32_t c = next_code_point(text, at);
    if (c == ' ' || is_line_or_space(c)) {
      switch_style(false);  // no style reaches over a space, where a line may break
      if (words.back().columns > 0) words.emplace_back();
    } else {
      switch_style(range != ranges.end() && range->first <= begin);
      append_harmless(words.back().bytes, c);
      words.back().columns += columns_of(c);
    }
  }
  switch_style(false);

  const std::string margin(indent, ' ');
  const std::size_t width = screen.width > indent + 20 ? screen.width - indent : 20;
  std::string out;
  std::size_t used = 0;
  for (const Word& word : words) {
    if (word.columns == 0) continue;
    if (used > 0 && used + 1 + word.columns <= width) {
      out += ' ';
      used += 1 + word.columns;
    } else {
      if (used > 0) out += '\n';
      out += margin;
      used = word.columns;
    }
    out += word.bytes;
  }
  if (!out.empty()) out += '\n';
  return out;
}

std::string styled(std::string_view text, Style style, const Screen& screen) {
  if (!screen.colour) return std::string(text);
  const std::string_view on = style == Style::title   ? "\x1b[1m"
                              : style == Style::faint ? "\x1b[2m"
                                                      : "\x1b[33m";
  return std::string(on) + std::string(text) + std::string(style_off);
}

std::string grouped(std::uint64_t number) {
  std::string digits = std::to_string(number);
  for (std::size_t at = digits.size(); at > 3;) digits.insert(at -= 3, ",");
  return digits;
}

std::string counted(std::uint64_t number, std::string_view noun) {
  return grouped(number) + " " + std::string(noun) + (number == 1 ? "" : "s");
}

std::string readable_bytes(std::uint64_t bytes) {
  constexpr std::array<const char*, 5> units = {"B", "kB", "MB", "GB", "TB"};
  double value = static_cast<double>(bytes);
  std::size_t unit = 0;
  while (value >= 1000 && unit + 1 < units.size()) {
    value /= 1000;
    ++unit;
  }
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), unit == 0 ? "%.0f %s" : "%.1f %s", value, units[unit]);
  return text.data();
}

}  // namespace osteon::tools
