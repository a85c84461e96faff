// Where a page of hits ended, as a text that a response gives and a request gives back.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace osteon {

struct Cursor {
  std::uint64_t revision = 0;  ///< of the index, whose scores these are
  double score = 0;
  std::string paper;  ///< the last one shown
};

std::string write_cursor(const Cursor& cursor);

/// nullopt for what write_cursor() did not write.
std::optional<Cursor> read_cursor(std::string_view text);

}  // namespace osteon
