// Concepts of a query by id or by name.
#include <algorithm>
#include <set>

#include "analyzers/concept_id.h"
#include "indexer/filter_terms.h"
#include "searcher/matching/resolver_parts.h"

namespace osteon {

void set_concept(const IndexView& view, QueryUnit& unit, const std::string& id, ConceptIndex index,
                 const std::vector<std::string>& ids) {
  std::set<std::string> canonical{id}, all(ids.begin(), ids.end());
  all.insert(id);
  unit.ids.assign(1, id);
  const Vocabulary* vocabulary = view.vocabulary();
  if (index != no_concept && vocabulary != nullptr) {
    const Concept known = vocabulary->at(index);
    canonical.insert(known.id);
    all.insert(known.ids.begin(), known.ids.end());
    unit.forms = known.names;
    unit.explosion = vocabulary->descendant_count(index);
  }
  // Documents may have taught segments that other ids are the same thing.
  for (std::size_t s = 0; s < view.segment_count(); ++s) {
    for (const std::string& one : std::set<std::string>(all)) {
      for (const ConceptNumber number : view.segment(s).find_concepts_by_any_id(one)) {
        const SegmentConcept entry = view.segment(s).concept_at(number);
        canonical.insert(std::string(entry.id));
        all.insert(entry.ids.begin(), entry.ids.end());
      }
    }
  }
  for (const std::string& one : all) {
    if (one != id) unit.ids.push_back(one);
  }
  unit.concepts.assign(canonical.begin(), canonical.end());
}

bool find_concept(const IndexView& view, QueryUnit& unit, const std::string& text,
                  const std::string& type) {
  const Vocabulary* vocabulary = view.vocabulary();
  if (vocabulary != nullptr) {
    ConceptIndex index = vocabulary->find_id(text, type);
    if (index == no_concept) {
      // A name; ids have no spaces and are never names.
      for (const ConceptIndex candidate : vocabulary->find_name(text)) {
        if (!type.empty() && vocabulary->type(candidate) != type) continue;
        if (index == no_concept) {
          index = candidate;
        } else {
          unit.alternatives.emplace_back(vocabulary->id(candidate), vocabulary->name(candidate));
        }
      }
    }
    if (index != no_concept) {
      const Concept known = vocabulary->at(index);
      unit.sense = known.name;
      unit.type = known.type;
      set_concept(view, unit, known.id, index, known.ids);
      return true;
    }
  }
  // Only the documents know it: by id, by a bare number, or by name.
  const std::string id = canonical_id(text);
  const std::string folded = folded_name(view.analyzer(), text);
  for (std::size_t s = 0; s < view.segment_count(); ++s) {
    const Segment& segment = view.segment(s);
    std::vector<ConceptNumber> found;
    if (!id.empty()) found = segment.find_concepts_by_any_id(id);
    if (found.empty() && id != text) found = segment.find_concepts_by_any_id(text);
    if (found.empty()) {
      const auto add = [&](const std::vector<FoldedNames::Place>& places) {
        for (const FoldedNames::Place& place : places)
          if (place.segment == s) found.push_back(place.number);
      };
      add(view.folded_names().concepts_named(folded));
      if (!type.empty()) add(view.folded_names().concepts_numbered(text));
      std::sort(found.begin(), found.end());
      found.erase(std::unique(found.begin(), found.end()), found.end());
    }
    for (const ConceptNumber number : found) {
      const SegmentConcept entry = segment.concept_at(number);
      if (!type.empty() && entry.type != type) continue;
      if (unit.concepts.empty()) {
        unit.sense = std::string(entry.name);
        unit.type = std::string(entry.type);
        set_concept(view, unit, std::string(entry.id), no_concept,
                    {entry.ids.begin(), entry.ids.end()});
      } else if (std::find(unit.concepts.begin(), unit.concepts.end(), entry.id) ==
                 unit.concepts.end()) {
        unit.concepts.emplace_back(entry.id);
      }
    }
  }
  return !unit.concepts.empty();
}

}  // namespace osteon
