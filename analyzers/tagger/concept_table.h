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
  /// The same for a concept that annotators write as `annotated_id`.
  std::uint32_t number(ConceptIndex index, std::string_view annotated_id);
  /// The numbers of listed entities, in their order: bound to the vocabulary by any of their ids,
  /// else by a name of the same type, else the document's own. Entries of one type and name are one
  /// concept and teach each other's ids, as are entries of one type that share an id.
  std::vector<std::uint32_t> numbers(std::span<const KnownEntity> entities);
  /// A concept of this type that only this document has, made by rule ("dbSNP:rs113488022").
  std::uint32_t number(std::string_view type, std::string_view id, std::string_view name);

  /// Fills in the concept's other ids and what is above it. Most concepts are only literally there
  /// and never need that.
  void complete(std::uint32_t number);

  const DocumentConcept& at(std::uint32_t number) const { return concepts_[number]; }
  std::vector<DocumentConcept> take() { return std::move(concepts_); }

 private:
  void teach(std::uint32_t number, std::span<const std::string> ids);
  std::uint32_t listed(const KnownEntity& entity, const std::string& fold);

  const Vocabulary& vocabulary_;
  std::vector<DocumentConcept> concepts_;
  std::vector<bool> completed_;  ///< by number; shorter than `concepts_` at times
  FlatMap by_index_;             ///< by ConceptIndex + 1
  std::unordered_map<std::string, std::uint32_t> by_key_;  ///< by folded id
};

}  // namespace osteon::osv
