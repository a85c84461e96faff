// The best passages of a query, found without reading what cannot be among them.
//
// Where one term is enough, by MaxScore. Else by Xapian's matcher, which leaves out postings whose
// terms cannot lift a passage into the best so far, too; phrases and distances are looked for in
// the token streams of passages that would be among the best, and of no others.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <vector>

#include "searcher/index_view.h"
#include "searcher/matching/matcher.h"
#include "searcher/matching/plan.h"
#include "searcher/ranking/max_score.h"
#include "searcher/ranking/ranked_list.h"
#include "searcher/ranking/scorer.h"

namespace osteon {

/// One search's. Not for several threads.
class TopPassages {
 public:
  /// Nothing where postings and the streams of candidates do not decide what matches: fields,
  /// filters, scopes, phrases under OR or NOT. With `any` one part of the query is enough.
  static std::optional<TopPassages> of(const IndexView& view, SearchSession& session,
                                       const ResolvedQuery& query, const Scorer& scorer, bool any);

  /// The best `count` matching live passages by segment, with the scores that Scorer gives them;
  /// passages of score 0 may be missing. Equal scores go by place in the index.
  std::vector<RankedList> find(const SegmentMatchers& matchers, std::size_t count) const;

 private:
  TopPassages(const IndexView& view, SearchSession& session, const Scorer& scorer)
      : view_(view), session_(session), scorer_(scorer) {}

  const IndexView& view_;
  SearchSession& session_;
  const Scorer& scorer_;
  std::optional<MaxScore> any_term_;   ///< where one is enough; then nothing of the following
  Xapian::Query postings_;             ///< a superset of what matches, with its scores
  std::vector<const Plan*> to_check_;  ///< what each match must hold besides
};

}  // namespace osteon
