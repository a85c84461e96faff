// The public face of a compiled vocabulary.
#include "analyzers/vocabulary.h"

#include <algorithm>
#include <unordered_set>

#include "analyzers/concept_id.h"
#include "analyzers/vocabulary/compiled.h"
#include "analyzers/vocabulary/terms.h"
#include "base/error.h"

namespace osteon {

Vocabulary::Vocabulary(std::unique_ptr<const Impl> impl) : impl_(std::move(impl)) {}
Vocabulary::~Vocabulary() = default;
Vocabulary::Vocabulary(Vocabulary&&) noexcept = default;
Vocabulary& Vocabulary::operator=(Vocabulary&&) noexcept = default;

Vocabulary Vocabulary::open(const std::string& path) {
  return Vocabulary(std::make_unique<const Impl>(path));
}

void Vocabulary::verify() const {
  impl_->file.verify();
}
std::string_view Vocabulary::fingerprint() const {
  return impl_->file.fingerprint;
}
std::uint32_t Vocabulary::size() const {
  return impl_->file.concept_count();
}
std::span<const ConceptType> Vocabulary::types() const {
  return impl_->shown_types;
}

ConceptIndex Vocabulary::find_id(std::string_view id, std::string_view type) const {
  const osv::Compiled& file = impl_->file;
  std::string_view number_space;
  for (const osv::TypeRecord& record : file.types)
    if (!type.empty() && file.string(record.name) == type)
      number_space = file.string(record.number_space);
  const std::string canonical = canonical_id(id, number_space);
  const ConceptIndex found =
      canonical.empty() ? no_concept : file.find_folded_id(fold_id(canonical));
  return found != no_concept ? found : file.find_folded_id(fold_id(id));
}

std::vector<ConceptIndex> Vocabulary::find_name(std::string_view name) const {
  TokenList tokens;
  impl_->analyzer().analyze(name, tokens);
  const osv::Compiled& file = impl_->file;
  struct Found {
    int order;
    ConceptIndex index;
  };
  std::vector<Found> found;
  for (const osv::TermPath& path : osv::term_paths(tokens)) {
    std::uint32_t state = 0;
    for (std::size_t i = 0; i < path.words.size(); ++i) {
      const osv::WordSlot& word = file.find_word(path.words[i]);
      state = i == 0 ? word.root.state : word.word == 0 ? 0 : file.step(state, word.word).state;
      if (state == 0) break;
    }
    if (state == 0) continue;
    int order = 0;
    for (const osv::Sense& sense : file.senses_of(state)) {
      if (std::ranges::any_of(found,
                              [&](const Found& f) { return f.index == sense.concept_index; }))
        continue;
      // As written first, then by the order of the sources.
      found.push_back({order++ + (sense.exact == path.exact ? 0 : 1000), sense.concept_index});
    }
  }
  std::ranges::stable_sort(found, {}, &Found::order);
  std::vector<ConceptIndex> result;
  for (const Found& f : found) result.push_back(f.index);
  return result;
}

Concept Vocabulary::at(ConceptIndex index) const {
  const osv::Compiled& file = impl_->file;
  const osv::ConceptRecord* record = file.record(index);
  Concept concept_copy;
  concept_copy.id = id(index);
  concept_copy.type = type(index);
  concept_copy.name = name(index);
  for (std::string_view text : ids(index)) concept_copy.ids.emplace_back(text);
  for (const osv::NameRecord& text :
       file.range(file.names, record[0].names_begin, record[1].names_begin))
    concept_copy.names.emplace_back(file.string(text.text));
  for (ConceptIndex parent : parents(index)) concept_copy.parents.emplace_back(id(parent));
  return concept_copy;
}

std::string_view Vocabulary::id(ConceptIndex index) const {
  return impl_->file.string(impl_->file.record(index)->id);
}

std::string_view Vocabulary::name(ConceptIndex index) const {
  return impl_->file.string(impl_->file.record(index)->name);
}

std::vector<std::string_view> Vocabulary::ids(ConceptIndex index) const {
  const osv::Compiled& file = impl_->file;
  const osv::ConceptRecord* record = file.record(index);
  std::vector<std::string_view> all;
  for (std::uint32_t text : file.range(file.concept_ids, record[0].ids_begin, record[1].ids_begin))
    all.push_back(file.string(text));
  return all;
}

std::string_view Vocabulary::type(ConceptIndex index) const {
  const osv::ConceptRecord* record = impl_->file.record(index);
  if (record->type >= impl_->types.size()) impl_->file.corrupt("a type is out of bounds");
  return impl_->types[record->type].name;
}

std::span<const ConceptIndex> Vocabulary::parents(ConceptIndex index) const {
  const osv::ConceptRecord* record = impl_->file.record(index);
  return impl_->file.range(impl_->file.parents, record[0].parents_begin, record[1].parents_begin);
}

std::span<const ConceptIndex> Vocabulary::actions(ConceptIndex index) const {
  const osv::ConceptRecord* record = impl_->file.record(index);
  return impl_->file.range(impl_->file.actions, record[0].actions_begin, record[1].actions_begin);
}

std::vector<ConceptIndex> Vocabulary::ancestors(ConceptIndex index) const {
  std::vector<ConceptIndex> order;
  // Few: a linear search beats a set.
  const auto add = [&](std::span<const ConceptIndex> next) {
    for (ConceptIndex parent : next)
      if (parent != index && std::ranges::find(order, parent) == order.end())
        order.push_back(parent);
  };
  add(parents(index));
  for (std::size_t i = 0; i < order.size(); ++i) add(parents(order[i]));
  const std::size_t own = order.size();
  add(actions(index));
  for (std::size_t i = own; i < order.size(); ++i) add(parents(order[i]));
  return order;
}

std::uint32_t Vocabulary::descendant_count(ConceptIndex index) const {
  return impl_->file.record(index)->descendants;
}

}  // namespace osteon
