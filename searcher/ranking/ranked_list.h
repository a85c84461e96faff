// The scored passages of one segment, and the best of all segments.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "indexer/segment.h"

namespace osteon {

struct RankedList {
  std::vector<PassageNumber> passages;  ///< ascending
  std::vector<double> scores;           ///< by index into `passages`
};

/// An index term with what its BM25 score is multiplied by.
struct WeightedTerm {
  std::string term;
  double weight = 1;
};

struct ScoredPassage {
  std::size_t segment = 0;
  std::size_t index = 0;  ///< into the segment's RankedList
  PassageNumber passage = 0;
  double score = 0;
};

/// The best `count` passages of all lists that have a score above 0, best first; equal scores by
/// place in the index.
std::vector<ScoredPassage> best_of(const std::vector<RankedList>& lists, std::size_t count);

}  // namespace osteon
