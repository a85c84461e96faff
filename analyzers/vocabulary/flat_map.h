// A hash map from 64-bit keys to 32-bit values, for the millions of entries of a build.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace osteon::osv {

/// Spreads keys that count upwards over a power of two.
inline std::uint64_t mix(std::uint64_t key) {
  key ^= key >> 32;
  key *= 0x9e3779b97f4a7c15ULL;
  return key ^ (key >> 29);
}

/// Slots that hold `count` entries at a load of at most 2/3; a power of two.
inline std::uint64_t slot_count(std::uint64_t count) {
  std::uint64_t slots = 16;
  while (slots * 2 < count * 3) slots *= 2;
  return slots;
}

/// Where a table of any number of slots, below 2^32, looks first for a mixed key. After the last
/// slot comes the first.
inline std::uint64_t first_slot(std::uint64_t mixed, std::uint64_t slots) {
  return (mixed >> 32) * slots >> 32;
}

/// Open addressing with linear probing. Keys are never 0.
class FlatMap {
 public:
  FlatMap() : slots_(16) {}

  /// The value of `key`, or `missing`.
  std::uint32_t find(std::uint64_t key, std::uint32_t missing) const {
    for (std::uint64_t i = mix(key);; ++i) {
      const Slot& slot = slots_[i & (slots_.size() - 1)];
      if (slot.key == key) return slot.value;
      if (slot.key == 0) return missing;
    }
  }
  /// The value of `key`, which becomes `value` if it is new.
  std::uint32_t insert(std::uint64_t key, std::uint32_t value) {
    if ((size_ + 1) * 3 > slots_.size() * 2) grow();
    for (std::uint64_t i = mix(key);; ++i) {
      Slot& slot = slots_[i & (slots_.size() - 1)];
      if (slot.key == key) return slot.value;
      if (slot.key != 0) continue;
      slot = {key, value};
      ++size_;
      return value;
    }
  }
  std::size_t size() const { return size_; }
  void clear() {
    slots_.assign(16, {});
    size_ = 0;
  }
  template <typename Function>
  void for_each(Function&& function) const {
    for (const Slot& slot : slots_)
      if (slot.key != 0) function(slot.key, slot.value);
  }

 private:
  struct Slot {
    std::uint64_t key = 0;
    std::uint32_t value = 0;
  };
  void grow() {
    std::vector<Slot> old(slots_.size() * 2);
    old.swap(slots_);
    for (const Slot& slot : old) {
      if (slot.key == 0) continue;
      std::uint64_t i = mix(slot.key);
      while (slots_[i & (slots_.size() - 1)].key != 0) ++i;
      slots_[i & (slots_.size() - 1)] = slot;
    }
  }
  std::vector<Slot> slots_;
  std::size_t size_ = 0;
};

}  // namespace osteon::osv
