// Strings with numbers in order of first appearance: an open-addressing table for the hottest
// look-up of indexing, once a token.
#pragma once

#include <cstdint>
#include <cstring>
#include <memory>
#include <string_view>
#include <vector>

#include "base/hash.h"

namespace osteon {

/// Not thread-safe. Views stay valid as long as the table.
class TermTable {
 public:
  struct Entry {
    std::string_view text;
    std::uint64_t count = 0;  ///< for the caller
    std::uint8_t flags = 0;   ///< for the caller
  };

  TermTable() : slots_(1024), mask_(1023) {}

  std::uint32_t add(std::string_view text) {
    const std::uint64_t hash = hash64(text);
    const auto tag = static_cast<std::uint32_t>(hash >> 32);
    for (std::size_t at = hash & mask_;; at = (at + 1) & mask_) {
      Slot& slot = slots_[at];
      if (slot.number == 0) {
        entries_.push_back({copy(text), 0, 0});
        slot = {tag, static_cast<std::uint32_t>(entries_.size())};
        const auto number = static_cast<std::uint32_t>(entries_.size() - 1);
        if (entries_.size() * 2 > slots_.size()) grow();
        return number;
      }
      if (slot.tag == tag && entries_[slot.number - 1].text == text) return slot.number - 1;
    }
  }
  Entry& operator[](std::uint32_t number) { return entries_[number]; }
  const Entry& operator[](std::uint32_t number) const { return entries_[number]; }
  std::size_t size() const { return entries_.size(); }

 private:
  struct Slot {
    std::uint32_t tag = 0;
    std::uint32_t number = 0;  ///< + 1; 0: free
  };

  void grow() {
    std::vector<Slot> bigger(slots_.size() * 2);
    mask_ = bigger.size() - 1;
    for (const Slot& slot : slots_) {
      if (slot.number == 0) continue;
      std::size_t at = hash64(entries_[slot.number - 1].text) & mask_;
      while (bigger[at].number != 0) at = (at + 1) & mask_;
      bigger[at] = slot;
    }
    slots_.swap(bigger);
  }
  std::string_view copy(std::string_view text) {
    if (text.size() > left_) {
      left_ = text.size() > chunk_bytes ? text.size() : chunk_bytes;
      chunks_.push_back(std::make_unique<char[]>(left_));
      next_ = chunks_.back().get();
    }
    if (text.empty()) return {};
    std::memcpy(next_, text.data(), text.size());
    const std::string_view copied(next_, text.size());
    next_ += text.size();
    left_ -= text.size();
    return copied;
  }

  static constexpr std::size_t chunk_bytes = 1 << 16;
  std::vector<Slot> slots_;
  std::size_t mask_;
  std::vector<Entry> entries_;
  std::vector<std::unique_ptr<char[]>> chunks_;
  char* next_ = nullptr;
  std::size_t left_ = 0;
};

}  // namespace osteon
