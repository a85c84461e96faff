// Numbering and describing a batch's concepts.
#include "indexer/batch_concepts.h"

#include <algorithm>

#include "analyzers/vocabulary/compiled.h"
#include "base/ascii.h"
#include "indexer/filter_terms.h"
#include "indexer/schema.h"

namespace osteon {

std::uint32_t BatchConcepts::number_of(const DocumentConcept& from) {
  const bool own = from.index == no_concept;
  const std::uint64_t key = from.index + std::uint64_t{1};
  if (!own)
    if (const std::uint32_t known = numbers_.find(key, no_term); known != no_term) return known;
  const std::string_view id = own ? std::string_view(from.id) : vocabulary_->id(from.index);
  folded_ = id;
  std::ranges::transform(folded_, folded_.begin(), ascii::to_upper);
  const std::uint32_t number = folded_ids_.add(folded_);
  if (number == concepts_.size()) {
    BatchConcept& made = concepts_.emplace_back();
    made.id = own ? kept(id) : id;
    made.type = own ? kept(from.type) : vocabulary_->type(from.index);
    made.name = own ? kept(from.name) : vocabulary_->name(from.index);
    made.ids.push_back(made.id);
    described_.push_back(false);
  }
  if (!own) numbers_.insert(key, number);
  return number;
}

void BatchConcepts::expect(std::span<const DocumentConcept> concepts) {
  const osv::Compiled& file = vocabulary_->impl().file;
  expected_.clear();
  for (const DocumentConcept& from : concepts)
    if (from.index != no_concept &&
        numbers_.find(from.index + std::uint64_t{1}, no_term) == no_term)
      expected_.push_back(from.index);
  for (const ConceptIndex index : expected_) file.prefetch_concept(index);
  for (const ConceptIndex index : expected_) file.prefetch_concept_texts(index);
}

std::uint32_t BatchConcepts::subtree_term(ConceptIndex index) {
  const std::uint64_t key = index + std::uint64_t{1};
  std::uint32_t term = subtree_terms_.find(key, no_term);
  if (term == no_term) {
    term = filters_.add(filter_term(prefix::concept_subtree, vocabulary_->id(index)));
    subtree_terms_.insert(key, term);
  }
  return term;
}

std::uint32_t BatchConcepts::add(const DocumentConcept& from) {
  const std::uint32_t number = number_of(from);
  BatchConcept& entry = concepts_[number];
  const auto lacks = [&](std::string_view id) {
    return std::ranges::find(entry.ids, id) == entry.ids.end();
  };
  if (from.accepted && entry.mention_term == no_term) {
    entry.mention_term = filters_.add(filter_term(prefix::concept_mention, entry.id));
    entry.subtree_term = filters_.add(filter_term(prefix::concept_subtree, entry.id));
  }
  if (from.index != no_concept && from.accepted && !described_[number]) {
    described_[number] = true;
    for (const std::string_view id : vocabulary_->ids(from.index))
      if (lacks(id)) entry.ids.push_back(id);
    for (const ConceptIndex ancestor : vocabulary_->ancestors(from.index))
      entry.ancestors.push_back(subtree_term(ancestor));
  }
  for (const std::string& id : from.ids)
    if (lacks(id)) entry.ids.push_back(kept(id));
  return number;
}

std::uint32_t BatchConcepts::name_term(std::uint32_t number) {
  BatchConcept& entry = concepts_[number];
  if (entry.name_term == no_term)
    entry.name_term = filters_.add(filter_term(prefix::concept_name, entry.id));
  return entry.name_term;
}

}  // namespace osteon
