// Text on its way to a person: made harmless, wrapped, highlighted.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace osteon::tools {

enum class ColourChoice { automatic, always, never };

/// How standard output shows text.
struct Screen {
  bool is_terminal = false;
  bool colour = false;
  std::size_t width = 80;  ///< columns
};

/// Looks at standard output and at COLUMNS, NO_COLOR and TERM.
Screen standard_output_screen(ColourChoice choice = ColourChoice::automatic);

/// Text from a document without anything that could steer a terminal: line breaks and tabs become
/// spaces, other control characters and broken UTF-8 become U+FFFD, and characters that reorder
/// text (bidirectional marks, embeddings, overrides, isolates) are dropped.
std::string harmless(std::string_view text);

/// JSON with such characters written as \u escapes, which mean the same. For terminals only: a pipe
/// gets what was there.
std::string harmless_json(std::string_view json);

/// Writes JSON and a line break to standard output.
void print_json(const std::string& json);

/// Columns that `text` takes on a terminal: combining marks take none, East Asian wide characters
/// two.
std::size_t column_count(std::string_view text);

using Ranges = std::vector<std::pair<std::size_t, std::size_t>>;

/// `text` made harmless, with `ranges` (bytes of `text`, half-open, in order) in bold where the
/// screen has colour, wrapped to the screen's width with every line indented by `indent` spaces.
/// Ends with a line break unless empty.
std::string paragraph(std::string_view text, const Ranges& ranges, const Screen& screen,
                      std::size_t indent);

enum class Style { title, faint, warning };
/// `text` (already harmless) in a style, where the screen has colour.
std::string styled(std::string_view text, Style style, const Screen& screen);

/// The part of a passage that shows its highlights best: about `budget` columns around the densest
/// of them, cut between words, with "…" where something is left out.
struct Snippet {
  std::string text;
  Ranges highlights;  ///< bytes of `text`
};
Snippet cut_snippet(std::string_view text, const Ranges& highlights, std::size_t budget);

/// 12345 as "12,345".
std::string grouped(std::uint64_t number);
/// "1 paper", "12,345 papers".
std::string counted(std::uint64_t number, std::string_view noun);
/// Bytes as "3.4 MB".
std::string readable_bytes(std::uint64_t bytes);

}  // namespace osteon::tools
