// Analyses names and builds the trie that the tagger walks.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "analyzers/vocabulary.h"
#include "analyzers/vocabulary/raw.h"
#include "analyzers/vocabulary/writer.h"

namespace osteon::osv {

/// One name of one concept.
struct NameEntry {
  ConceptIndex concept_index;
  std::uint32_t name;  ///< into Sections::names
  std::uint16_t type;
  std::uint8_t source;
  std::uint8_t preference;  ///< of its concept's id space for the type; smaller is better
  NameKind kind;
  bool scientific;  ///< a taxon's name by the rules of nomenclature
  bool well_known;  ///< a taxon that MeSH has too: its genus may be an initial
  std::string_view text;
};

/// Fills word slots, edges, states and senses.
void compile_names(RawVocabulary& raw, std::span<const NameEntry> entries, Sections& sections,
                   const BuildProgress& progress);

}  // namespace osteon::osv
