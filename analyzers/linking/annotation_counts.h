// What annotators and the vocabulary name in annotated documents, counted by document.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "analyzers/analyzer.h"
#include "analyzers/linking/newest_ids.h"
#include "analyzers/linking/pubtator.h"
#include "analyzers/linking/strain_ids.h"
#include "analyzers/tagger.h"
#include "analyzers/tagger/local_names.h"
#include "analyzers/vocabulary.h"
#include "analyzers/vocabulary/terms.h"

namespace osteon::osv {

/// In how many documents something stands, and in how many of them it is right.
struct DocumentCount {
  std::uint32_t right = 0, all = 0;
};

/// Documents by ids, as a lexicon's line has them.
using IdCounts = std::map<std::string, std::uint32_t>;
/// The ids of most documents; of equals the first. Not for an empty map.
const std::pair<const std::string, std::uint32_t>& most(const IdCounts& counts);

/// The counts from which a lexicon is learnt. Keeps references to the vocabulary and the analyzer.
class AnnotationCounts {
 public:
  AnnotationCounts(const Vocabulary& vocabulary, const Analyzer& analyzer);

  /// Counts all documents; once. A type that a corpus has no annotation of says nothing there.
  void read(std::span<const std::vector<PubtatorDocument>> corpora);

  /// A name in one spelling: what is annotated, and what it is found by.
  struct AnnotatedName {
    std::string name, type;
    std::uint32_t plural = 0;
    IdCounts ids;
    std::uint32_t occurrences = 0;  ///< documents
  };
  /// A name that the vocabulary finds, and whether annotators have its concept there.
  struct FoundName {
    std::string name, type;
    DocumentCount count;
  };

  // Names by a key of their type and analysed words: the same in `names` and `found`.
  std::map<std::string, AnnotatedName> names;
  std::map<std::string, FoundName> found;
  std::map<ConceptIndex, DocumentCount> concepts;  ///< that the vocabulary finds
  std::map<std::string, DocumentCount> types;      ///< the same by type
  /// By type: concepts that stand only inside longer names.
  std::map<std::string, DocumentCount> nested;
  std::map<ConceptIndex, IdCounts> written;  ///< what annotators write where a concept is found
  NewestIds newest;
  StrainIds strains;

 private:
  struct Place {
    std::uint32_t begin, end;  ///< bytes
    std::string ids;           ///< as a lexicon's line has them
  };
  using Annotated = std::set<std::pair<std::string, ConceptIndex>>;  // by type

  std::string key_of(std::string_view name, std::string_view type, TermPath* path = nullptr);
  void count_annotations(const PubtatorDocument& document);
  template <typename Visit>
  void each_text(const PubtatorDocument& document, const Visit& visit);
  void count_occurrences(const PubtatorDocument& document, const std::set<std::string>& types_here);
  Annotated annotated_concepts(const PubtatorDocument& document) const;
  std::set<ConceptIndex> count_found(const PubtatorDocument& document,
                                     const std::set<std::string>& types_here,
                                     const Annotated& annotated);
  void count_nested(const PubtatorDocument& document, const std::set<std::string>& types_here,
                    const Annotated& annotated, const std::set<ConceptIndex>& plain);

  const Vocabulary& vocabulary_;
  const Analyzer& analyzer_;
  Tagger tagger_, nesting_tagger_;
  TokenList tokens_;
  std::vector<AnnotatedName*> numbered_;  ///< by their number in the trie
  LocalNames trie_;
};

}  // namespace osteon::osv
