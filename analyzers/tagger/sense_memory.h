// What a thread remembers of names that it weighed: texts repeat them, and each weighing reads a
// vocabulary's senses, concepts and names all over a large file.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "analyzers/tagger/senses.h"
#include "analyzers/vocabulary/compiled.h"

namespace osteon::osv {

/// Direct-mapped answers of SenseWeigher::weigh, the same as its own. For one thread.
class SenseMemory {
 public:
  /// The calling thread's memory for weighers of `file`; what it knew of others is forgotten.
  static SenseMemory& of(const Compiled& file, const SenseWeigher& weigher);

  struct Meanings {
    std::span<const Option> options;
    std::uint8_t kinds = 0;  ///< OptionKind
  };
  /// Calls use(i, meanings) for each place in order; what it is given ends with the call.
  template <typename Use>
  void weigh(std::span<const Place> places, const Use& use) {
    find_missed(places);
    for (std::size_t i = 0; i < places.size(); ++i) use(i, recall(places[i], keys_[i]));
  }

 private:
  static constexpr std::size_t entries = 1 << 15, max_options = 1 << 16;
  struct Entry {
    std::uint64_t key = 0;  ///< of all that the meanings hang on
    std::uint32_t first_option = 0;
    std::uint32_t option_count : 24 = 0;
    std::uint32_t kinds : 8 = 0;
  };
  static_assert(sizeof(Entry) == 16);

  static std::uint64_t key_of(const Place& place);
  Entry& entry_of(std::uint64_t key) { return entries_[key & (entries - 1)]; }
  void find_missed(std::span<const Place> places);
  Meanings recall(const Place& place, std::uint64_t key);
  void keep(const Place& place, std::uint64_t key, Entry& entry);
  void forget();

  const Compiled* file_ = nullptr;
  const SenseWeigher* weigher_ = nullptr;
  std::uint64_t instance_ = 0;
  bool annotated_species_ = false;
  std::vector<Entry> entries_;
  std::vector<Option> options_;  ///< of all entries; those of replaced ones stay until all is full
  std::vector<std::uint64_t> keys_;
  std::vector<std::uint32_t> missed_;
  std::vector<Option> weighed_;
};

}  // namespace osteon::osv
