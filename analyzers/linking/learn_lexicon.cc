// Learning a lexicon from annotated documents.
#include <algorithm>
#include <map>
#include <memory>
#include <set>

#include "analyzers/linking/lexicon.h"
#include "analyzers/linking/newest_ids.h"
#include "analyzers/linking/strain_ids.h"
#include "analyzers/tagger.h"
#include "analyzers/tagger/candidates.h"
#include "analyzers/vocabulary/raw.h"
#include "base/utf8.h"

namespace osteon {
namespace {

// Rates are smoothed, as if half a document more had been read in which names of the type are
// annotated as often as the vocabulary's names are on average. A name of the vocabulary below
// `stop_rate` is a stop; a name is learnt from `keep_rate` on.
constexpr double smoothing = 0.5, stop_rate = 0.4, keep_rate = 0.5;
// A concept is passed over with all its kinds if these many of them, in these many documents, are.
constexpr double class_rate = 0.2;
constexpr std::uint32_t class_documents = 6, class_concepts = 3;
// Ids that annotators write for a concept in most documents, and in these many, are theirs.
constexpr double id_rate = 0.6;
constexpr std::uint32_t id_documents = 2;
// Names inside longer ones count if annotators have them in most of at least so many documents.
constexpr double nested_rate = 0.5;
constexpr std::uint32_t nested_documents = 10;
// Short forms are defined where they stand; only those that so many documents use are names.
constexpr std::uint32_t short_name_documents = 3;
constexpr std::size_t short_name_bytes = 4;

struct Place {
  std::uint32_t begin, end;  ///< bytes
  std::string ids;           ///< as a lexicon's line has them
};

/// In how many documents something stands, and in how many of them it is right.
struct Count {
  std::uint32_t right = 0, all = 0;
  double rate(double prior) const { return (right + smoothing * prior) / (all + smoothing); }
};

/// A name in one spelling: what is annotated, and what it is found by.
struct Learnt {
  std::string name, type;
  std::uint32_t plural = 0;
  std::map<std::string, std::uint32_t> ids;  ///< documents by ids
  std::uint32_t occurrences = 0;             ///< documents
};

std::uint32_t byte_of(std::string_view text, std::uint32_t code_point) {
  std::uint32_t seen = 0;
  for (std::uint32_t i = 0; i < text.size(); ++i)
    if ((static_cast<unsigned char>(text[i]) & 0xC0) != 0x80 && seen++ == code_point) return i;
  return static_cast<std::uint32_t>(text.size());
}

const std::pair<const std::string, std::uint32_t>& most(
    const std::map<std::string, std::uint32_t>& counts) {
  return *std::ranges::max_element(counts, {}, [](const auto& entry) { return entry.second; });
}

class Learner {
 public:
  Learner(const Vocabulary& vocabulary, const Analyzer& analyzer)
      : vocabulary_(vocabulary),
        analyzer_(analyzer),
        tagger_(vocabulary, {.annotated_species = true, .lexicon = {}}),
        nesting_tagger_(vocabulary, {.annotated_species = true, .lexicon = nesting(vocabulary)}),
        strains_(vocabulary) {}

  Lexicon run(std::span<const std::vector<PubtatorDocument>> corpora) {
    for (const auto& corpus : corpora)
      for (const PubtatorDocument& document : corpus) annotations(document);
    for (const auto& corpus : corpora) {
      std::set<std::string> types;
      for (const PubtatorDocument& document : corpus)
        for (const PubtatorAnnotation& annotation : document.annotations)
          types.emplace(type_of_pubtator(annotation.type));
      for (const PubtatorDocument& document : corpus) {
        occurrences(document, types);
        const Annotated annotated = annotated_concepts(document);
        nested_names(document, types, annotated, vocabulary_names(document, types, annotated));
      }
    }
    Lexicon lexicon;
    const std::set<std::string> learnt = names(lexicon);
    stops(learnt, lexicon);
    classes(lexicon);
    ids(lexicon);
    newest_.add_to(lexicon);
    strains_.add_to(lexicon);
    for (const auto& [type, count] : nested_)
      if (count.all >= nested_documents && count.right >= nested_rate * count.all)
        lexicon.entries.push_back(
            {std::string(every_name), type, {std::string(every_name)}, count.right, count.all});
    std::ranges::sort(lexicon.entries, {},
                      [](const LexiconEntry& entry) { return std::tie(entry.type, entry.name); });
    return lexicon;
  }

