// Counting names and concepts, document by document.
#include "analyzers/linking/annotation_counts.h"

#include <algorithm>
#include <memory>

#include "analyzers/linking/lexicon.h"
#include "analyzers/tagger/candidates.h"
#include "base/utf8.h"

namespace osteon::osv {
namespace {

std::uint32_t byte_of(std::string_view text, std::uint32_t code_point) {
  std::uint32_t seen = 0;
  for (std::uint32_t i = 0; i < text.size(); ++i)
    if ((static_cast<unsigned char>(text[i]) & 0xC0) != 0x80 && seen++ == code_point) return i;
  return static_cast<std::uint32_t>(text.size());
}

std::string ids_of(const PubtatorAnnotation& annotation, std::string_view type) {
  std::vector<std::string> ids;
  for (const std::string& id : annotation.ids) ids.push_back(id_of_pubtator(id, type));
  return joined_ids(ids);
}

// With it a tagger takes names inside longer ones, too.
std::shared_ptr<const Lexicon> nesting(const Vocabulary& vocabulary) {
  auto lexicon = std::make_shared<Lexicon>();
  for (const ConceptType& type : vocabulary.types())
    lexicon->entries.push_back(
        {std::string(every_name), type.name, {std::string(every_name)}, 0, 0});
  return lexicon;
}

}  // namespace

const std::pair<const std::string, std::uint32_t>& most(const IdCounts& counts) {
  return *std::ranges::max_element(counts, {}, [](const auto& entry) { return entry.second; });
}

AnnotationCounts::AnnotationCounts(const Vocabulary& vocabulary, const Analyzer& analyzer)
    : strains(vocabulary),
      vocabulary_(vocabulary),
      analyzer_(analyzer),
      tagger_(vocabulary, {.annotated_species = true, .lexicon = {}}),
      nesting_tagger_(vocabulary, {.annotated_species = true, .lexicon = nesting(vocabulary)}) {}

void AnnotationCounts::read(std::span<const std::vector<PubtatorDocument>> corpora) {
  for (const auto& corpus : corpora)
    for (const PubtatorDocument& document : corpus) count_annotations(document);
  for (const auto& corpus : corpora) {
    std::set<std::string> types_here;
    for (const PubtatorDocument& document : corpus)
      for (const PubtatorAnnotation& annotation : document.annotations)
        types_here.emplace(type_of_pubtator(annotation.type));
    for (const PubtatorDocument& document : corpus) {
      count_occurrences(document, types_here);
      const Annotated annotated = annotated_concepts(document);
      count_nested(document, types_here, annotated, count_found(document, types_here, annotated));
    }
  }
}

// What a name is known by: its type and terms, and its spelling up to endings of number.
std::string AnnotationCounts::key_of(std::string_view name, std::string_view type, TermPath* path) {
  analyzer_.analyze(name, tokens_);
  const auto paths = term_paths(tokens_);
  if (paths.empty()) return {};
  std::string key(type);
  for (std::uint64_t word : paths[0].words)
    key.append(reinterpret_cast<const char*>(&word), sizeof word);
  key.append(reinterpret_cast<const char*>(&paths[0].plural), sizeof paths[0].plural);
  if (path != nullptr) *path = paths[0];
  return key;
}

void AnnotationCounts::count_annotations(const PubtatorDocument& document) {
  std::map<AnnotatedName*, IdCounts> here;
  strains.read(document);
  for (const PubtatorAnnotation& annotation : document.annotations) {
    const std::string_view type = type_of_pubtator(annotation.type);
    if (type.empty() || annotation.ids.empty()) continue;
    for (const std::string& id : annotation.ids) newest.annotated(type, id_of_pubtator(id, type));
    TermPath path;
    const std::string key = key_of(annotation.text, type, &path);
    if (key.empty()) continue;
    const auto [it, added] = names.try_emplace(key);
    if (added) {
      it->second = {annotation.text, std::string(type), path.plural, {}, 0};
      trie_.add(path.words, static_cast<std::uint32_t>(numbered_.size()));
      numbered_.push_back(&it->second);
    }
    ++here[&it->second][ids_of(annotation, type)];
  }
  for (const auto& [name, counts] : here) ++name->ids[most(counts).first];
}

// Calls `visit` for title and abstract with the annotated places of each type.
template <typename Visit>
void AnnotationCounts::each_text(const PubtatorDocument& document, const Visit& visit) {
  std::uint32_t before = 0;
  for (const std::string* text : {&document.title, &document.abstract_text}) {
    std::map<std::string, std::vector<Place>> places;
    const auto length = static_cast<std::uint32_t>(count_code_points(*text));
    for (const PubtatorAnnotation& annotation : document.annotations) {
      if (annotation.begin < before || annotation.end > before + length) continue;
      const std::string_view type = type_of_pubtator(annotation.type);
      places[std::string(type)].push_back({byte_of(*text, annotation.begin - before),
                                           byte_of(*text, annotation.end - before),
                                           ids_of(annotation, type)});
    }
    analyzer_.analyze(*text, tokens_);
    visit(*text, tokens_, places);
    before += length + 1;
  }
}

// In which documents the annotated names stand; a word inside a longer annotation was not passed
// over.
void AnnotationCounts::count_occurrences(const PubtatorDocument& document,
                                         const std::set<std::string>& types_here) {
  std::pmr::vector<TermUnit> units;
  std::pmr::vector<Candidate> candidates;
  std::set<std::uint32_t> here;
  each_text(document, [&](const std::string&, const TokenList& tokens, const auto& places) {
    term_units(tokens, units);
    candidates.clear();
    find_local_names(trie_, units, candidates);
    for (const Candidate& candidate : candidates)
      for (std::uint32_t number : trie_.values(candidate.local)) {
        const AnnotatedName& name = *numbered_[number];
        if (!types_here.contains(name.type) || candidate.plural != name.plural) continue;
        const std::uint32_t begin = units[candidate.first].token->begin,
                            end = units[candidate.last].token->end;
        const auto own = places.find(name.type);
        if (own == places.end() || std::ranges::none_of(own->second, [&](const Place& place) {
              return place.begin <= begin && end <= place.end &&
                     (place.begin < begin || end < place.end);
            }))
          here.insert(number);
      }
  });
  for (std::uint32_t number : here) ++numbered_[number]->occurrences;
}

AnnotationCounts::Annotated AnnotationCounts::annotated_concepts(
    const PubtatorDocument& document) const {
  Annotated annotated;
  for (const PubtatorAnnotation& annotation : document.annotations) {
    const std::string type(type_of_pubtator(annotation.type));
    for (const std::string& id : annotation.ids)
      annotated.emplace(type, vocabulary_.find_id(id_of_pubtator(id, type), type));
  }
  return annotated;
}

// What the vocabulary alone finds in a document, and whether its annotators saw that there too.
// Gives all that it finds.
std::set<ConceptIndex> AnnotationCounts::count_found(const PubtatorDocument& document,
                                                     const std::set<std::string>& types_here,
                                                     const Annotated& annotated) {
  std::set<ConceptIndex> plain;
  struct Found {
    std::string type;
    ConceptIndex index;
    bool annotated;  ///< at one place at least
  };
  std::map<std::string, Found> found_here;
  std::map<ConceptIndex, IdCounts> written_here;
  each_text(document, [&](const std::string& text, const TokenList& tokens, const auto& places) {
    const TaggerText texts[] = {{text, &tokens}};
    const DocumentTags tags = tagger_.tag(texts, {});
    for (const Mention& mention : tags.mentions[0]) {
      const DocumentConcept& known = tags.concepts[mention.concept_number];
      if (!mention.accepted || known.index == no_concept) continue;
      plain.insert(known.index);
      if (!types_here.contains(known.type)) continue;
      bool here = false;
      if (const auto own = places.find(known.type); own != places.end())
        for (const Place& place : own->second) {
          here |= place.begin < mention.end && mention.begin < place.end;
          if (place.begin == mention.begin && place.end == mention.end && !place.ids.empty())
            ++written_here[known.index][place.ids];
        }
      if (mention.rule == MentionRule::abbreviation) continue;
      const std::string surface = text.substr(mention.begin, mention.end - mention.begin);
      found_here.emplace(known.type + '\t' + surface, Found{known.type, known.index, false})
          .first->second.annotated |= here;
    }
  });
  std::set<ConceptIndex> concepts_here;
  std::set<std::string> keys;
  for (const auto& [place, here] : found_here) {
    const bool right = annotated.contains({here.type, here.index});
    const std::string surface = place.substr(here.type.size() + 1);
    const std::string key = key_of(surface, here.type);
    // Where annotators have the concept under other names only, this name did neither good nor
    // harm. Whose gene a symbol means is not the symbol's fault.
    const bool good = here.annotated && (right || here.type == "gene");
    if (!key.empty() && (good || !right) && keys.insert(key).second) {
      FoundName& entry = found.try_emplace(key, FoundName{surface, here.type, {}}).first->second;
      ++entry.count.all;
      entry.count.right += good;
    }
    if (!concepts_here.insert(here.index).second) continue;
    newest.found(here.type, vocabulary_.id(here.index));
    for (DocumentCount* count : {&concepts[here.index], &types[here.type]}) {
      ++count->all;
      count->right += right;
    }
  }
  for (const auto& [index, counts] : written_here) ++written[index][most(counts).first];
  return plain;
}

// Concepts that stand only inside longer names, not among the `plain` ones, and whether annotators
// have them.
void AnnotationCounts::count_nested(const PubtatorDocument& document,
                                    const std::set<std::string>& types_here,
                                    const Annotated& annotated,
                                    const std::set<ConceptIndex>& plain) {
  std::set<ConceptIndex> here;
  each_text(document, [&](const std::string& text, const TokenList& tokens, const auto&) {
    const TaggerText texts[] = {{text, &tokens}};
    const DocumentTags tags = nesting_tagger_.tag(texts, {});
    for (const Mention& mention : tags.mentions[0])
      if (mention.accepted && tags.concepts[mention.concept_number].index != no_concept)
        here.insert(tags.concepts[mention.concept_number].index);
  });
  for (ConceptIndex index : here) {
    const std::string type(vocabulary_.type(index));
    if (plain.contains(index) || !types_here.contains(type)) continue;
    DocumentCount& count = nested[type];
    ++count.all;
    count.right += annotated.contains({type, index});
  }
}

}  // namespace osteon::osv
