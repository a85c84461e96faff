// A lexicon analysed once, ready to be looked for.
#pragma once

#include <string>
#include <vector>

#include "analyzers/analyzer.h"
#include "analyzers/lexicon.h"
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
  };

  LexiconNames(const Lexicon* lexicon, const Vocabulary& vocabulary, const Analyzer& analyzer);

  LocalNames names;
  std::vector<Entry> entries;
};

}  // namespace osteon::osv
