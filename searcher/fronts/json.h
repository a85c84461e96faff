// Search results, papers and statistics as JSON text: one writer for the command line and for HTTP.
#pragma once

#include <string>
#include <string_view>

#include "base/api.h"
#include "searcher/search.h"
#include "searcher/searcher.h"

namespace osteon {

/// Version of every JSON document that Osteon writes. It grows when a name changes its meaning or
/// goes away; new names may appear without. docs/json.md says what each name means and
/// docs/json-schema.json says it to machines.
inline constexpr int json_schema_version = 1;

/// One line of UTF-8 without a newline at its end; bytes that are no UTF-8 become U+FFFD. The same
/// value always gives the same bytes. Safe from any thread.
OSTEON_API std::string to_json(const SearchResponse& response);
OSTEON_API std::string to_json(const PaperHit& hit);  ///< as in `hits`; no document of its own
OSTEON_API std::string to_json(const StoredPaper& paper);
OSTEON_API std::string to_json(const IndexStatistics& statistics);
OSTEON_API std::string to_json(const WhyNot& answer);
/// What Searcher::complete() found for `prefix`.
OSTEON_API std::string to_json(const std::string& prefix,
                               const std::vector<Completion>& completions);
OSTEON_API std::string to_json(const ConceptPage& page);
OSTEON_API std::string to_json(const PairTable& table);

/// `{schema_version, error: {code, message}}`; `code` as in to_string(ErrorCode), or one of the
/// HTTP service's own.
OSTEON_API std::string error_json(std::string_view code, std::string_view message);

}  // namespace osteon