 private:
  // What a name is known by: its type and terms, and its spelling up to endings of number.
  std::string key_of(std::string_view name, std::string_view type, osv::TermPath* found = nullptr) {
    analyzer_.analyze(name, tokens_);
    const auto paths = osv::term_paths(tokens_);
    if (paths.empty()) return {};
    std::string key(type);
    for (std::uint64_t word : paths[0].words)
      key.append(reinterpret_cast<const char*>(&word), sizeof word);
    key.append(reinterpret_cast<const char*>(&paths[0].plural), sizeof paths[0].plural);
    if (found != nullptr) *found = paths[0];
    return key;
  }

  void annotations(const PubtatorDocument& document) {
    std::map<std::size_t, std::map<std::string, std::uint32_t>> here;
    strains_.read(document);
    for (const PubtatorAnnotation& annotation : document.annotations) {
      const std::string_view type = type_of_pubtator(annotation.type);
      if (type.empty() || annotation.ids.empty()) continue;
      for (const std::string& id : annotation.ids)
        newest_.annotated(type, id_of_pubtator(id, type));
      osv::TermPath path;
      const std::string key = key_of(annotation.text, type, &path);
      if (key.empty()) continue;
      const auto [it, added] = number_.emplace(key, learnt_.size());
      if (added) {
        learnt_.push_back({annotation.text, std::string(type), path.plural, {}, 0});
        trie_.add(path.words, static_cast<std::uint32_t>(it->second));
      }
      ++here[it->second][ids_of(annotation, type)];
    }
    for (const auto& [number, counts] : here) ++learnt_[number].ids[most(counts).first];
  }

  static std::string ids_of(const PubtatorAnnotation& annotation, std::string_view type) {
    std::vector<std::string> ids;
    for (const std::string& id : annotation.ids) ids.push_back(id_of_pubtator(id, type));
    return joined_ids(ids);
  }

