// A small trie of names that one document, or one lexicon, adds to the vocabulary's.
#pragma once

#include <bitset>
#include <cstdint>
#include <span>
#include <vector>

#include "analyzers/vocabulary/flat_map.h"
#include "analyzers/vocabulary/format.h"

namespace osteon::osv {

/// Values under sequences of term hashes. Not for several threads while it is filled.
class LocalNames {
 public:
  /// `value` under `words`, unless it is there already.
  void add(std::span<const std::uint64_t> words, std::uint32_t value);
  bool empty() const { return values_.empty(); }
  void clear();

  /// False for most words that no name begins with.
  bool may_begin(std::uint64_t word) const { return starts_[word % starts_.size()]; }
  /// Where `word` leads from `state`; 0 is the start.
  TrieStep step(std::uint32_t state, std::uint64_t word) const {
    const std::uint32_t next = edges_.find(key(state, word), 0);
    return {next, !values(next).empty()};
  }
  /// What stands under the sequence that led to `state`.
  std::span<const std::uint32_t> values(std::uint32_t state) const {
    return state < values_.size() ? std::span<const std::uint32_t>(values_[state])
                                  : std::span<const std::uint32_t>();
  }

 private:
  // 64 bits stand for the pair; a collision among one document's names is out of reach.
  static std::uint64_t key(std::uint32_t state, std::uint64_t word) {
    return (word ^ mix(state + std::uint64_t{0x51ed27})) | 1;
  }
  FlatMap edges_;
  std::bitset<1024> starts_;                        ///< by the lowest bits of the first word
  std::vector<std::vector<std::uint32_t>> values_;  ///< by state
};

}  // namespace osteon::osv
