// Hits as reference managers, spreadsheets and other programs read them.
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/api.h"
#include "searcher/search.h"

namespace osteon {

enum class CitationFormat : std::uint8_t {
  ris,       ///< RIS, as EndNote, Zotero and Mendeley import it
  bibtex,    ///< BibTeX, in UTF-8
  nbib,      ///< PubMed's tagged format
  csl_json,  ///< CSL-JSON, as pandoc and Zotero read it: one array
  csv,       ///< RFC 4180 with a heading row; with the best passage
  jsonl,     ///< one hit of the JSON of docs/json.md a line
};

struct CitationFormatInfo {
  CitationFormat format;
  std::string_view name;  ///< "ris", "csl-json", …
  std::string_view media_type;
  std::string_view extension;  ///< of a file, without a dot
};

/// All formats, in the enumeration's order.
OSTEON_API std::span<const CitationFormatInfo> citation_formats();
/// By name; nothing if there is none.
OSTEON_API std::optional<CitationFormat> citation_format(std::string_view name);

/// "ris, bibtex, …", for messages.
OSTEON_API std::string citation_format_names();

/// Every hit of `request`, page after page by cursor, at most `most` papers, each with its best
/// passage. `request`'s own limit, facets and receipt do not count.
OSTEON_API std::vector<PaperHit> all_hits(
    const std::function<SearchResponse(const SearchRequest&)>& search, SearchRequest request,
    std::size_t most);

/// Whole text of a file, one reference a hit, in the order given. Line breaks and other control
/// characters in values become spaces. Authors written "Given Family" are parted before the last
/// word and the lower-case particles that lead it (van der, de la). A spreadsheet would run cells
/// that begin with = + - or @, so CSV puts an apostrophe before them.
OSTEON_API std::string to_citations(std::span<const PaperHit> hits, CitationFormat format);

}  // namespace osteon
