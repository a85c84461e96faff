// What readers' marks say to a query: BM25 over the queries that papers were marked for.
#pragma once

#include <map>
#include <utility>
#include <vector>

#include "searcher/index_view.h"
#include "searcher/ranking/ranked_list.h"
#include "searcher/ranking/scorer.h"
#include "searcher/search.h"

namespace osteon {

struct MarkOptions {
  double weight = 2;  ///< beside the passage's own score
  double k1 = 1.6, b = 0.6;
};

/// One search's. Not for several threads.
class MarkScores {
 public:
  MarkScores(const IndexView& view, const MarkField& field, const Scorer& scorer,
             const MarkOptions& options = {});

  /// Adds to every passage in `lists` (by segment) of papers that were marked for such queries.
  void add(std::vector<RankedList>& lists) const;
  std::vector<ScoreDetail> explain(std::size_t segment, PassageNumber passage) const;

 private:
  const IndexView& view_;
  std::map<std::pair<std::size_t, PaperOrdinal>, double> values_;
};

}  // namespace osteon
