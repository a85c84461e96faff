#include "searcher/matching/postings.h"

#include <algorithm>

#include "indexer/schema.h"

namespace osteon {

static_assert(weight_schema.cap <= 255, "PostingList keeps a wdf in one byte");

namespace {

PostingList read(const Xapian::Database& database, const std::string& term) {
  PostingList list;
  const auto frequency = database.get_termfreq(term);
  list.passages.reserve(frequency);
  list.wdf.reserve(frequency);
  const auto end = database.postlist_end(term);
  for (auto it = database.postlist_begin(term); it != end; ++it) {
    list.passages.push_back(*it - 1);
    list.wdf.push_back(static_cast<std::uint8_t>(it.get_wdf()));
    list.most_wdf = std::max(list.most_wdf, list.wdf.back());
  }
  return list;
}

}  // namespace

const PostingList& PostingCache::list(const Xapian::Database& database, std::size_t segment,
                                      const std::string& term) {
  if (const PostingList* known = find(segment, term)) return *known;
  // Read before it is kept: what a damaged file cuts short is not met again as a whole list.
  Entry entry{read(database, term), search_};
  bytes_ += entry.list.bytes();
  return lists_.emplace(std::pair{segment, term}, std::move(entry)).first->second.list;
}

const PostingList* PostingCache::find(std::size_t segment, const std::string& term) {
  const auto found = lists_.find({segment, term});
  if (found == lists_.end()) return nullptr;
  found->second.used = search_;
  return &found->second.list;
}

void PostingCache::trim(std::size_t max_bytes) {
  constexpr std::size_t max_lists = 10'000;  // short ones, as of the words of a pasted text
  ++search_;
  while (!lists_.empty() && (bytes_ > max_bytes || lists_.size() > max_lists)) {
    std::uint64_t oldest = search_;
    for (const auto& [key, entry] : lists_) oldest = std::min(oldest, entry.used);
    std::erase_if(lists_, [&](const auto& item) {
      if (item.second.used != oldest) return false;
      bytes_ -= item.second.list.bytes();
      return true;
    });
  }
}

}  // namespace osteon
