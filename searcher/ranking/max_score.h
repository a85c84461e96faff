// The best passages of those that hold one of a query's terms at least.
//
// MaxScore: Turtle, Flood 1995, "Query evaluation: strategies and optimizations", list by list. The
// list that can add most is read first, and each passage in it is looked up in the others only as
// long as these could lift it among the best so far. Lists that together could not are never read.
#pragma once

#include <array>
#include <cstddef>
#include <vector>

#include "indexer/schema.h"
#include "searcher/index_view.h"
#include "searcher/ranking/ranked_list.h"
#include "searcher/ranking/scorer.h"

namespace osteon {

/// One search's; what it is given outlives it. Not for several threads.
class MaxScore {
 public:
  MaxScore(const IndexView& view, SearchSession& session, const Scorer& scorer);

  /// The best `count` live passages of one segment that hold a term of the scorer and score above 0
  /// and at least `least`, ascending, with the scores that the scorer gives them. Of equal ones the
  /// earlier passages.
  RankedList find(std::size_t segment, std::size_t count, double least) const;

 private:
  const IndexView& view_;
  SearchSession& session_;
  const Scorer& scorer_;
  std::array<double, weight_schema.cap + 1> saturation_{};  ///< by wdf
};

}  // namespace osteon
