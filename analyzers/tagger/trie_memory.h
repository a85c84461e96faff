// What a thread remembers of a vocabulary's words. The tables of a large vocabulary are in no
// processor cache and hardly in its page tables, and texts repeat their words: nine of ten are
// answered from what fits the second cache. What has to be fetched is asked for all of a document
// at once, so that the waits overlap.
#pragma once

#include <algorithm>
#include <cstdint>
#include <span>
#include <vector>

#include "analyzers/tagger/species.h"
#include "analyzers/vocabulary/compiled.h"
#include "analyzers/vocabulary/terms.h"

namespace osteon::osv {

/// The trie's answers for a document. For one thread.
class TrieMemory {
 public:
  struct Word {
    static constexpr std::uint32_t max_number = (1U << 29) - 1;
    WordLinks links = {};           ///< what may stand beside it at a name's start
    TrieStep root;                  ///< where it leads at a name's start
    std::uint32_t number : 29 = 0;  ///< 0: no name holds it
    bool function_name : 1 = true;  ///< a name as a function word in small letters, too
    bool species : 1 = false;       ///< SpeciesWords::may_be_species
    bool joins : 1 = false;         ///< a joined term begins at this place
  };

  /// The calling thread's memory of `file`; what it knew of another is forgotten.
  static TrieMemory& of(const Compiled& file, const SpeciesWords& species);

  /// Reads a document: begin, add each of its texts, finish. What was read before is gone.
  void begin();
  /// Asks for what is not remembered, which arrives while the next texts are read.
  void add(std::span<const TermUnit> units);
  void finish();

  /// The place of a text's first word; the others follow it.
  std::size_t first_place(std::size_t text) const { return first_places_[text]; }
  /// What stands at a place, and the joined term that begins there, if `joins` says so.
  const Word& word(std::size_t place) const { return words_[place]; }
  const Word& joined(std::size_t place) const {
    const auto at = std::lower_bound(joined_places_.begin(), joined_places_.end(), place);
    return joined_[static_cast<std::size_t>(at - joined_places_.begin())];
  }
  /// Remembers that this word is no name where it stands as a function word in small letters.
  void forget_function_name(std::uint64_t hash) {
    Entry& entry = entry_of(hash);
    if (entry.hash == hash) entry.word.function_name = false;
  }
  /// False for most places where no name begins that has a word after its first.
  bool goes_on(std::size_t place) const {
    return second_[place] || words_[place].joins || words_[place + 1].joins;
  }
  /// Where the word at `place`, or the joined term there, leads from `state`; 0 is the start.
  TrieStep step(std::uint32_t state, std::size_t place, bool join) const {
    const Word& word = join ? joined(place) : words_[place];
    if (word.number == 0) return {};
    if (state == 0) return word.root;
    // A root is the state of one word alone.
    if (!join && state == words_[place - 1].root.state) return second_[place - 1];
    return file_->step(state, word.number);
  }

 private:
  struct Entry {
    std::uint64_t hash = 0;  ///< no term's
    Word word;
  };
  struct Miss {
    std::uint64_t hash;
    std::uint32_t at;  ///< into words_, or into joined_
    bool joined;
  };
  static_assert(sizeof(Entry) == 32);
  Entry& entry_of(std::uint64_t hash) { return entries_[mix(hash) & (entries_.size() - 1)]; }
  bool recall(std::uint64_t hash, Word& word);
  void fetch_missed();
  Word fetch(std::uint64_t hash) const;
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
  std::size_t fetched_ = 0;                ///< words, since the file was first asked
  std::vector<Entry> entries_;             ///< direct-mapped
  std::vector<std::size_t> first_places_;  ///< by text
  std::vector<Word> words_;                ///< by place; after each text one that is none
  std::vector<Word> joined_;
  std::vector<std::size_t> joined_places_;  ///< of joined_, increasing
  std::vector<TrieStep> second_;            ///< where the words at a place and the next lead
  std::vector<Miss> missed_;
  std::vector<std::uint32_t> possible_;
};

}  // namespace osteon::osv
