// A ranking by papers: each with its passages, in the order of the best of these, page by page.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "searcher/index_view.h"
#include "searcher/ranking/near_copies.h"
#include "searcher/ranking/ranked_list.h"
#include "searcher/search.h"

namespace osteon {

/// The listed passages of one paper. Small: a broad query has hundreds of thousands.
struct PaperGroup {
  double score = 0;  ///< of its best passage
  std::uint32_t segment = 0;
  PaperOrdinal paper = 0;
  std::uint32_t first = 0, count = 0;  ///< into the segment's list
};

/// What one page shows.
struct PaperPage {
  struct Shown {
    PaperGroup group;
    std::vector<std::string> copies;  ///< papers that repeat it, folded under it
  };
  std::vector<Shown> papers;
  std::string next_cursor;  ///< empty after the last
};

/// A search's largest page, in papers.
inline constexpr std::size_t most_hits = 1000;

/// One search's; the lists outlive it. Not for several threads.
class PaperGroups {
 public:
  /// Of all listed passages, or only of the best `passages` of them.
  PaperGroups(const IndexView& view, const std::vector<RankedList>& lists);
  PaperGroups(const IndexView& view, const std::vector<RankedList>& lists, std::size_t passages);

  std::size_t size() const { return groups_.size(); }
  /// Null if no passage of it is listed.
  const PaperGroup* find(std::size_t segment, PaperOrdinal paper) const;
  /// Those that come before `group`, best first.
  std::vector<PaperGroup> above(const PaperGroup& group) const;
  /// Indices into the segment's list, best first, equal ones by place; at least one.
  std::vector<std::size_t> best_passages(const PaperGroup& group, std::size_t most) const;

  /// The page that `request` asks for: after its cursor or offset, copies folded, spread. Reorders
  /// the groups; ask once. A cursor that cannot be followed exactly is told in `notices`.
  PaperPage page(const SearchRequest& request, std::vector<Notice>& notices);

 private:
  void add(std::size_t segment, std::size_t index, PaperOrdinal paper);
  /// Equal scores go by paper id, so that pages fit together.
  bool before(const PaperGroup& a, const PaperGroup& b) const;
  std::string_view paper_id(const PaperGroup& group) const {
    return view_.segment(group.segment).paper_id(group.paper);
  }
  void pass_cursor(const std::string& text, std::vector<Notice>& notices);
  TokenStream best_stream(const PaperGroup& group) const;
  /// Puts the best `count` in an order in which neighbours differ.
  void spread(std::size_t count);

  const IndexView& view_;
  const std::vector<RankedList>& lists_;
  std::vector<PaperGroup> groups_;
};

}  // namespace osteon
