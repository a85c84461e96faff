// Runs the published table of equal and distinct spellings against the analyzer.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "analyzers/analyzer.h"
#include "base/api.h"
#include "base/error.h"

namespace osteon {

/// What a search for the analysed text asks for: its primary terms without stop words; where
/// several tokens read as one name (TNF alpha), that name in their place. The longest joined name
/// wins.
OSTEON_API std::vector<std::string_view> canonical_reading(const TokenList& tokens);

/// A row whose promise the analyzer breaks, with the two spellings that show it.
struct ConformanceFailure {
  std::size_t line = 0;  ///< 1-based, of the table
  std::string kind;      ///< "hyphen", "Greek", ...
  std::string rule;      ///< "equal", "apart", "finds", "sentences"
  std::string first, second;
  std::string first_reading, second_reading;  ///< terms with spaces between
};

struct ConformanceReport {
  std::size_t rows = 0;
  std::size_t comparisons = 0;
  std::vector<ConformanceFailure> failures;
  std::vector<Problem> problems;  ///< lines that are not rows

  bool passed() const { return rows > 0 && failures.empty() && problems.empty(); }
};

/// The table that is compiled in (analyzers/data/conformance.tsv, which says what its columns
/// mean).
OSTEON_API std::string_view published_conformance_table();

/// `table` is the text of a conformance file, `source` its name for problems. Never throws for what
/// the file says.
OSTEON_API ConformanceReport check_conformance(const Analyzer& analyzer, std::string_view table,
                                               std::string_view source);

}  // namespace osteon
