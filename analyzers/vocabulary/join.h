// Entries that name one thing become one concept; the rules, in order, are in docs/vocabulary.md.
#pragma once

#include <string_view>
#include <unordered_map>

#include "analyzers/vocabulary/raw.h"

namespace osteon::osv {

/// Which raw concepts are one, and what is known of each.
struct JoinedConcept {
  std::uint32_t head = 0;                ///< the raw concept that gives id, type and name
  std::vector<std::uint32_t> members;    ///< raw concepts, head first
  std::vector<std::string_view> ids;     ///< shown, canonical first
  std::vector<std::string_view> hidden;  ///< superseded: found, not shown
};

struct JoinedVocabulary {
  std::vector<JoinedConcept> concepts;
  std::vector<ConceptIndex> concept_of;  ///< by raw concept; no_concept for dropped ones
  std::unordered_map<std::string_view, ConceptIndex> by_id;  ///< canonical ids, all of them
};

/// Adds to the report what was joined and which claims conflicted.
JoinedVocabulary join_concepts(RawVocabulary& vocabulary);

/// Names as they are compared when joining: ASCII lower case, letters and digits only.
std::string fold_name(std::string_view name);

}  // namespace osteon::osv
