#include "searcher/matching/postings.h"

#include <algorithm>
#include <utility>

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
  PostingList read_list = read(database, term);
  const std::size_t bytes = read_list.bytes();
  return lists_.keep(segment, term, std::move(read_list), bytes);
}

}  // namespace osteon
