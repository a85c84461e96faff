// What a thread remembers of a vocabulary's words. The tables of a large vocabulary are in no
// processor cache and hardly in its page tables, and texts repeat their words: nine of ten are
// answered from what fits the second cache. What has to be fetched is asked for all of a text at
// once, so that the waits overlap.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "analyzers/tagger/species.h"
#include "analyzers/vocabulary/compiled.h"
#include "analyzers/vocabulary/terms.h"

namespace osteon::osv {

/// The trie's answers for a text. For one thread.
class TrieMemory {
 public:
  struct Word {
    static constexpr std::uint32_t max_number = (1U << 30) - 1;
    WordLinks links = {};           ///< what may stand beside it at a name's start
    TrieStep root;                  ///< where it leads at a name's start
    std::uint32_t number : 30 = 0;  ///< 0: no name holds it
    bool function_name : 1 = true;  ///< a name as a function word in small letters, too
    bool species : 1 = false;       ///< SpeciesWords::may_be_species
  };

  /// The calling thread's memory of `file`; what it knew of another is forgotten.
  static TrieMemory& of(const Compiled& file, const SpeciesWords& species);

  /// Reads the words of a text, in place of the one before.
  void read(std::span<const TermUnit> units);

  /// What stands at a position, and the joined term that begins there.
  const Word& word(std::size_t position) const { return words_[position]; }
  const Word& joined(std::size_t position) const { return joined_[position]; }
  /// Remembers that this word is no name where it stands as a function word in small letters.
  void forget_function_name(std::uint64_t hash) {
    Entry& entry = entry_of(hash);
    if (entry.hash == hash) entry.word.function_name = false;
  }
  /// Whether a name may begin at `position` that has any word after it.
  bool goes_on(std::size_t position) const {
    return second_[position] ||
           (any_joined_ && (joined_[position].root ||
                            (position + 1 < joined_.size() && joined_[position + 1].number != 0)));
  }
  /// Where the word at `position`, or the joined term there, leads from `state`; 0 is the start.
  TrieStep step(std::uint32_t state, std::size_t position, bool join) const {
    const Word& word = join ? joined_[position] : words_[position];
    if (word.number == 0) return {};
    if (state == 0) return word.root;
    // A root is the state of one word alone.
    if (!join && state == words_[position - 1].root.state) return second_[position - 1];
    return file_->step(state, word.number);
  }

 private:
  struct Entry {
    std::uint64_t hash = 0;  ///< no term's
    Word word;
  };
  struct Miss {
    std::uint64_t hash;
    Word* place;
  };
  static_assert(sizeof(Entry) == 32);
  Entry& entry_of(std::uint64_t hash) { return entries_[mix(hash) & (entries_.size() - 1)]; }
  void recall(std::uint64_t hash, Word& word);
  void fetch_missed();
  void count_fetched(std::size_t words);
  void find_second_steps();
  bool may_begin_name(const Word& first, const Word& second) const {
    return static_cast<unsigned>((first.links.after & WordLinks::bit(second.number)) != 0) &
           static_cast<unsigned>((second.links.before & WordLinks::bit(first.number)) != 0) &
           static_cast<unsigned>(first.root.state != 0) & static_cast<unsigned>(second.number != 0);
  }

  const Compiled* file_ = nullptr;
  const SpeciesWords* species_ = nullptr;
  std::uint64_t instance_ = 0;
  std::size_t fetched_ = 0;     ///< words, since the file was first asked
  std::vector<Entry> entries_;  ///< direct-mapped
  std::vector<Word> words_, joined_;
  bool any_joined_ = false;
  std::vector<TrieStep> second_;  ///< where the words at a position and the next lead
  std::vector<Miss> missed_;
  std::vector<std::uint32_t> possible_;
};

}  // namespace osteon::osv
