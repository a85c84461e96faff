// What the parts of a query tell, for searches that no passage satisfies as a whole.
#pragma once

#include <cstdint>
#include <vector>

#include "searcher/index_view.h"
#include "searcher/matching/matcher.h"
#include "searcher/matching/plan.h"

namespace osteon {

/// For each child of `query`'s plan (a `some`) what it counts when passages are chosen that hold as
/// much as possible: 2 for a concept, 1 for other words, 0 for required ones and for what tells
/// little: words of relation (reduce, effect, safe), and what more than one passage in
/// `common_share` holds, at least `common_passages`. Where nothing else is in any passage, every
/// part counts 1.
std::vector<std::uint16_t> part_weights(const IndexView& view, const ResolvedQuery& query,
                                        const SegmentMatchers& matchers);

inline constexpr std::uint64_t common_share = 64;
inline constexpr std::uint64_t common_passages = 100;

}  // namespace osteon