  // Calls `visit` for title and abstract with the annotated places of each type.
  template <typename Visit>
  void each_text(const PubtatorDocument& document, const Visit& visit) {
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
  void occurrences(const PubtatorDocument& document, const std::set<std::string>& types) {
    std::pmr::vector<osv::TermUnit> units;
    std::pmr::vector<osv::Candidate> found;
    std::set<std::uint32_t> here;
    each_text(document, [&](const std::string&, const TokenList& tokens, const auto& places) {
      osv::term_units(tokens, units);
      found.clear();
      osv::find_local_names(trie_, units, found);
      for (const osv::Candidate& candidate : found)
        for (std::uint32_t number : trie_.values(candidate.local)) {
          const Learnt& entry = learnt_[number];
          if (!types.contains(entry.type) || candidate.plural != entry.plural) continue;
          const std::uint32_t begin = units[candidate.first].token->begin,
                              end = units[candidate.last].token->end;
          const auto own = places.find(entry.type);
          if (own == places.end() || std::ranges::none_of(own->second, [&](const Place& place) {
                return place.begin <= begin && end <= place.end &&
                       (place.begin < begin || end < place.end);
              }))
            here.insert(number);
        }
    });
    for (std::uint32_t number : here) ++learnt_[number].occurrences;
  }

  using Annotated = std::set<std::pair<std::string, ConceptIndex>>;  // by type
  Annotated annotated_concepts(const PubtatorDocument& document) const {
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
  std::set<ConceptIndex> vocabulary_names(const PubtatorDocument& document,
                                          const std::set<std::string>& types,
                                          const Annotated& annotated) {
    std::set<ConceptIndex> plain;
    struct Found {
      std::string type;
      ConceptIndex index;
      bool annotated;  ///< at one place at least
    };
    std::map<std::string, Found> names;
    std::map<ConceptIndex, std::map<std::string, std::uint32_t>> written;
    each_text(document, [&](const std::string& text, const TokenList& tokens, const auto& places) {
      const TaggerText texts[] = {{text, &tokens}};
      const DocumentTags tags = tagger_.tag(texts, {});
      for (const Mention& mention : tags.mentions[0]) {
        const DocumentConcept& found = tags.concepts[mention.concept_number];
        if (!mention.accepted || found.index == no_concept) continue;
        plain.insert(found.index);
        if (!types.contains(found.type)) continue;
        bool here = false;
        if (const auto own = places.find(found.type); own != places.end())
          for (const Place& place : own->second) {
            here |= place.begin < mention.end && mention.begin < place.end;
            if (place.begin == mention.begin && place.end == mention.end && !place.ids.empty())
              ++written[found.index][place.ids];
          }
        if (mention.rule == MentionRule::abbreviation) continue;
        const std::string surface = text.substr(mention.begin, mention.end - mention.begin);
        names.emplace(found.type + '\t' + surface, Found{found.type, found.index, false})
            .first->second.annotated |= here;
      }
    });
    std::set<ConceptIndex> concepts;
    std::set<std::string> keys;
    for (const auto& [place, found] : names) {
      const bool right = annotated.contains({found.type, found.index});
      const std::string surface = place.substr(found.type.size() + 1);
      const std::string key = key_of(surface, found.type);
      // Where annotators have the concept under other names only, this name did neither good nor
      // harm. Whose gene a symbol means is not the symbol's fault.
      const bool good = found.annotated && (right || found.type == "gene");
      if (!key.empty() && (good || !right) && keys.insert(key).second) {
        auto& [name, count] = found_[key];
        if (count.all == 0) name = {surface, found.type};
        ++count.all;
        count.right += good;
      }
      if (!concepts.insert(found.index).second) continue;
      newest_.found(found.type, vocabulary_.id(found.index));
      Count& count = concept_counts_[found.index];
      ++count.all;
      count.right += right;
      Count& all = type_counts_[found.type];
      ++all.all;
      all.right += right;
    }
    for (const auto& [index, counts] : written) ++written_[index][most(counts).first];
    return plain;
  }

  static std::shared_ptr<const Lexicon> nesting(const Vocabulary& vocabulary) {
    auto lexicon = std::make_shared<Lexicon>();
    for (const ConceptType& type : vocabulary.types())
      lexicon->entries.push_back(
          {std::string(every_name), type.name, {std::string(every_name)}, 0, 0});
    return lexicon;
  }

  // Concepts that stand only inside longer names, not among the `plain` ones, and whether
  // annotators have them.
  void nested_names(const PubtatorDocument& document, const std::set<std::string>& types,
                    const Annotated& annotated, const std::set<ConceptIndex>& plain) {
    std::set<ConceptIndex> nested;
    each_text(document, [&](const std::string& text, const TokenList& tokens, const auto&) {
      const TaggerText texts[] = {{text, &tokens}};
      const DocumentTags tags = nesting_tagger_.tag(texts, {});
      for (const Mention& mention : tags.mentions[0])
        if (mention.accepted && tags.concepts[mention.concept_number].index != no_concept)
          nested.insert(tags.concepts[mention.concept_number].index);
    });
    for (ConceptIndex index : nested) {
      const std::string type(vocabulary_.type(index));
      if (plain.contains(index) || !types.contains(type)) continue;
      Count& count = nested_[type];
      ++count.all;
      count.right += annotated.contains({type, index});
    }
  }

  double prior(const std::string& type) const {
    const auto it = type_counts_.find(type);
    return it == type_counts_.end() || it->second.all == 0
               ? 0.5
               : static_cast<double>(it->second.right) / it->second.all;
  }

  // The names that annotators mostly take for what they are annotated as. Gives their keys.
  std::set<std::string> names(Lexicon& lexicon) const {
    std::set<std::string> keys;
    for (const auto& [key, number] : number_) {
      const Learnt& entry = learnt_[number];
      const auto& [best, documents] = most(entry.ids);
      std::uint32_t annotated = 0;
      for (const auto& [ids, count] : entry.ids) annotated += count;
      const Count count{documents, std::max(entry.occurrences, annotated)};
      if (count.rate(prior(entry.type)) < keep_rate) continue;
      if (entry.name.size() <= short_name_bytes && annotated < short_name_documents) continue;
      // What one document calls a gene is often that of its own species or a member of a family.
      if (entry.type == "gene" && annotated < 2) continue;
      // What one document calls worms or flies is the species that it is about.
      if (entry.type == "species" && annotated < 2 && entry.name.find(' ') == std::string::npos)
        continue;
      // A gene name of several ids is a family: its members are seldom meant.
      if (entry.type == "gene" && best.find('|') != std::string::npos) continue;
      LexiconEntry line{entry.name, entry.type, {}, count.right, count.all};
      for (std::string_view id : osv::split(best, '|')) line.ids.emplace_back(id);
      lexicon.entries.push_back(std::move(line));
      keys.insert(key);
    }
    return keys;
  }

  void stops(const std::set<std::string>& learnt, Lexicon& lexicon) const {
    for (const auto& [key, found] : found_) {
      const auto& [name, count] = found;
      // Genes are passed over for their species, too: one document says little.
      const std::uint32_t enough = name.second == "gene" ? 2 : 1;
      if (count.all >= enough && count.rate(prior(name.second)) < stop_rate &&
          !learnt.contains(key))
        lexicon.entries.push_back({name.first, name.second, {}, count.right, count.all});
    }
  }

  // Concepts that are passed over with all that is below them, the broadest.
  void classes(Lexicon& lexicon) const {
    std::map<ConceptIndex, std::pair<Count, std::uint32_t>> sums;
    const auto add = [&](ConceptIndex to, const Count& count) {
      auto& [sum, concepts] = sums[to];
      sum.right += count.right;
      sum.all += count.all;
      ++concepts;
    };
    for (const auto& [index, count] : concept_counts_) {
      add(index, count);
      for (ConceptIndex above : vocabulary_.ancestors(index))
        if (vocabulary_.type(above) == vocabulary_.type(index)) add(above, count);
    }
    std::set<ConceptIndex> stopped;
    for (const auto& [index, sum] : sums)
      if (sum.first.all >= class_documents && sum.second >= class_concepts &&
          sum.first.rate(prior(std::string(vocabulary_.type(index)))) < class_rate)
        stopped.insert(index);
    for (ConceptIndex index : stopped) {
      const auto above = vocabulary_.ancestors(index);
      if (std::ranges::any_of(above, [&](ConceptIndex a) { return stopped.contains(a); })) continue;
      const Count& count = sums.at(index).first;
      lexicon.entries.push_back({std::string(vocabulary_.id(index)),
                                 std::string(vocabulary_.type(index)),
                                 {},
                                 count.right,
                                 count.all});
    }
  }

  // Concepts that annotators write with another id than the vocabulary does, whatever their name.
  void ids(Lexicon& lexicon) const {
    for (const auto& [index, counts] : written_) {
      std::uint32_t all = 0;
      for (const auto& [ids, count] : counts) all += count;
      const auto& [best, documents] = most(counts);
      const std::string id(vocabulary_.id(index));
      if (best == id || documents < id_documents || documents < id_rate * all) continue;
      LexiconEntry line{id, std::string(vocabulary_.type(index)), {}, documents, all};
      if (line.type == "gene") continue;  // that would be another species' gene, or a family
      for (std::string_view part : osv::split(best, '|')) line.ids.emplace_back(part);
      lexicon.entries.push_back(std::move(line));
    }
  }

  const Vocabulary& vocabulary_;
  const Analyzer& analyzer_;
  Tagger tagger_, nesting_tagger_;
  TokenList tokens_;
  std::map<std::string, std::size_t> number_;  ///< of `learnt_`, by key
  std::vector<Learnt> learnt_;
  osv::LocalNames trie_;
  /// By key: surface, type and counts of what the vocabulary finds.
  std::map<std::string, std::pair<std::pair<std::string, std::string>, Count>> found_;
  std::map<ConceptIndex, Count> concept_counts_;
  std::map<std::string, Count> type_counts_, nested_;  ///< by type
  osv::NewestIds newest_;
  osv::StrainIds strains_;
  /// Ids that annotators give where the vocabulary finds a concept.
  std::map<ConceptIndex, std::map<std::string, std::uint32_t>> written_;
};

}  // namespace

Lexicon learn_lexicon(std::span<const std::vector<PubtatorDocument>> corpora,
                      const Vocabulary& vocabulary, const Analyzer& analyzer) {
  return Learner(vocabulary, analyzer).run(corpora);
}

}  // namespace osteon
