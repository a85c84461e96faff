// From the tree of a query to a plan: words analysed, names recognised, senses chosen.
#pragma once

#include <vector>

#include "searcher/index_view.h"
#include "searcher/matching/plan.h"
#include "searcher/query/query.h"
#include "searcher/search.h"

namespace osteon {

struct ResolveOptions {
  bool expand = true;  ///< names become concepts
  bool any = false;    ///< one part is enough
};

inline constexpr std::size_t max_prefix_terms = 1000;  ///< index terms that one prefix stands for
inline constexpr std::size_t max_like_terms = 60;      ///< telling words of a long text
inline constexpr std::size_t max_query_prefixes = 50;

/// Never throws for any query; what cannot be found or is left out becomes a notice.
ResolvedQuery resolve_query(const Query& query, const IndexView& view, const SearchSession& session,
                            const ResolveOptions& options, std::vector<Notice>& notices);

}  // namespace osteon
