// The concepts of one document, numbered as they turn up.
#pragma once

#include <span>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "analyzers/tagger.h"
#include "analyzers/vocabulary.h"
#include "analyzers/vocabulary/flat_map.h"

namespace osteon::osv {

/// Fills DocumentTags::concepts; what the document's own lists teach comes first.
class ConceptTable {
 public:
  explicit ConceptTable(const Vocabulary& vocabulary) : vocabulary_(vocabulary) {}

  /// The number of a vocabulary concept in this document.
  std::uint32_t number(ConceptIndex index);
  /// The same for a concept that annotators write as `annotated_id` here. Under other names they
  /// may write others (a disease's MeSH id, and OMIM's for what causes it): each has its number.
  /// Where nothing is learnt of a name, the first of them is meant.
  std::uint32_t number(ConceptIndex index, std::string_view annotated_id);
  /// The numbers of listed entities, in their order: bound to the vocabulary by any of their ids,
  /// else by a name of the same type, else the document's own. Entries of one type and name are one
  /// concept and teach each other's ids, as are entries of one type that share an id.
  std::vector<std::uint32_t> numbers(std::span<const KnownEntity> entities);
  /// A concept of this type that only this document has, made by rule ("dbSNP:rs113488022").
  std::uint32_t number(std::string_view type, std::string_view id, std::string_view name);

  /// The concept has a mention that counts. Most are only literally there.
  void accept(std::uint32_t number) { concepts_[number].accepted = true; }

  /// no_concept for what only the document knows.
  ConceptIndex index(std::uint32_t number) const { return concepts_[number].index; }
  /// The type of a concept that only the document knows.
  std::string_view own_type(std::uint32_t number) const { return concepts_[number].type; }
  std::vector<DocumentConcept> take(TagDetail detail);

 private:
  void teach(std::uint32_t number, std::span<const std::string> ids);
  std::uint32_t listed(const KnownEntity& entity, const std::string& fold);

  const Vocabulary& vocabulary_;
  void describe(DocumentConcept& entry) const;

  /// Those of the vocabulary as TagDetail::numbers has them.
  std::vector<DocumentConcept> concepts_;
  FlatMap by_index_;                                       ///< by ConceptIndex + 1
  std::unordered_map<std::string, std::uint32_t> by_key_;  ///< by folded id
};

}  // namespace osteon::osv
