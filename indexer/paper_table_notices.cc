// The retraction list in the table of papers: each of its lines is one more account of those that
// it names, whether they are there already or come later.
#include <algorithm>
#include <set>

#include "indexer/paper_table.h"

namespace osteon {

void PaperTable::set_notices(NoticeTable notices) {
  notices_ = std::move(notices);
  notice_by_name_.clear();
  for (std::size_t i = 0; i < notices_.size(); ++i) {
    const PaperNames names = names_of(*notices_[i].front);
    for (const std::uint64_t name : {names.pmid, names.doi}) {
      if (name != 0) notice_by_name_.emplace(name, i);
    }
  }
}

std::vector<PaperTable::Account> PaperTable::notices_about(const PaperNames& names) const {
  std::set<std::size_t> found;
  for (const std::uint64_t name : {names.pmid, names.doi}) {
    const auto [begin, end] = notice_by_name_.equal_range(name);
    for (auto at = begin; at != end; ++at) {
      if (are_one_paper(names_of(*notices_[at->second].front), names)) found.insert(at->second);
    }
  }
  std::vector<Account> out;
  for (const std::size_t number : found) out.emplace_back().stored = notices_[number];
  return out;
}

std::uint64_t PaperTable::tell_notices(const NoticeTable& before) {
  std::set<std::uint64_t> kept;
  std::set<std::uint32_t> named;
  for (const PaperAccount& notice : notices_) {
    kept.insert(notice.key);
    for (const std::uint32_t number : group_of(*notice.front, names_of(*notice.front))) {
      Entry& entry = entries_[number];
      named.insert(number);
      const auto known =
          std::find_if(entry.accounts.begin(), entry.accounts.end(),
                       [&](const Account& account) { return account.stored.key == notice.key; });
      if (known == entry.accounts.end()) {
        entry.accounts.emplace_back().stored = notice;
      } else if (known->stored.hash == notice.hash) {
        continue;
      } else {
        known->stored = notice;
      }
      entry.amended = true;
    }
  }
  for (const PaperAccount& notice : before) {
    if (kept.count(notice.key) > 0) continue;
    for (const std::uint32_t number : group_of(*notice.front, names_of(*notice.front))) {
      drop_from(entries_[number],
                [&](const Account& account) { return account.stored.key == notice.key; });
    }
  }
  return named.size();
}

}  // namespace osteon
