// Answers about concepts: the page of one, the table of pairs of two kinds.
#pragma once

#include "searcher/entities.h"
#include "searcher/index_view.h"

namespace osteon {

/// Throws Error (not_found) if neither the vocabulary nor a document knows such a concept.
ConceptPage make_concept_page(const IndexView& view, SearchSession& session,
                              const ConceptRequest& request);

/// Throws Error (usage) if a side is neither a type nor a concept.
PairTable make_pair_table(const IndexView& view, SearchSession& session,
                          const PairRequest& request);

}  // namespace osteon
