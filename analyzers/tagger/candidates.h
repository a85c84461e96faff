// Every place of a text where a name stands, with all that it may mean.
#pragma once

#include <cstdint>
#include <memory_resource>
#include <span>
#include <vector>

#include "analyzers/tagger.h"
#include "analyzers/tagger/local_names.h"
#include "analyzers/tagger/trie_memory.h"
#include "analyzers/vocabulary/compiled.h"
#include "analyzers/vocabulary/terms.h"

namespace osteon::osv {

/// A name's occurrence as a run of positions.
struct Candidate {
  std::uint32_t first = 0, last = 0;  ///< positions, inclusive
  std::uint32_t exact = 0;            ///< as Sense::exact
  std::uint32_t plural = 0;           ///< as Sense::plural
  std::uint32_t state = 0;            ///< of the vocabulary's trie; 0 if it does not hold the name
  std::uint32_t local = 0;            ///< of the document's own trie; 0 likewise
};

/// Whether a token is a function word that stands in the text as analysed: in small letters.
bool is_plain_function_word(std::string_view text, const Token& token);

/// Appends the occurrences that the vocabulary's trie holds, by first position, shorter first.
/// `memory` has read `units`, which are of `text`, from the place `first` on.
void find_vocabulary_names(const TrieMemory& memory, std::size_t first, std::string_view text,
                           std::span<const TermUnit> units, std::pmr::vector<Candidate>& found);
/// The same for the document's own names.
void find_local_names(const LocalNames& names, std::span<const TermUnit> units,
                      std::pmr::vector<Candidate>& found);

}  // namespace osteon::osv
