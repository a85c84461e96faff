// What phrases, distances and sentences matched, kept from search to search: to find out, token
// streams are read, which is what the slowest searches take time for. The lines of a strategy, the
// next page and a facet's filter ask for the same again.
#pragma once

#include <string>

#include "searcher/matching/bitmap.h"
#include "searcher/matching/plan.h"
#include "searcher/matching/session_cache.h"

namespace osteon {

/// All that decides what a unit, or a plan, matches: equal keys match the same passages.
std::string match_key(const QueryUnit& unit);
std::string match_key(const Plan& plan, const ResolvedQuery& query);

using MatchCache = SessionCache<Bitmap>;

}  // namespace osteon
