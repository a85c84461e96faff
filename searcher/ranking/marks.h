// Learning from use: the queries for which a reader marked a paper become a field of that paper.
//
// Xue et al. 2004, "Optimizing web search using web click-through data". Nothing is kept before the
// first mark; all marks are lines of one file beside the index, and removing it forgets them.
#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "base/api.h"

namespace osteon {

class IndexView;

/// A paper that answered a query, in a reader's judgement.
struct Mark {
  std::string query;
  std::string paper;  ///< its id

  bool operator==(const Mark&) const = default;
};

inline std::string marks_path(const std::string& directory) {
  return directory + "/marks.jsonl";
}

/// In the order in which they were made; none if nobody marked anything. Throws Error (corrupt,
/// io).
OSTEON_API std::vector<Mark> read_marks(const std::string& directory);
/// Adds those that are new and says how many. Searchers opened afterwards use them. Throws Error
/// (io). Two programs that mark at once may lose one's marks.
OSTEON_API std::size_t add_marks(const std::string& directory, std::span<const Mark> marks);
/// Removes all; false if there were none.
OSTEON_API bool forget_marks(const std::string& directory);

/// The field: which papers were marked for queries with a word. Immutable; safe from many threads.
class MarkField {
 public:
  struct Posting {
    std::uint32_t segment = 0, paper = 0;
    std::uint32_t queries = 0;  ///< with the word, for which the paper was marked
  };

  /// Marks of papers that are not in the index, or no longer, are passed over.
  MarkField(const IndexView& view, std::span<const Mark> marks);

  bool empty() const { return postings_.empty(); }
  /// Null if no marked query has the word.
  const std::vector<Posting>* find(const std::string& term) const;
  /// How often words stand in the queries of a paper, by the mean of all marked papers.
  double relative_length(const Posting& posting) const;

 private:
  std::map<std::string, std::vector<Posting>, std::less<>> postings_;
  std::map<std::pair<std::uint32_t, std::uint32_t>, std::uint32_t> lengths_;
  double mean_length_ = 1;
};

}  // namespace osteon
