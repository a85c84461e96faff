// What phrases, distances and sentences matched, kept from search to search: to find out, token
// streams are read, which is what the slowest searches take time for. The lines of a strategy, the
// next page and a facet's filter ask for the same again.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <utility>

#include "searcher/matching/bitmap.h"
#include "searcher/matching/plan.h"

namespace osteon {

/// All that decides what a unit, or a plan, matches: equal keys match the same passages.
std::string match_key(const QueryUnit& unit);
std::string match_key(const Plan& plan, const ResolvedQuery& query);

/// Of one snapshot of an index. Not for several threads.
class MatchCache {
 public:
  /// Null where it is not known. Holds until trim().
  const Bitmap* find(std::size_t segment, const std::string& key);
  void keep(std::size_t segment, std::string key, Bitmap passages);
  /// Between searches: forgets what has not been asked for longest until `max_bytes` are left.
  void trim(std::size_t max_bytes);

 private:
  struct Entry {
    Bitmap passages;
    std::uint64_t used = 0;  ///< the last search that asked for it
  };
  std::map<std::pair<std::size_t, std::string>, Entry> entries_;
  std::size_t bytes_ = 0;
  std::uint64_t search_ = 0;
};

}  // namespace osteon
