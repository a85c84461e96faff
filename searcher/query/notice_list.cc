// Bounds what a query's author has to read.
#include "searcher/query/notice_list.h"

#include <algorithm>
#include <map>
#include <utility>

namespace osteon {

void limit_notices(std::vector<Notice>& notices, std::size_t most) {
  std::stable_sort(notices.begin(), notices.end(),
                   [](const Notice& a, const Notice& b) { return a.begin < b.begin; });
  if (notices.size() <= most) return;
  const std::size_t most_of_a_kind = most / 2;
  std::map<std::string, std::size_t> all, seen;
  std::map<std::string, std::pair<std::size_t, std::size_t>> left_out;  // their places
  for (const Notice& notice : notices) ++all[notice.kind];
  std::vector<Notice> out;
  for (Notice& notice : notices) {
    const std::size_t number = ++seen[notice.kind];
    if (all[notice.kind] <= most_of_a_kind || number < most_of_a_kind) {
      out.push_back(std::move(notice));
      continue;
    }
    auto [place, first] = left_out.try_emplace(notice.kind, std::pair{notice.begin, notice.end});
    place->second.second = std::max(place->second.second, notice.end);
    if (number < all[notice.kind]) continue;
    const std::string more = std::to_string(all[notice.kind] - most_of_a_kind + 1);
    out.push_back({notice.kind, "and " + more + " more of this kind", place->second.first,
                   place->second.second});
  }
  std::stable_sort(out.begin(), out.end(),
                   [](const Notice& a, const Notice& b) { return a.begin < b.begin; });
  if (out.size() > most) out.resize(most);
  notices = std::move(out);
}

void NoticeList::add(std::string kind, std::string message, std::size_t begin, std::size_t end) {
  constexpr std::size_t most_kept = 20'000;  // as many as a query has tokens
  if (notices_.size() < most_kept)
    notices_.push_back({std::move(kind), std::move(message), begin, end});
}

std::vector<Notice> NoticeList::take(std::size_t most) {
  limit_notices(notices_, most);
  return std::move(notices_);
}

}  // namespace osteon
