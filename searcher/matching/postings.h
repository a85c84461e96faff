// Decoded postings: what matches, what ranks, what explains and what asks for a whole paper read
// each term once, and the next search, which often asks for much the same, not at all.
#pragma once

#include <xapian.h>

#include <cstdint>
#include <string>
#include <vector>

#include "indexer/segment.h"
#include "searcher/matching/session_cache.h"

namespace osteon {

struct PostingList {
  std::vector<PassageNumber> passages;  ///< ascending
  std::vector<std::uint8_t> wdf;        ///< folded; WeightSchema::cap fits
  std::uint8_t most_wdf = 0;            ///< of `wdf`

  std::size_t bytes() const { return passages.size() * (sizeof(PassageNumber) + 1); }
};

/// Of one snapshot of an index. Not for several threads.
class PostingCache {
 public:
  /// The postings of `term` in segment number `segment`, whose database is given. The reference
  /// holds until trim().
  const PostingList& list(const Xapian::Database& database, std::size_t segment,
                          const std::string& term);
  /// The same if it has been read already; null otherwise.
  const PostingList* find(std::size_t segment, const std::string& term) {
    return lists_.find(segment, term);
  }
  /// Between searches: forgets what has not been asked for longest until `max_bytes` are left.
  void trim(std::size_t max_bytes) { lists_.trim(max_bytes); }

 private:
  SessionCache<PostingList> lists_;
};

}  // namespace osteon
