// Decoded postings: what matches, what ranks, what explains and what asks for a whole paper read
// each term once, and the next search, which often asks for much the same, not at all.
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
  const PostingList* find(std::size_t segment, const std::string& term);
  /// Between searches: forgets what has not been asked for longest until `max_bytes` are left.
  void trim(std::size_t max_bytes);

 private:
  struct Entry {
    PostingList list;
    std::uint64_t used = 0;  ///< the last search that asked for it
  };
  std::map<std::pair<std::size_t, std::string>, Entry> lists_;
  std::size_t bytes_ = 0;
  std::uint64_t search_ = 0;
};

}  // namespace osteon
