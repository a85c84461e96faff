// A search request's parameters as text, read the same way on the command line and over HTTP.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/api.h"
#include "searcher/entities.h"
#include "searcher/search.h"

namespace osteon {

/// Sets the part of `request` that `name` stands for. Names and texts:
///   q            the query
///   limit        papers, 0 to 1,000        offset    papers, 0 to 1,000,000,000
///   cursor       from a response           passages  per paper, 0 to 1,000
///   facets       a switch                  facet_limit  values per facet, 1 to 10,000
///   facet_sort   papers or lift            facet_find   FACET:TEXT, values with such a word
///   facet_under  a concept's id: its children are the facet "narrower"
///   filter       FACET:VALUE, "disease:MESH:D055948", "journal:Bone"; repeated for one facet: any
///                of its values; for several facets: all of them
///   section      short for filter=section:VALUE
///   year         A..B, A.., ..B or A, inclusive
///   expand, any, strategy, explain, receipt, forms, fast   switches
/// A switch is 1, true, yes, on or empty for on; 0, false, no, off for off.
/// Throws Error (usage) naming the parameter and what it takes; also for an unknown name.
OSTEON_API void set_parameter(SearchRequest& request, std::string_view name, std::string_view text);

/// The parameters that choose what a search finds (q, filter, year, expand, any, strategy), where
/// they differ from what they are by default; set_parameter() takes them back.
OSTEON_API std::vector<std::pair<std::string, std::string>> parameters_of(
    const SearchRequest& request);

/// The same for a concept's page:
///   neighbours   of each type, 0 to 1,000     passages   best ones, 0 to 100
OSTEON_API void set_parameter(ConceptRequest& request, std::string_view name,
                              std::string_view text);

/// The same for a table of pairs: those of a search that choose papers (q, filter, section, year,
/// expand, any) and
///   between      LEFT,RIGHT, as in chemical,MESH:D055948; the left one ends at the first comma
///   sort         strength, papers or lift
///   least        sentences, 1 to 1,000,000    limit      pairs, 1 to 10,000
OSTEON_API void set_parameter(PairRequest& request, std::string_view name, std::string_view text);

}  // namespace osteon
