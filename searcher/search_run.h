// One search from request to response.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "searcher/facets.h"
#include "searcher/find_paper.h"
#include "searcher/highlight.h"
#include "searcher/index_view.h"
#include "searcher/matching/matcher.h"
#include "searcher/matching/resolver.h"
#include "searcher/ranking/mark_scores.h"
#include "searcher/ranking/near_copies.h"
#include "searcher/ranking/paper_score.h"
#include "searcher/ranking/refiner.h"
#include "searcher/ranking/roles.h"
#include "searcher/ranking/scorer.h"
#include "searcher/ranking/section_gains.h"
#include "searcher/ranking/top_passages.h"
#include "searcher/search.h"
#include "searcher/why_not.h"

namespace osteon {

/// Used once, by one thread.
class SearchRun {
 public:
  SearchRun(const IndexView& view, SearchSession& session, const SearchRequest& request);
  SearchResponse run();
  /// Only what matches, by segment, for those who count rather than rank; no query at all asks for
  /// everything. Instead of run().
  const std::vector<Bitmap>& find();
  /// Instead of run(): looks at one live paper.
  WhyNot why_not(std::size_t segment, PaperOrdinal paper);
  /// What find() left: totals, interpretation, notices.
  SearchResponse& found() { return response_; }

 private:
  /// Parses what was asked for; of a strategy, counts every line and gives the last one.
  Query read_query();
  Query read_lines();
  /// Resolves `tree`.
  void plan(const Query& tree);
  /// Resolves and matches `tree`: totals and notices, no hits.
  void count(const Query& tree);
  /// A paper with its matching passages, best first.
  /// The matches of one paper. Small: a broad query has hundreds of thousands.
  struct Group {
    double score = 0;
    std::uint32_t segment = 0;
    PaperOrdinal paper = 0;
    std::uint32_t first = 0, count = 0;  ///< in the segment's ranked passages
  };

  /// True where the request wants the best passages for a text and nothing else: what shares no
  /// word with it may be among them, and nobody counts.
  bool wants_only_best() const {
    return request_.plain_text && request_.any && !request_.totals && request_.filters.empty() &&
           !request_.year_from && !request_.year_to;
  }
  bool does(std::string_view step) const;
  void understand();
  std::optional<Plan> asked_years() const;
  void find_matches();
  void make_matchers();
  bool match_plan();
  void match();
  void relax(const std::vector<Bitmap>& required);
  std::string held_parts(const std::vector<Bitmap>& required);
  std::uint64_t across_papers();
  void offer_spellings();
  void offer_distances(const Plan& plan);
  WhyNotPart why_not_part(const Plan& part, std::size_t segment, PaperOrdinal paper);
  std::vector<std::string> failed_filters(std::size_t segment, PaperOrdinal paper);
  void rank_of(std::size_t segment, PaperOrdinal paper, WhyNot& out);
  void add_likeness();
  void leave_out(const PaperPlace& place);
  void weigh();
  /// What finds the best alone, where the request asks for nothing else and the query allows it.
  std::optional<TopPassages> top_passages();
  /// Lists the best passages with their words' scores; false where all matches are to be listed.
  bool list_top();
  void list_matches();
  void rank();
  void add_own_wordings();
  void add_across();
  void lift(const std::vector<Bitmap>& passages, double value);
  /// All that a passage's score is made of.
  std::vector<ScoreDetail> explain(std::size_t segment, PassageNumber passage) const;
  std::vector<ScoreDetail> explain_wordings(std::size_t segment, PassageNumber passage) const;
  PassageNumber best_passage(const Group& group) const;
  PassageSignature signature(const Group& group) const;
  void spread(std::size_t count);
  void group_by_paper();
  void page();
  PaperHit hit(const Group& group);
  PassageHit passage(const Group& group, std::size_t index, const PaperRecord& record);
  std::vector<std::string> distinct_forms(const QueryUnit& unit) const;
  Receipt receipt();
  std::vector<FormCount> count_forms(const std::vector<std::string>& forms);
  bool before(const Group& a, const Group& b) const;
  std::string_view paper_id(const Group& group) const {
    return view_.segment(group.segment).paper_id(group.paper);
  }

  const IndexView& view_;
  SearchSession& session_;
  const SearchRequest& request_;
  SearchResponse response_;
  ResolvedQuery query_;
  std::optional<FacetFilters> filters_;
  std::vector<std::unique_ptr<SegmentMatcher>> matchers_;
  std::vector<Bitmap> matches_;
  std::vector<std::vector<Bitmap>> sideways_;
  std::vector<Bitmap> across_;  ///< passages with a part, of papers that hold all parts
  double across_value_ = 0;     ///< what these gain in a relaxed search
  std::optional<QueryRange> outcome_;  ///< bytes of the request's query
  std::optional<Scorer> scorer_;
  std::vector<RankedList> ranked_;
  /// Passages in which a concept stands in the words that were typed, and what these gain.
  struct OwnWording {
    std::size_t unit = 0;
    double value = 0;
    std::vector<Bitmap> passages;  ///< by segment
  };
  std::vector<OwnWording> own_wordings_;
  std::optional<PaperScores> paper_scores_;
  std::optional<MarkScores> mark_scores_;
  std::optional<SectionGains> section_gains_;
  std::optional<Refiner> refiner_;
  std::vector<Group> groups_;
  std::optional<PaperPlace> itself_;  ///< what the others are to be like
  bool relaxed_ = false;              ///< fewer parts than typed
};

/// How many papers have a passage among these.
std::uint64_t count_papers(const Segment& segment, const Bitmap& passages);

/// Ids of live papers that differ from `id` by two edits at most, nearest first; at most five.
std::vector<std::string> nearest_paper_ids(const IndexView& view, const std::string& id);

}  // namespace osteon
