// The scored passages of one segment.
#pragma once

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

}  // namespace osteon
