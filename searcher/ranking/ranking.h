// The scores of what a search finds: the steps of docs/relevance.md, one after the other.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "searcher/index_view.h"
#include "searcher/matching/matcher.h"
#include "searcher/ranking/mark_scores.h"
#include "searcher/ranking/paper_score.h"
#include "searcher/ranking/ranked_list.h"
#include "searcher/ranking/refiner.h"
#include "searcher/ranking/roles.h"
#include "searcher/ranking/scorer.h"
#include "searcher/ranking/section_gains.h"
#include "searcher/ranking/top_passages.h"
#include "searcher/search.h"

namespace osteon {

/// True where the request wants the best passages for a text and nothing else: what shares no word
/// with it may be among them, and nobody counts.
bool wants_only_best(const SearchRequest& request);

/// One search's; what it is given outlives it. Not for several threads.
///
/// Passages are listed once, by list_best() or list_matches(), then refined once.
class Ranking {
 public:
  Ranking(const IndexView& view, SearchSession& session, const SearchRequest& request,
          const ResolvedQuery& query, const SegmentMatchers& matchers);
  Ranking(const Ranking&) = delete;
  Ranking& operator=(const Ranking&) = delete;

  /// False if the request leaves `step` (one of step_names) out.
  bool does(std::string_view step) const;

  /// True where the best passages can be found without listing all matches.
  bool can_list_best() const { return top_passages_.has_value(); }
  /// Lists the best `count` passages with their words' scores and says how many these are. May be
  /// called again with more.
  std::size_t list_best(std::size_t count);
  /// Lists `matches`, by segment, with their words' scores.
  void list_matches(const std::vector<Bitmap>& matches);

  /// Adds what the steps beyond words say. `across`, by segment, are passages of papers that hold
  /// all parts of a query that no passage holds whole; none for other queries. It outlives this.
  void refine(std::span<const Bitmap> across);

  /// By segment.
  const std::vector<RankedList>& lists() const { return lists_; }
  /// All that a listed passage's score is made of.
  std::vector<ScoreDetail> explain(std::size_t segment, PassageNumber passage) const;

 private:
  /// Passages in which a concept stands in the words that were typed, and what these gain.
  struct OwnWording {
    std::size_t unit = 0;
    double value = 0;
    std::vector<Bitmap> passages;  ///< by segment
  };

  std::optional<TopPassages> find_top_passages();
  void add_own_wordings();
  void add_across(std::span<const Bitmap> across);
  void lift(std::span<const Bitmap> passages, double value);

  const IndexView& view_;
  SearchSession& session_;
  const SearchRequest& request_;
  const ResolvedQuery& query_;
  const SegmentMatchers& matchers_;
  std::optional<QueryRange> outcome_;  ///< bytes of the request's query
  Scorer scorer_;
  std::optional<TopPassages> top_passages_;
  std::vector<RankedList> lists_;
  std::vector<OwnWording> own_wordings_;
  std::span<const Bitmap> across_;
  double across_value_ = 0;  ///< what passages of `across_` gain
  std::optional<PaperScores> paper_scores_;
  std::optional<MarkScores> mark_scores_;
  std::optional<SectionGains> section_gains_;
  std::optional<Refiner> refiner_;
};

}  // namespace osteon
