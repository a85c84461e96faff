#include "searcher/matching/postings.h"

#include "indexer/schema.h"

namespace osteon {

static_assert(weight_schema.cap <= 255, "PostingList keeps a wdf in one byte");

const PostingList& PostingCache::list(const Xapian::Database& database, std::size_t segment,
                                      const std::string& term) {
  const auto [at, is_new] = lists_.try_emplace({segment, term});
  PostingList& list = at->second;
  if (!is_new) return list;
  const auto frequency = database.get_termfreq(term);
  list.passages.reserve(frequency);
  list.wdf.reserve(frequency);
  const auto end = database.postlist_end(term);
  for (auto it = database.postlist_begin(term); it != end; ++it) {
    list.passages.push_back(*it - 1);
    list.wdf.push_back(static_cast<std::uint8_t>(it.get_wdf()));
  }
  return list;
}

const PostingList* PostingCache::find(std::size_t segment, const std::string& term) const {
  const auto found = lists_.find({segment, term});
  return found == lists_.end() ? nullptr : &found->second;
}

}  // namespace osteon
