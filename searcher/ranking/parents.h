// Which passages are of one paper, also where each was indexed as a document of its own.
//
// Collections of passages (one record a passage) repeat the paper's title and keep its passages
// together; a paper of many passages is its own parent.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "indexer/segment.h"
#include "indexer/snapshot.h"

namespace osteon {

/// The parents of one segment's passages, numbered in reading order.
struct SegmentParents {
  std::vector<std::uint32_t> of_paper;       ///< by paper ordinal
  std::vector<PassageNumber> first_passage;  ///< by parent; one more at the end
  std::uint32_t count() const { return static_cast<std::uint32_t>(first_passage.size() - 1); }
};

struct Parents {
  std::vector<SegmentParents> segments;
  double mean_passages = 1;  ///< of a parent
};

/// Papers of one passage that follow one another under one title are of one parent. Reads the
/// titles' token streams of such papers only.
Parents find_parents(const Snapshot& snapshot);

}  // namespace osteon
