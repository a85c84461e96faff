// What the passages of a batch post, gathered passage by passage and turned round into lists by
// term.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "indexer/postings_database.h"
#include "indexer/term_table.h"

namespace osteon {

/// Counts numbers of which one text has few. Clearing costs what was counted, not what could be.
class Tally {
 public:
  void add(std::uint32_t number) {
    if (number >= counts_.size()) counts_.resize(number + std::size_t{1} + number / 2, 0);
    if (counts_[number]++ == 0) numbers_.push_back(number);
  }
  /// Each once, as they turned up.
  std::span<const std::uint32_t> numbers() const { return numbers_; }
  std::uint32_t count(std::uint32_t number) const {
    return number < counts_.size() ? counts_[number] : 0;
  }
  void clear() {
    for (const std::uint32_t number : numbers_) counts_[number] = 0;
    numbers_.clear();
  }

 private:
  std::vector<std::uint32_t> counts_, numbers_;
};

/// Calls use(number, times in the title, times in the body) for each number in either.
template <typename Use>
void for_each_in_either(const Tally& title, const Tally& body, const Use& use) {
  for (const std::uint32_t number : body.numbers())
    use(number, title.count(number), body.count(number));
  for (const std::uint32_t number : title.numbers())
    if (body.count(number) == 0) use(number, title.count(number), 0U);
}

/// Not thread-safe.
class BatchPostings {
 public:
  /// A word of the current passage; once for each.
  void post_word(std::uint32_t term, std::uint32_t wdf) {
    posted_.push_back({term, wdf});
    length_ += wdf;
  }
  /// A term with a prefix. One may come from several concepts (a common ancestor): the largest
  /// weight counts.
  void post_filter(std::uint32_t term, std::uint32_t wdf);
  /// The number of the current passage, from 1.
  std::uint32_t passage() const { return static_cast<std::uint32_t>(lengths_.size() + 1); }
  void end_passage();

  /// Writes all as a run (posting_run.h) and forgets it. Throws Error (io).
  void write(const std::string& path, const TermTable& words, const TermTable& filters,
             const PostingsDatabase::Values& years);

 private:
  struct Posted {
    std::uint32_t term, wdf;
  };
  struct Place {
    std::uint32_t passage = 0;
    std::uint32_t posted = 0;
  };
  std::vector<Posted> posted_;          ///< filter terms have the top bit set
  std::vector<std::size_t> ends_;       ///< of posted_, by passage
  std::vector<std::uint32_t> lengths_;  ///< by passage: the sum of wdf
  std::uint32_t length_ = 0;            ///< of the current passage
  std::vector<Place> places_;           ///< by filter term: where it was posted last
};

}  // namespace osteon
