// Ranking beyond the words of a query: what the best passages have in common, and what is meant.
//
// S = M + w * max M * (R / max R + L): M is the score by the query's own words and concepts, R the
// score by the relevance model of the best passages (feedback.h), L the cosine of query and passage
// in the semantic space that `osteon learn` built (semantic_space.h).
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "searcher/index_view.h"
#include "searcher/ranking/feedback.h"
#include "searcher/ranking/parents.h"
#include "searcher/ranking/ranked_list.h"
#include "searcher/ranking/scorer.h"

namespace osteon {

struct RefineOptions {
  bool feedback = true, semantic = true;
  double feedback_weight = 0.8, semantic_weight = 0.8;
  /// How many of the best by M get R; all where the search asks for what shares no word with it.
  std::size_t feedback_depth = 1000;
  std::size_t semantic_depth = 300;  ///< of the best by M and R get L
  bool whole_lists = false;          ///< R for every passage of the lists
};

/// How far a collection is one that feedback and meaning help in, measured on judged sets: whole
/// where few passages share a parent, fading between 60,000 and 240,000 passages for meaning, whose
/// few hundred dimensions tell thousands of texts apart but not hundreds of thousands. In whole
/// papers both fade between 15,000 and 60,000 passages. Where passages were indexed one by one as
/// papers, a question asks for one of them: what the best have in common is then what all siblings
/// have in common, and both are off at any size.
RefineOptions refine_options_for(const Parents& parents);

/// One search's. Not for several threads.
class Refiner {
 public:
  Refiner(const IndexView& view, SearchSession& session, const Scorer& scorer,
          const RefineOptions& options);

  /// Adds to the scores in `lists` (by segment). The order of passages that it does not reach
  /// stays, and stays below those that it reaches.
  void refine(std::vector<RankedList>& lists);
  /// What refine() added to a passage, part by part; empty if nothing.
  std::vector<ScoreDetail> explain(std::size_t segment, PassageNumber passage) const;

 private:
  void add_feedback(std::vector<RankedList>& lists, const std::vector<ScoredPassage>& best);
  void add_semantic(std::vector<RankedList>& lists, const std::vector<ScoredPassage>& best);
  std::vector<float> query_vector() const;

  const IndexView& view_;
  SearchSession& session_;
  const Scorer& scorer_;
  RefineOptions options_;
  TextFeatures features_;
  double best_score_ = 0;
  std::vector<WeightedTerm> model_;
  std::vector<RankedList> feedback_;  ///< by segment: what feedback added, where it reached
  std::map<std::pair<std::size_t, PassageNumber>, double> semantic_;  ///< what the cosine added
};

}  // namespace osteon
