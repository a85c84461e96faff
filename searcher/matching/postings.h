// Decoded postings of one search: what ranks, what explains and what asks for a whole paper read
// each term once.
#pragma once

#include <xapian.h>

#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "indexer/segment.h"

namespace osteon {

struct PostingList {
  std::vector<PassageNumber> passages;  ///< ascending
  std::vector<std::uint8_t> wdf;        ///< folded; WeightSchema::cap fits
};

/// Not for several threads.
class PostingCache {
 public:
  /// The postings of `term` in segment number `segment`, whose database is given. The reference
  /// holds until clear().
  const PostingList& list(const Xapian::Database& database, std::size_t segment,
                          const std::string& term);
  /// The same if it has been read already; null otherwise.
  const PostingList* find(std::size_t segment, const std::string& term) const;
  void clear() { lists_.clear(); }

 private:
  std::map<std::pair<std::size_t, std::string>, PostingList> lists_;
};

}  // namespace osteon
