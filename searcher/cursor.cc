// A score's bits, so that what is read is what was written: REVISION-SCORE-PAPER.
#include "searcher/cursor.h"

#include <bit>
#include <charconv>
#include <cstdio>

namespace osteon {

std::string write_cursor(const Cursor& cursor) {
  char hex[20];
  std::snprintf(hex, sizeof hex, "%016llx",
                static_cast<unsigned long long>(std::bit_cast<std::uint64_t>(cursor.score)));
  return std::to_string(cursor.revision) + '-' + hex + '-' + cursor.paper;
}

std::optional<Cursor> read_cursor(std::string_view text) {
  const std::size_t first = text.find('-');
  if (first == std::string_view::npos || text.size() < first + 19 || text[first + 17] != '-')
    return std::nullopt;
  Cursor out;
  std::uint64_t bits = 0;
  const char* const begin = text.data();
  const auto revision = std::from_chars(begin, begin + first, out.revision);
  const auto score = std::from_chars(begin + first + 1, begin + first + 17, bits, 16);
  if (revision.ec != std::errc() || revision.ptr != begin + first || score.ec != std::errc() ||
      score.ptr != begin + first + 17)
    return std::nullopt;
  out.score = std::bit_cast<double>(bits);
  out.paper = text.substr(first + 18);
  return out;
}

}  // namespace osteon
