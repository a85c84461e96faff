// Proteins and genes that are one by their names, where no reference says so.
#pragma once

#include <vector>

#include "analyzers/vocabulary/raw.h"

namespace osteon::osv {

/// Human genes: a MeSH protein whose name is the gene's full name or symbol, and the supplementary
/// record "SYMBOL protein, human" or with the symbol and another name. Names that several genes
/// have join nothing.
std::vector<NamePair> gene_pairs(const RawVocabulary& vocabulary);
/// Supplementary chemicals that bear a human gene's symbol and another of its names become
/// proteins.
void set_proteins_apart(RawVocabulary& vocabulary);

}  // namespace osteon::osv
