// Identifiers of papers and of entities, from the ways people write them to one canonical form.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "corpus/paper.h"

namespace osteon::corpus {

/// "12827509", "PMC12827509", "pmc12827509.1" -> "PMC12827509"; empty if it is no PMCID.
std::string canonical_pmcid(std::string_view text);
/// "PMID: 123", "123" -> "123"; empty if it is no PMID.
std::string canonical_pmid(std::string_view text);
/// "https://doi.org/10.1/AB", "doi:10.1/ab" -> "10.1/ab"; empty if it is no DOI.
std::string canonical_doi(std::string_view text);
/// The first DOI anywhere in `text`, canonical; empty if none.
std::string find_doi(std::string_view text);
/// The first "PMC" followed by digits as a word of its own in `text`; empty if none.
std::string find_pmcid(std::string_view text);

/// "NCBI Gene 574453" -> "NCBIGene:574453", "PubChem CID 5056" -> "PubChem:5056",
/// "taxon 1492" -> "taxon:1492", "D010024" -> "MESH:D010024", "MONDO:0005298" as it stands. The
/// entity's type helps with bare numbers. Empty for "-", "-1" and what is no identifier.
std::string canonical_entity_id(std::string_view text, std::string_view type = {});
/// Splits at ',', ';' and '|' and keeps what are identifiers.
std::vector<std::string> canonical_entity_ids(std::string_view text, std::string_view type = {});
/// "Genes" -> "gene", "Disease" -> "disease", "Organism" -> "species", "DNAMutation" -> "variant".
std::string canonical_entity_type(std::string_view text);

/// "2026-01-09", "2026 Jan 9", "9 January 2026", "2026/1", "2026". Zero where unknown.
Date parse_date(std::string_view text);
/// 1 to 12 for "1", "01", "Jan", "january"; 0 if it is no month.
int parse_month(std::string_view text);
/// Digits to a number; 0 for anything else or more than nine digits.
int parse_number(std::string_view text);
/// True if `a` is earlier, or the same day known more exactly.
bool better_date(const Date& a, const Date& b);

/// "http://creativecommons.org/licenses/by/4.0/" anywhere in `text` -> "CC BY 4.0"; empty if none.
std::string licence_of_url(std::string_view text);
/// "review-article" -> "review", "Journal Article" -> "article".
std::string canonical_article_type(std::string_view text);
/// Adds a flag once.
void add_flag(Paper& paper, std::string_view flag);
/// Flags that a title announces ("RETRACTED: …").
void flag_by_title(Paper& paper);

}  // namespace osteon::corpus
