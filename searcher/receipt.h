// The receipt of a search: what each word was read as, and what each form of it finds.
#pragma once

#include <vector>

#include "searcher/index_view.h"
#include "searcher/matching/matcher.h"
#include "searcher/search.h"

namespace osteon {

/// All but the interpretation, which is the caller's. `request` says whether forms are counted;
/// what is left uncounted is told in `notices`.
Receipt make_receipt(const IndexView& view, SearchSession& session, const SearchRequest& request,
                     const ResolvedQuery& query, const SegmentMatchers& matchers,
                     std::vector<Notice>& notices);

}  // namespace osteon
