// Keeping concepts, thread by thread.
#include "indexer/concept_memory.h"

#include <algorithm>
#include <memory>
#include <string>

#include "analyzers/vocabulary/compiled.h"
#include "base/ascii.h"

namespace osteon {

ConceptMemory& ConceptMemory::of(const Vocabulary& vocabulary) {
  static thread_local ConceptMemory memory;
  const std::uint64_t instance = vocabulary.impl().file.instance();
  if (memory.instance_ != instance) memory.forget();
  memory.instance_ = instance;
  memory.vocabulary_ = &vocabulary;
  return memory;
}

void ConceptMemory::forget() {
  numbers_.clear();
  indices_.clear();
  known_.clear();
  kept_.release();
}

void ConceptMemory::trim() {
  constexpr std::size_t most = 1 << 16;  // some 20 MB
  if (known_.size() > most) forget();
}

std::string_view ConceptMemory::kept(std::string_view text) {
  auto* const place = static_cast<char*>(kept_.allocate(std::max<std::size_t>(text.size(), 1), 1));
  std::ranges::copy(text, place);
  return {place, text.size()};
}

std::uint32_t ConceptMemory::number(ConceptIndex index) {
  const auto fresh = static_cast<std::uint32_t>(known_.size());
  const std::uint32_t number = numbers_.insert(key(index), fresh);
  if (number != fresh) return number;
  indices_.push_back(index);
  Known& made = known_.emplace_back();
  made.id = kept(vocabulary_->id(index));
  std::string folded(made.id);
  std::ranges::transform(folded, folded.begin(), ascii::to_upper);
  made.folded_id = folded == made.id ? made.id : kept(folded);
  made.type = vocabulary_->type(index);
  made.name = kept(vocabulary_->name(index));
  return number;
}

template <typename T>
std::span<const T> ConceptMemory::kept_list(const std::vector<T>& list) {
  if (list.empty()) return {};
  auto* const place = static_cast<T*>(kept_.allocate(list.size() * sizeof(T), alignof(T)));
  std::ranges::uninitialized_copy(list, std::span(place, list.size()));
  return {place, list.size()};
}

const ConceptMemory::Known& ConceptMemory::described(std::uint32_t number) {
  Known& known = known_[number];
  if (!known.ids.empty()) return known;
  std::vector<std::string_view> ids = vocabulary_->ids(indices_[number]);
  if (ids.empty()) ids.push_back(known.id);
  for (std::string_view& id : ids) id = id == known.id ? known.id : kept(id);
  known.ids = kept_list(ids);
  std::vector<std::uint32_t> above = vocabulary_->ancestors(indices_[number]);
  for (std::uint32_t& ancestor : above) ancestor = this->number(ancestor);
  known.ancestors = kept_list(above);
  return known;
}

void ConceptMemory::prefetch_expected() const {
  const osv::Compiled& file = vocabulary_->impl().file;
  for (const ConceptIndex index : expected_) file.prefetch_concept(index);
  for (const ConceptIndex index : expected_) file.prefetch_concept_texts(index);
}

}  // namespace osteon
