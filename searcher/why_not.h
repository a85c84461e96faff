// Why a paper is not among the hits of a query, or why it stands where it does.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/api.h"
#include "searcher/search.h"

namespace osteon {

/// One part of the query (what AND or words side by side join), in this paper.
struct WhyNotPart {
  std::string text;                   ///< as understood
  std::uint64_t passages = 0;         ///< of the paper that hold it
  std::vector<std::string> examples;  ///< ids of the first of them, at most 3
  std::string remark;                 ///< for one that fails: the nearest that the paper has
};

/// A paper before the one in question.
struct WhyNotRival {
  PaperSummary paper;
  double score = 0;
  std::vector<ScoreDetail> explanation;  ///< of its best passage
};

struct WhyNot {
  /// "found", "filtered" (it fails a filter), "no_match" (it fails a part of the query),
  /// "not_in_index".
  std::string outcome;
  std::string message;               ///< the same for people, in one or two sentences
  std::string paper, title;          ///< its id; as it was asked for if it is not in the index
  std::vector<std::string> nearest;  ///< not_in_index: ids here that are spelled alike
  std::string interpretation;
  std::vector<std::string> filters;  ///< those that it fails, in words
  std::vector<WhyNotPart> parts;
  std::uint64_t rank = 0, total_papers = 0;  ///< rank 1 is the first; 0 if it is not found
  double score = 0;
  std::vector<ScoreDetail> explanation;  ///< of its best passage
  std::vector<WhyNotRival> rivals;       ///< the first three, as far as they stand before it
  std::vector<Notice> notices;
};

}  // namespace osteon
