// The values behind the field table's prefixes: how ids, names and years become terms. Indexer and
// searcher call the same functions, so that a filter finds what was posted.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "analyzers/analyzer.h"
#include "corpus/paper.h"

namespace osteon {

/// `prefix` + `value`, kept below Xapian's limit of 245 bytes: a longer term ends in '~' and a hash
/// of the whole. Zero bytes, which Xapian counts twice, become spaces.
std::string filter_term(std::string_view prefix, std::string_view value);

/// "a B-c" as an analyzer reads it, unstemmed and joined by spaces: how names are compared.
std::string folded_name(const Analyzer& analyzer, std::string_view name);
/// The folded words of an author's name.
std::vector<std::string> folded_words(const Analyzer& analyzer, std::string_view name);

std::string paper_term(std::string_view paper_id);  ///< Q…
std::string year_term(std::uint16_t year);          ///< Y2025

/// Every filter term of a paper's passages but the section's; no empty values, no duplicates.
std::vector<std::string> paper_filter_terms(const Analyzer& analyzer, const Paper& paper);

/// The value in slot::paper of an exported database: six bytes of a hash of the upper-cased id.
std::string paper_value(std::string_view paper_id);

}  // namespace osteon
