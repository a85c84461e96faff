// Organisms and taxa that are one by their names, where no reference says so.
#pragma once

#include <vector>

#include "analyzers/vocabulary/raw.h"

namespace osteon::osv {

/// Species: a MeSH organism and the taxon of which it has the scientific name.
std::vector<NamePair> species_pairs(const RawVocabulary& vocabulary);
/// A taxon whose scientific name is no MeSH heading, but one of its synonyms is, is shown by that
/// one: MeSH keeps the names in use (Staphylococcus, Poaceae). A heading that several taxa have as
/// a synonym changes none; of several headings of one taxon the first counts.
void show_names_in_use(RawVocabulary& vocabulary);
/// Everyday names that several taxa have, or that end many taxa's names ("weevil", "thrush"),
/// become related names: found by look-up, no mention of one of the species.
void set_group_names_apart(RawVocabulary& vocabulary);

}  // namespace osteon::osv
