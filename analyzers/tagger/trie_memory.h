// What a thread remembers of a vocabulary's words. The tables of a large vocabulary are in no
// processor cache and hardly in its page tables, and texts repeat their words: nine of ten are
// answered from what fits the second cache.
#pragma once

#include <cstdint>
#include <vector>

#include "analyzers/vocabulary/compiled.h"

namespace osteon::osv {

/// Direct-mapped answers of Compiled::find_word, the same as its own. For one thread.
class TrieMemory {
 public:
  struct Word {
    std::uint32_t number = 0;  ///< 0: no name holds it
    std::uint32_t root = 0;    ///< the state after it at a name's start; 0: no name begins so
    bool name = false;         ///< it is one by itself
  };

  /// The calling thread's memory of `file`; what it knew of another is forgotten.
  static TrieMemory& of(const Compiled& file);

  Word word(std::uint64_t hash) {
    Entry& entry = entries_[mix(hash) & (entries_.size() - 1)];
    if (entry.hash != hash) fill(entry, hash);
    return entry.word;
  }

 private:
  struct Entry {
    std::uint64_t hash = 0;  ///< no term's
    Word word;
  };
  void fill(Entry& entry, std::uint64_t hash);

  const Compiled* file_ = nullptr;
  std::uint64_t instance_ = 0;
  std::vector<Entry> entries_;
};

}  // namespace osteon::osv
