// What a session keeps from search to search: the next one often asks for much the same.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <utility>

namespace osteon {

/// Values by segment and key, of one snapshot of an index. Not for several threads.
template <typename Value>
class SessionCache {
 public:
  /// Null where it is not known. Holds until trim().
  const Value* find(std::size_t segment, const std::string& key) {
    const auto found = entries_.find({segment, key});
    if (found == entries_.end()) return nullptr;
    found->second.used = search_;
    return &found->second.value;
  }
  /// `bytes` is the value's size without its key. What is there stays.
  const Value& keep(std::size_t segment, std::string key, Value value, std::size_t bytes) {
    bytes += key.size();
    const auto [at, is_new] =
        entries_.try_emplace({segment, std::move(key)}, Entry{std::move(value), bytes, search_});
    if (is_new) bytes_ += bytes;
    return at->second.value;
  }
  /// Between searches: forgets what has not been asked for longest until `max_bytes` are left.
  void trim(std::size_t max_bytes) {
    constexpr std::size_t max_entries = 10'000;  // short ones, as of the words of a pasted text
    ++search_;
    while (!entries_.empty() && (bytes_ > max_bytes || entries_.size() > max_entries)) {
      std::uint64_t oldest = search_;
      for (const auto& [key, entry] : entries_) oldest = std::min(oldest, entry.used);
      std::erase_if(entries_, [&](const auto& item) {
        if (item.second.used != oldest) return false;
        bytes_ -= item.second.bytes;
        return true;
      });
    }
  }

 private:
  struct Entry {
    Value value;
    std::size_t bytes = 0;
    std::uint64_t used = 0;  ///< the last search that asked for it
  };
  std::map<std::pair<std::size_t, std::string>, Entry> entries_;
  std::size_t bytes_ = 0;
  std::uint64_t search_ = 0;
};

}  // namespace osteon
