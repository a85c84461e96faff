// Search strategies of several numbered lines, as PubMed's and Ovid's histories are pasted.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/api.h"
#include "searcher/query/parser.h"
#include "searcher/query/query.h"
#include "searcher/search.h"

namespace osteon {

inline constexpr std::size_t max_strategy_lines = 200;
inline constexpr std::size_t max_strategy_bytes = 65536;  ///< what follows is not read
/// Parts of all lines, references put in: what bounds the work.
inline constexpr std::size_t max_strategy_parts = 10000;

/// One line, read. All places are in the whole text.
struct ReadLine {
  std::size_t number = 0;          ///< by which others refer to it
  std::string text;                ///< as written, without the number
  std::size_t begin = 0, end = 0;  ///< bytes of the whole text, half-open
  Query query;                     ///< what it refers to put in
  std::vector<Notice> notices;
};

/// True for two or more lines that are numbered one after the other (1. …, #1 …, upwards or
/// downwards).
OSTEON_API bool is_strategy(std::string_view text);

/// The lines in the order of their numbers; lines without numbers are numbered as they come. A line
/// that goes on without a number belongs to the one before it. Empty lines are left out.
OSTEON_API std::vector<ReadLine> read_strategy(std::string_view text,
                                               const QueryLanguage& language = {});

/// A line that refers to others as Osteon writes it: "1 or 2" and "or/1-2" -> "#1 OR #2". Others
/// come back as they are, without the number of results at their end.
OSTEON_API std::string translate_line(std::string_view text);

}  // namespace osteon
