// What a single word of a query stands for, seen by its form alone: an identifier, a prefix, a
// word.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "searcher/query/query.h"

namespace osteon {

/// "10.1093/nar/gkae235", "https://doi.org/…", "PMC11223843", a PubMed or PMC address -> a paper.
std::optional<Query> read_paper_id(std::string_view word);

/// The same where the field says what it is: pmid, pmcid, doi or id.
Query read_paper_field(const std::string& field, std::string_view value);

/// "MESH:D055948", "mondo:0005298", "D055948" -> a concept; not a promise that it exists.
std::optional<Query> read_concept_id(std::string_view word);

/// True for the name of a registry whose ids are never ordinary words: MESH, MONDO …
bool is_id_space(std::string_view name);

/// "2018..2024", "2018-2024", "2018:2024", ">=2018", "2018/01/01:2020" or one year -> a range or a
/// filter on `field`; nullopt if it holds no year.
std::optional<Query> read_years(const std::string& field, std::string_view value);

/// Splits identifiers of several words ("PubChem CID 5056", "PMID 38572754") out of `words`.
std::vector<Query> split_spoken_ids(Query words);

}  // namespace osteon
