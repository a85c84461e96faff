// Keeping concepts, thread by thread.
#include "indexer/concept_memory.h"

#include <algorithm>

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
  blocks_.clear();
}

void ConceptMemory::trim() {
  constexpr std::size_t most = 1 << 16;  // some 20 MB
  if (known_.size() > most) forget();
}

std::string_view ConceptMemory::kept(std::string_view text) {
  constexpr std::size_t block = 1 << 16;
  if (blocks_.empty() || blocks_.back().capacity() - blocks_.back().size() < text.size())
    blocks_.emplace_back().reserve(std::max(block, text.size()));
  std::string& last = blocks_.back();
  const std::size_t at = last.size();
  last += text;
  return std::string_view(last).substr(at);
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

const ConceptMemory::Known& ConceptMemory::described(std::uint32_t number) {
  Known& known = known_[number];
  if (!known.ids.empty()) return known;
  for (const std::string_view id : vocabulary_->ids(indices_[number]))
    known.ids.push_back(id == known.id ? known.id : kept(id));
  if (known.ids.empty()) known.ids.push_back(known.id);
  for (const ConceptIndex ancestor : vocabulary_->ancestors(indices_[number]))
    known.ancestors.push_back(this->number(ancestor));
  return known;
}

void ConceptMemory::prefetch_expected() const {
  const osv::Compiled& file = vocabulary_->impl().file;
  for (const ConceptIndex index : expected_) file.prefetch_concept(index);
  for (const ConceptIndex index : expected_) file.prefetch_concept_texts(index);
}

}  // namespace osteon
