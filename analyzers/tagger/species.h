// Which species a text is about, place by place: it decides whose genes its symbols mean.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "analyzers/analyzer.h"
#include "analyzers/tagger/local_names.h"
#include "analyzers/vocabulary.h"
#include "analyzers/vocabulary/terms.h"

namespace osteon::osv {

/// data/species_words.tsv, analysed. Immutable.
class SpeciesWords {
 public:
  SpeciesWords(const Vocabulary& vocabulary, const Analyzer& analyzer);
  /// False for terms that no word for a species becomes; `word` as TermUnit::word.
  bool may_be_species(std::uint64_t word) const { return stems_.find(word, 0) != 0; }
  /// The taxon that the word at `unit` means; 0 if none.
  std::uint32_t taxon_of_word(const TermUnit& unit) const;
  /// The same for the words that annotated corpora count as mentions.
  std::uint32_t taxon_of_annotated_word(const TermUnit& unit) const;
  /// The taxon that counts for a mention of this concept, of a species with this taxon; 0 if it
  /// says nothing about genes (a virus, a host plant).
  std::uint32_t taxon_of_concept(std::uint32_t taxon, ConceptIndex index) const;
  /// Whether the word is of animals that only carry something human ("nude mice").
  bool host(const TermUnit& unit) const {
    return unit.token != nullptr && hosts_.find(unit.word, 0) != 0;
  }
  /// Whether the word says that names beside it are residues of a sequence (data/residues.tsv).
  bool sequence_context(const TermUnit& unit) const {
    return unit.token != nullptr && sequence_.find(unit.word, 0) != 0;
  }

 private:
  FlatMap stems_;                    ///< of all words
  FlatMap words_, annotated_words_;  ///< by hash of the word as it stands
  FlatMap hosts_, sequence_;
  std::vector<std::uint32_t> taxa_;
  FlatMap headings_;  ///< by ConceptIndex + 1
};

/// A place where a species is named.
struct SpeciesPlace {
  std::uint32_t position;
  std::uint32_t taxon;
};

/// The species of one document. Filled text by text, then asked.
class SpeciesContext {
 public:
  void add_text(std::vector<SpeciesPlace> places, std::span<const std::uint32_t> sentence_ends);
  void finish();

  /// The species that decides at `position` of text number `text`: the nearest named in the
  /// sentence (before it rather than after it), else the one that the document names most; 0 if
  /// none is named.
  std::uint32_t taxon_at(std::size_t text, std::uint32_t position) const;
  bool any() const { return !counts_.empty(); }

 private:
  struct Text {
    std::vector<SpeciesPlace> places;
    std::span<const std::uint32_t> sentence_ends;
  };
  std::vector<Text> texts_;
  std::unordered_map<std::uint32_t, std::uint32_t> counts_;
  std::uint32_t main_ = 0;
};

}  // namespace osteon::osv
