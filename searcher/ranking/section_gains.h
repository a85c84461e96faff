// Where in a paper an outcome is reported: passages of results come before those that plan, discuss
// or introduce.
//
// A question of the form "effect of X on Y" (roles.h) asks what was found. Its words stand in a
// paper's methods and discussion too, often closer together than where the figures are.
#pragma once

#include <map>
#include <utility>
#include <vector>

#include "searcher/index_view.h"
#include "searcher/ranking/ranked_list.h"
#include "searcher/search.h"

namespace osteon {

struct SectionGainOptions {
  double results = 0.15;  ///< share of its score that a passage of results gains
  /// The same for all others but introduction, methods and discussion: abstracts that are not
  /// divided, conclusions, tables, sections of no known kind.
  double other = 0.1;
  std::size_t depth = 1'000;  ///< passages, best first, whose sections are looked at
};

/// One search's. Not for several threads.
class SectionGains {
 public:
  explicit SectionGains(const IndexView& view, const SectionGainOptions& options = {})
      : view_(view), options_(options) {}

  /// Adds to the scores of the best passages in `lists` (by segment); others stay below them.
  void add(std::vector<RankedList>& lists);
  /// What add() added to a passage; nothing if it did not.
  std::vector<ScoreDetail> explain(std::size_t segment, PassageNumber passage) const;

 private:
  /// The section's kind; in an abstract that is divided, of the part ("Results").
  SectionKind kind_of(std::size_t segment, PassageNumber passage) const;
  double share(SectionKind kind) const;

  const IndexView& view_;
  SectionGainOptions options_;
  struct Gain {
    SectionKind kind;
    double value;
  };
  std::map<std::pair<std::size_t, PassageNumber>, Gain> gains_;
};

}  // namespace osteon
