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
#include "searcher/paper_groups.h"
#include "searcher/ranking/ranking.h"
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
  /// Ranks the best passages without matching the rest; false where all matches are to be listed.
  bool list_best();
  /// Refines what is listed, and groups it.
  PaperGroups rank();
  PaperHit hit(const PaperGroups& groups, const PaperPage::Shown& shown);
  PassageHit passage(std::size_t segment, PassageNumber number, const PaperRecord& record);

  const IndexView& view_;
  SearchSession& session_;
  const SearchRequest& request_;
  SearchResponse response_;
  ResolvedQuery query_;
  std::optional<FacetFilters> filters_;
  SegmentMatchers matchers_;
  std::vector<Bitmap> matches_;
  std::vector<std::vector<Bitmap>> sideways_;
  std::vector<Bitmap> across_;  ///< passages with a part, of papers that hold all parts
  std::optional<Ranking> ranking_;
  std::optional<PaperPlace> itself_;  ///< what the others are to be like
  bool relaxed_ = false;              ///< fewer parts than typed
};

/// Ids of live papers that differ from `id` by two edits at most, nearest first; at most five.
std::vector<std::string> nearest_paper_ids(const IndexView& view, const std::string& id);

}  // namespace osteon
