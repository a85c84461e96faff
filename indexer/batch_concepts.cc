// Numbering and describing a batch's concepts.
#include "indexer/batch_concepts.h"

#include <algorithm>
#include <memory>

#include "base/ascii.h"
#include "indexer/filter_terms.h"
#include "indexer/schema.h"

namespace osteon {

BatchConcepts::BatchConcepts(const Vocabulary* vocabulary, TermTable& filters)
    : memory_(vocabulary != nullptr ? &ConceptMemory::of(*vocabulary) : nullptr),
      filters_(filters) {
  if (memory_ != nullptr) memory_->trim();
}

void BatchConcepts::expect(std::span<const DocumentConcept> concepts) {
  memory_->expect(concepts);
}

namespace {
BatchConcept named(std::string_view id, std::string_view type, std::string_view name) {
  BatchConcept made;
  made.id = id;
  made.type = type;
  made.name = name;
  made.ids.push_back(id);
  return made;
}

bool lacks_id(const BatchConcept& entry, std::string_view id) {
  return std::ranges::find(entry.ids, id) == entry.ids.end();
}
}  // namespace

BatchConcepts::Use& BatchConcepts::use_of(std::uint32_t known) {
  if (known >= uses_.size()) uses_.resize(std::max<std::size_t>(known + 1, memory_->size()));
  return uses_[known];
}

std::uint32_t BatchConcepts::number_of(const DocumentConcept& from) {
  if (from.index == no_concept) {
    folded_ = from.id;
    std::ranges::transform(folded_, folded_.begin(), ascii::to_upper);
    const std::uint32_t number = folded_ids_.add(folded_);
    if (number == concepts_.size())
      concepts_.push_back(named(kept(from.id), kept(from.type), kept(from.name)));
    return number;
  }
  const std::uint32_t known = memory_->number(from.index);
  std::uint32_t& number = use_of(known).number;
  if (number == no_term) {
    const ConceptMemory::Known& its = (*memory_)[known];
    number = folded_ids_.add(its.folded_id);
    if (number == concepts_.size()) concepts_.push_back(named(its.id, its.type, its.name));
  }
  return number;
}

std::uint32_t BatchConcepts::subtree_term(std::uint32_t known) {
  std::uint32_t& term = use_of(known).subtree_term;
  if (term == no_term)
    term = filters_.add(filter_term(prefix::concept_subtree, (*memory_)[known].id));
  return term;
}

// What the vocabulary has of it.
void BatchConcepts::describe(ConceptIndex index, BatchConcept& entry) {
  const ConceptMemory::Known& known = memory_->described(memory_->number(index));
  for (const std::string_view id : known.ids)
    if (lacks_id(entry, id)) entry.ids.push_back(id);
  if (known.ancestors.empty()) return;
  auto* const terms = static_cast<std::uint32_t*>(
      terms_.allocate(known.ancestors.size() * sizeof(std::uint32_t), alignof(std::uint32_t)));
  for (std::size_t i = 0; i < known.ancestors.size(); ++i)
    std::construct_at(terms + i, subtree_term(known.ancestors[i]));
  entry.ancestors = {terms, known.ancestors.size()};
}

std::uint32_t BatchConcepts::add(const DocumentConcept& from) {
  const std::uint32_t number = number_of(from);
  BatchConcept& entry = concepts_[number];
  if (from.accepted && entry.mention_term == no_term) {
    entry.mention_term = filters_.add(filter_term(prefix::concept_mention, entry.id));
    entry.subtree_term = filters_.add(filter_term(prefix::concept_subtree, entry.id));
  }
  if (from.index != no_concept && from.accepted && !entry.described) {
    entry.described = true;
    describe(from.index, entry);
  }
  for (const std::string& id : from.ids)
    if (lacks_id(entry, id)) entry.ids.push_back(kept(id));
  return number;
}

std::uint32_t BatchConcepts::name_term(std::uint32_t number) {
  BatchConcept& entry = concepts_[number];
  if (entry.name_term == no_term)
    entry.name_term = filters_.add(filter_term(prefix::concept_name, entry.id));
  return entry.name_term;
}

}  // namespace osteon
