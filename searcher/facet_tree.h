// The level below a concept: its children, each counted with all that is below it.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "searcher/index_view.h"
#include "searcher/matching/bitmap.h"
#include "searcher/search.h"

namespace osteon {

/// Papers of a segment that mention the concept `id` (in any usual writing) or one below it.
Bitmap papers_under(const IndexView& view, std::size_t segment, const std::string& id);

/// The children of the concept `id` that papers of `papers[segment]` mention, themselves or by what
/// is below them; in no order. Empty where the vocabulary does not know it.
std::vector<FacetValue> count_children(const IndexView& view, const std::string& id,
                                       const std::vector<Bitmap>& papers);

}  // namespace osteon
