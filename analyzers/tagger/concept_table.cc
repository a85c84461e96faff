// Numbering the concepts of one document.
#include "analyzers/tagger/concept_table.h"

#include <algorithm>

#include "analyzers/concept_id.h"
#include "analyzers/vocabulary/compiled.h"
#include "analyzers/vocabulary/terms.h"

namespace osteon::osv {
namespace {

// Names of one entity agree up to analysis: case, hyphens, plural.
std::string folded(const Vocabulary& vocabulary, std::string_view name) {
  TokenList tokens;
  vocabulary.impl().analyzer().analyze(name, tokens);
  std::string text;
  for (const Token& token : tokens.tokens()) {
    if (!token.is_primary()) continue;
    if (!text.empty()) text += ' ';
    text += token.exact;
  }
  return text.empty() ? fold_id(name) : text;
}

// Ids of one register that have none in common are of two things: p65 of people and p65 of mice.
bool rivals(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  const auto in = [](const std::vector<std::string>& ids, const std::string& id) {
    return std::ranges::find(ids, id) != ids.end();
  };
  bool same_space = false;
  for (const std::string& id : a) {
    if (in(b, id)) return false;
    same_space |= !id_space(id).empty() && std::ranges::any_of(b, [&](const std::string& other) {
      return id_space(other) == id_space(id);
    });
  }
  return same_space;
}

}  // namespace

std::uint32_t ConceptTable::number(ConceptIndex index) {
  const auto fresh = static_cast<std::uint32_t>(concepts_.size());
  if (const std::uint32_t known = by_index_.insert(index + std::uint64_t{1}, fresh); known != fresh)
    return known;
  concepts_.emplace_back().index = index;
  return fresh;
}

std::uint32_t ConceptTable::number(ConceptIndex index, std::string_view annotated_id) {
  const std::uint32_t shared = number(index);
  std::string& first = concepts_[shared].annotated_id;
  if (first.empty()) first = annotated_id;
  if (first == annotated_id) return shared;
  const auto fresh = static_cast<std::uint32_t>(concepts_.size());
  const auto [it, added] =
      by_key_.emplace(std::to_string(index) + '\t' + std::string(annotated_id), fresh);
  if (added) {
    DocumentConcept& entry = concepts_.emplace_back();
    entry.index = index;
    entry.annotated_id = annotated_id;
  }
  return it->second;
}

std::vector<DocumentConcept> ConceptTable::take(TagDetail detail) {
  if (detail == TagDetail::full)
    for (DocumentConcept& entry : concepts_)
      if (entry.index != no_concept) describe(entry);
  return std::move(concepts_);
}

void ConceptTable::describe(DocumentConcept& entry) const {
  entry.id = vocabulary_.id(entry.index);
  entry.type = vocabulary_.type(entry.index);
  entry.name = vocabulary_.name(entry.index);
  std::vector<std::string> ids = {entry.id};
  if (entry.accepted) {
    for (std::string_view id : vocabulary_.ids(entry.index))
      if (id != entry.id) ids.emplace_back(id);
    for (ConceptIndex ancestor : vocabulary_.ancestors(entry.index))
      entry.ancestors.emplace_back(vocabulary_.id(ancestor));
  }
  ids.insert(ids.end(), entry.ids.begin(), entry.ids.end());
  entry.ids = std::move(ids);
}

void ConceptTable::teach(std::uint32_t number, std::span<const std::string> ids) {
  DocumentConcept& entry = concepts_[number];
  std::vector<std::string_view> known;
  if (entry.index != no_concept) known = vocabulary_.ids(entry.index);
  for (const std::string& id : ids) {
    const auto is_id = [&](std::string_view other) { return fold_id(other) == fold_id(id); };
    if (std::ranges::none_of(known, is_id) && std::ranges::none_of(entry.ids, is_id))
      entry.ids.push_back(id);
  }
}

std::vector<std::uint32_t> ConceptTable::numbers(std::span<const KnownEntity> entities) {
  // Entries of one type and name first: any of their ids may be the one that the vocabulary knows.
  struct Group {
    KnownEntity entity;
    std::string fold;
  };
  std::vector<Group> groups;
  std::unordered_map<std::string, std::vector<std::size_t>> by_name;
  std::vector<std::size_t> group_of;
  for (const KnownEntity& entity : entities) {
    std::string fold = folded(vocabulary_, entity.name);
    std::vector<std::string> own;
    for (const std::string& id : entity.ids) {
      std::string canonical = canonical_id(id);
      own.push_back(canonical.empty() ? id : std::move(canonical));
    }
    auto& numbers = by_name[entity.type + '\t' + fold];
    auto number = std::ranges::find_if(
        numbers, [&](std::size_t n) { return !rivals(own, groups[n].entity.ids); });
    if (number == numbers.end()) {
      number = numbers.insert(numbers.end(), groups.size());
      groups.push_back({{entity.type, entity.name, {}}, std::move(fold)});
    }
    auto& ids = groups[*number].entity.ids;
    for (std::string& id : own)
      if (std::ranges::find(ids, id) == ids.end()) ids.push_back(std::move(id));
    group_of.push_back(*number);
  }
  std::vector<std::uint32_t> of_group;
  for (const Group& group : groups) of_group.push_back(listed(group.entity, group.fold));
  std::vector<std::uint32_t> result;
  for (std::size_t group : group_of) result.push_back(of_group[group]);
  return result;
}

std::uint32_t ConceptTable::listed(const KnownEntity& entity, const std::string& fold) {
  ConceptIndex index = no_concept;
  for (const std::string& id : entity.ids)
    if (index == no_concept) index = vocabulary_.find_id(id, entity.type);
  std::uint32_t result = no_concept;
  if (index == no_concept)
    for (const std::string& id : entity.ids)
      if (const auto it = by_key_.find(fold_id(id)); it != by_key_.end()) result = it->second;
  if (index == no_concept && entity.ids.empty())
    for (ConceptIndex candidate : vocabulary_.find_name(entity.name))
      if (index == no_concept && vocabulary_.type(candidate) == entity.type) index = candidate;
  if (index != no_concept) result = number(index);
  if (result == no_concept) {
    result = static_cast<std::uint32_t>(concepts_.size());
    DocumentConcept entry;
    entry.id = entity.ids.empty() ? "name:" + entity.type + ":" + fold : entity.ids[0];
    entry.ids = {entry.id};
    entry.type = entity.type;
    entry.name = entity.name;
    concepts_.push_back(std::move(entry));
  }
  accept(result);
  teach(result, entity.ids);
  for (const std::string& id : entity.ids) by_key_.emplace(fold_id(id), result);
  return result;
}

std::uint32_t ConceptTable::number(std::string_view type, std::string_view id,
                                   std::string_view name) {
  const ConceptIndex index = vocabulary_.find_id(id);
  if (index != no_concept && vocabulary_.type(index) == type) return number(index);
  const auto fresh = static_cast<std::uint32_t>(concepts_.size());
  const auto [it, added] = by_key_.emplace(fold_id(id), fresh);
  if (!added) return it->second;
  DocumentConcept entry;
  entry.id = id;
  entry.ids = {entry.id};
  entry.type = type;
  entry.name = name;
  concepts_.push_back(std::move(entry));
  return fresh;
}

}  // namespace osteon::osv
