// A search request's parameters as text, read the same way on the command line and over HTTP.
#pragma once

#include <string_view>

#include "base/api.h"
#include "searcher/search.h"

namespace osteon {

/// Sets the part of `request` that `name` stands for. Names and texts:
///   q            the query
///   limit        papers, 0 to 1,000        offset    papers, 0 to 1,000,000,000
///   cursor       from a response           passages  per paper, 0 to 1,000
///   facets       a switch                  facet_limit  values per facet, 1 to 10,000
///   filter       FACET:VALUE, "disease:MESH:D055948", "journal:Bone"; repeated for one facet: any
///                of its values; for several facets: all of them
///   section      short for filter=section:VALUE
///   year         A..B, A.., ..B or A, inclusive
///   expand, any, explain, receipt, fast   switches
/// A switch is 1, true, yes, on or empty for on; 0, false, no, off for off.
/// Throws Error (usage) naming the parameter and what it takes; also for an unknown name.
OSTEON_API void set_parameter(SearchRequest& request, std::string_view name, std::string_view text);

}  // namespace osteon
