// What a passage's whole paper says to the query: BM25 over papers, added to the passages' scores.
//
// A passage alone leaves out what its paper takes for granted: which drug, in whom. Callan 1994,
// "Passage-level evidence in document retrieval". A paper's frequency of a term is the sum over its
// passages of what is folded into their postings, so it needs no index of its own.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "searcher/index_view.h"
#include "searcher/ranking/parents.h"
#include "searcher/ranking/ranked_list.h"
#include "searcher/ranking/scorer.h"
#include "searcher/search.h"

namespace osteon {

struct PaperScoreOptions {
  double weight = 2;          ///< beside the passage's own score
  double k1 = 2, b = 0.6;     ///< b: of the number of the paper's passages
  std::size_t depth = 2'000;  ///< passages, best first, whose papers are looked at
};

/// One search's. Not for several threads.
class PaperScores {
 public:
  PaperScores(const IndexView& view, SearchSession& session, const Scorer& scorer,
              const PaperScoreOptions& options = {});

  /// Adds to the scores of the best passages in `lists` (by segment); others stay below them.
  void add(std::vector<RankedList>& lists);
  /// What add() added to a passage, term by term; nothing if it did not.
  std::vector<ScoreDetail> explain(std::size_t segment, PassageNumber passage) const;

 private:
  double norm(std::size_t segment, std::uint32_t parent) const;
  double value(const ScoredTerm& term, double folded, double norm) const;

  const IndexView& view_;
  SearchSession& session_;
  const Scorer& scorer_;
  PaperScoreOptions options_;
  const Parents& parents_;
  std::vector<std::vector<PassageNumber>> gained_;  ///< by segment, ascending
};

}  // namespace osteon
