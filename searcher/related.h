// Which concepts a set of papers is about more than the index is.
#pragma once

#include <cstddef>
#include <vector>

#include "searcher/index_view.h"
#include "searcher/matching/bitmap.h"
#include "searcher/matching/plan.h"
#include "searcher/search.h"

namespace osteon {

/// Concepts of the papers that hold `matches` (by segment), without those of `query`, that at least
/// two papers hold and more than chance would have it; most telling first by the log-likelihood
/// ratio (Dunning 1993, "Accurate methods for the statistics of surprise and coincidence").
std::vector<RelatedConcept> related_concepts(const IndexView& view,
                                             const std::vector<Bitmap>& matches,
                                             const ResolvedQuery& query, std::size_t limit);

}  // namespace osteon
