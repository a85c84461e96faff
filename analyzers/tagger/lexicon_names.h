// A lexicon analysed once, ready to be looked for.
#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "analyzers/analyzer.h"
#include "analyzers/linking/lexicon.h"
#include "analyzers/tagger/local_names.h"

namespace osteon::osv {

/// Immutable once made.
struct LexiconNames {
  struct Meaning {
    std::string type, id, name;
    ConceptIndex index = no_concept;
  };
  struct Entry {
    std::string type;
    std::vector<Meaning> meanings;  ///< none: a stop
    bool capitals = false;          ///< a short symbol: counts in capitals only
    bool made = false;              ///< by rule from a learnt name: after listed and learnt ones
    std::uint32_t plurals[2] = {};  ///< spellings up to endings of number (Candidate::plural)
  };

  LexiconNames(const Lexicon* lexicon, const Vocabulary& vocabulary, const Analyzer& analyzer);

  /// Whether it changes no name's meaning.
  bool empty() const {
    return names.empty() && stopped.empty() && concepts.empty() && newest.empty();
  }

  void add(std::string_view name, Entry entry, const Analyzer& analyzer);
  void add_made_names(const Analyzer& analyzer);
  /// Whether annotators could not know the concept of this type and id.
  bool unknown(std::string_view type, std::string_view id) const;

  LocalNames names;
  std::vector<Entry> entries;
  std::unordered_map<ConceptIndex, std::vector<Meaning>> concepts;  ///< under whatever name
  std::vector<std::string> nested;  ///< types that count inside longer names of other types
  bool strains = false;             ///< have ids of their own
  std::unordered_set<ConceptIndex> stopped;                 ///< with all below them
  std::vector<std::pair<std::string, std::string>> newest;  ///< type and the highest id of a series
};

}  // namespace osteon::osv
