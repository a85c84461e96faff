// One document from its texts to its mentions.
#include "analyzers/tagger/document.h"

#include <algorithm>

#include "analyzers/abbreviations.h"
#include "analyzers/concept_id.h"
#include "analyzers/tagger/sense_memory.h"
#include "analyzers/vocabulary/raw.h"
#include "base/ascii.h"

namespace osteon::osv {
namespace {

// "Ae" for Aedes, "C" for Caenorhabditis: the first letter, then others in order.
bool abbreviates(std::string_view short_form, std::string_view genus) {
  if (short_form.empty() || short_form[0] != genus[0]) return false;
  std::size_t at = 1;
  for (char c : short_form.substr(1)) {
    at = genus.find(c, at);
    if (at++ == std::string_view::npos) return false;
  }
  return true;
}

// Whether a name that the document gives a meaning to is written here as that meaning needs it.
bool is_meant(const LocalSense& sense, std::string_view text, std::span<const TermUnit> units,
              const Candidate& candidate) {
  const std::uint32_t begin = units[candidate.first].token->begin,
                      end = units[candidate.last].token->end;
  if (sense.capitals && !written_in_capitals(text.substr(begin, end - begin))) return false;
  return !sense.genus || text[units[candidate.first].token->end] == '.';
}

constexpr std::uint32_t human = 9606;  // NCBI's number

// What most documents need, used by one after the other on a thread: fresh memory is slow.
std::span<std::byte> document_memory() {
  static thread_local std::vector<std::byte> memory(1 << 20);
  return memory;
}

}  // namespace

DocumentTagger::DocumentTagger(const Vocabulary& vocabulary, const SenseWeigher& weigher,
                               const SpeciesWords& species_words, const GeneWords& gene_words,
                               const LexiconNames& lexicon, const TaggerOptions& options,
                               std::span<const TaggerText> texts)
    : vocabulary_(vocabulary),
      weigher_(weigher),
      species_words_(species_words),
      gene_words_(gene_words),
      lexicon_(lexicon),
      options_(options),
      file_(vocabulary.impl().file),
      texts_(texts),
      memory_(document_memory().data(), document_memory().size()),
      concepts_(vocabulary) {
  work_.reserve(texts.size());
  for (std::size_t i = 0; i < texts.size(); ++i) work_.emplace_back(&memory_);
}

DocumentTags DocumentTagger::run(std::span<const KnownEntity> known, TagDetail detail) {
  add_known(known);
  find_names();
  for (Text& work : work_) add_people(work);
  if (options_.annotated_species && !lexicon_.strains) take_strains_for_species();
  // Whose genes a text is about is what it says, not what annotators take for a mention.
  find_species();
  if (options_.annotated_species) reject_unwritten();
  use_lexicon();
  choose_genes();
  reject_authors();
  doubt_symbols();
  reject_residues();
  bind_genera();
  bind_abbreviations();
  add_coordinations();
  add_variants();
  DocumentTags tags;
  tags.mentions.reserve(texts_.size());
  for (std::size_t i = 0; i < texts_.size(); ++i) {
    add_local_meanings(texts_[i].text, work_[i]);
    choose_mentions(work_[i], detail);
    tags.mentions.push_back(mentions_of(work_[i], detail));
  }
  tags.concepts = concepts_.take(detail);
  return tags;
}

std::vector<TermPath> DocumentTagger::paths_of(std::string_view name) {
  vocabulary_.impl().analyzer().analyze(name, tokens_);
  return term_paths(tokens_);
}

std::string_view DocumentTagger::surface_of(std::size_t text, const Candidate& candidate) const {
  const auto& units = work_[text].units;
  const std::uint32_t begin = units[candidate.first].token->begin;
  return texts_[text].text.substr(begin, units[candidate.last].token->end - begin);
}

std::uint64_t DocumentTagger::gene_number(ConceptIndex index) const {
  std::uint64_t number = 0;
  for (char c : id_local(vocabulary_.id(index)))
    if (c >= '0' && c <= '9') number = number * 10 + static_cast<std::uint64_t>(c - '0');
  return number;
}

void DocumentTagger::add_known(std::span<const KnownEntity> known) {
  const std::vector<std::uint32_t> numbers = concepts_.numbers(known);
  for (std::size_t i = 0; i < known.size(); ++i) {
    const auto sense = static_cast<std::uint32_t>(local_senses_.size());
    local_senses_.push_back({numbers[i], MentionRule::document, from_document});
    for (const TermPath& path : paths_of(known[i].name)) local_.add(path.words, sense);
  }
}

void DocumentTagger::find_names() {
  TrieMemory& words = TrieMemory::of(file_, species_words_);
  SenseMemory& senses = SenseMemory::of(file_, weigher_);
  for (std::size_t i = 0; i < texts_.size(); ++i) {
    const std::string_view text = texts_[i].text;
    Text& work = work_[i];
    term_units(*texts_[i].tokens, work.units);
    words.read(work.units);
    note_words(i, words);
    found_.clear();
    find_vocabulary_names(file_, words, text, work.units, found_);
    places_.clear();
    std::erase_if(found_, [&](const Candidate& candidate) {
      const Break gap = break_in(text, work.units, candidate);
      if (gap == Break::sentence) return true;
      places_.push_back(place_of(text, work.units, candidate, gap));
      return false;
    });
    work.candidates.reserve(found_.size() + found_.size() / 8);
    work.choices.reserve(found_.size() + found_.size() / 8);
    senses.weigh(places_, [&](std::size_t c, const SenseMemory::Meanings& meanings) {
      const Candidate& candidate = found_[c];
      if (meanings.options.empty()) {
        if (candidate.state == words.word(candidate.first).root &&
            is_plain_function_word(text, *work.units[candidate.first].token))
          words.forget_function_name(work.units[candidate.first].word);
        return;
      }
      work.candidates.push_back(candidate);
      Choice& choice = work.choices.emplace_back();
      choice.options.assign(meanings.options.begin(), meanings.options.end());
      choice.kinds = meanings.kinds;
    });
  }
}

// The few words that later steps look for, found in one pass.
void DocumentTagger::note_words(std::size_t text, const TrieMemory& words) {
  Text& work = work_[text];
  for (std::uint32_t p = 0; p < work.units.size(); ++p) {
    if (work.units[p].token == nullptr) continue;
    const Token& token = *work.units[p].token;
    if (words.word(p).species) work.species.push_back(p);
    if (token.kind == TokenKind::mixed) work.mixed.push_back(p);
    if (token.end - token.begin <= max_genus_abbreviation && token.end < texts_[text].text.size() &&
        texts_[text].text[token.end] == '.')
      work.shortened.push_back(p);
  }
}

// Annotators write `Bacillus thuringiensis var. israelensis` and `Corynebacterium glutamicum R` as
// their species: names that begin with a binomial are of what the binomial names, unless the
// document tells strains of it apart.
void DocumentTagger::take_strains_for_species() {
  const auto species = [&](const Choice& choice) {
    return choice.accepted() && choice.options[0].index != no_concept &&
           choice.options[0].type == weigher_.species;
  };
  std::unordered_map<ConceptIndex, std::vector<Option*>> strains;
  for (std::size_t i = 0; i < texts_.size(); ++i) {
    Text& work = work_[i];
    for (std::size_t c = 0; c < work.candidates.size(); ++c) {
      const Candidate& binomial = work.candidates[c];
      const Token& epithet = *work.units[binomial.last].token;
      if (binomial.last != binomial.first + 1 || !species(work.choices[c]) ||
          !ascii::is_upper(surface_of(i, binomial)[0]) ||
          !ascii::is_lower(texts_[i].text[epithet.begin]))
        continue;
      for (std::size_t s = 0; s < work.candidates.size(); ++s)
        if (work.candidates[s].first == binomial.first && work.candidates[s].last > binomial.last &&
            species(work.choices[s]))
          strains[work.choices[c].options[0].index].push_back(&work.choices[s].options[0]);
    }
  }
  for (auto& [whole, parts] : strains)
    if (std::ranges::all_of(parts, [&all = parts](const Option* part) {
          return part->index == all.front()->index;
        }))
      for (Option* part : parts) {
        part->index = whole;
        part->taxon = file_.record(whole)->taxon;
      }
}

void DocumentTagger::find_species() {
  for (std::size_t i = 0; i < texts_.size(); ++i) {
    const Text& work = work_[i];
    std::vector<SpeciesPlace> places;
    for (std::uint32_t p : work.species)
      if (const std::uint32_t taxon = species_words_.taxon_of_word(work.units[p]); taxon != 0)
        places.push_back({p, taxon});
    for (std::size_t c = 0; c < work.candidates.size(); ++c) {
      if (!(work.choices[c].kinds & kind_species) || !work.choices[c].accepted()) continue;
      const Option& option = work.choices[c].options[0];
      // Words for people were counted above.
      if (option.index == no_concept || option.type != weigher_.species ||
          option.rule == MentionRule::pattern)
        continue;
      const std::uint32_t taxon = species_words_.taxon_of_concept(option.taxon, option.index);
      if (taxon != 0) places.push_back({work.candidates[c].first, taxon});
    }
    std::erase_if(places, [&](const SpeciesPlace& place) {
      const std::uint32_t p = place.position;
      return species_words_.host(work.units[p]) ||
             (p > 0 && species_words_.host(work.units[p - 1]));
    });
    species_.add_text(std::move(places), texts_[i].tokens->sentence_ends());
  }
  species_.finish();
}

// Of a symbol's genes the one of the species that the text is about there; a name that several
// genes of it share says nothing.
void DocumentTagger::choose_genes() {
  const std::uint32_t unnamed = unnamed_species();
  for (std::size_t i = 0; i < texts_.size(); ++i) {
    Text& work = work_[i];
    for (std::size_t c = 0; c < work.candidates.size(); ++c) {
      if (!(work.choices[c].kinds & kind_gene)) continue;
      auto& options = work.choices[c].options;
      const auto is_gene = [&](const Option& option) {
        return option.index != no_concept && option.type == weigher_.gene && option.taxon != 0;
      };
      if (std::ranges::none_of(options, is_gene)) continue;
      std::uint32_t wanted = species_.taxon_at(i, work.candidates[c].first);
      if (wanted == 0) wanted = unnamed;
      // Of several with the name, the one whose symbol begins with it (AKT: AKT1), else the one
      // that was registered first.
      std::string_view surface = surface_of(i, work.candidates[c]);
      Option* best = nullptr;
      for (Option& option : options) {
        if (!is_gene(option) || !option.accepted) continue;
        if (option.taxon != wanted) {
          option.accepted = false;
        } else if (best == nullptr || option.score > best->score + 0.0001F) {
          best = &option;
        } else if (option.score > best->score - 0.0001F) {
          const bool named = vocabulary_.name(option.index).starts_with(surface);
          const bool best_named = vocabulary_.name(best->index).starts_with(surface);
          if (named != best_named ? named : gene_number(option.index) < gene_number(best->index))
            best = &option;
        }
      }
      if (best != nullptr) best->score += 0.0002F;
      put_best_first(options);
    }
  }
}

// `arginine to glycine at position 12` names places in a sequence, not substances.
void DocumentTagger::reject_residues() {
  constexpr std::uint32_t reach = 3;
  const auto is_residue = [](const Choice& choice) {
    return (choice.kinds & kind_residue) && choice.accepted() && choice.options[0].residue;
  };
  for (Text& work : work_) {
    if (std::ranges::none_of(work.choices, is_residue)) continue;
    std::vector<bool> residue(work.units.size(), false);
    for (std::size_t c = 0; c < work.candidates.size(); ++c)
      if (is_residue(work.choices[c])) residue[work.candidates[c].first] = true;
    for (std::size_t c = 0; c < work.candidates.size(); ++c) {
      const Candidate& candidate = work.candidates[c];
      if (!is_residue(work.choices[c])) continue;
      const std::uint32_t begin = candidate.first > reach ? candidate.first - reach : 0;
      const auto end = std::min<std::uint32_t>(candidate.last + reach + 1,
                                               static_cast<std::uint32_t>(work.units.size()));
      bool sequence = false;
      for (std::uint32_t p = begin; p < end && !sequence; ++p) {
        if (p >= candidate.first && p <= candidate.last) continue;
        const Token* token = work.units[p].token;
        const bool beside = p + 1 == candidate.first || p == candidate.last + 1;
        sequence = residue[p] || species_words_.sequence_context(work.units[p]) ||
                   (beside && token != nullptr && token->kind == TokenKind::number);
      }
      if (sequence)
        for (Option& option : work.choices[c].options) option.accepted = false;
    }
  }
}

// The genera that a document names, by themselves or in a species' name.
std::vector<DocumentTagger::Genus> DocumentTagger::genera() const {
  std::vector<Genus> found;
  for (std::size_t i = 0; i < texts_.size(); ++i) {
    const Text& work = work_[i];
    for (std::size_t c = 0; c < work.candidates.size(); ++c) {
      if (!(work.choices[c].kinds & kind_species) || work.choices[c].options.empty()) continue;
      const ConceptIndex index = work.choices[c].options[0].index;
      if (index == no_concept || work.choices[c].options[0].type != weigher_.species) continue;
      const TermUnit& unit = work.units[work.candidates[c].first];
      const std::string_view name =
          texts_[i].text.substr(unit.token->begin, unit.token->end - unit.token->begin);
      if (name.size() < 3 || !ascii::is_upper(name[0]) || ascii::is_upper(name[1])) continue;
      if (std::ranges::find(found, unit.word, &Genus::word) == found.end())
        found.push_back({name, unit.word});
    }
  }
  return found;
}

// After "Vibrio cholerae" also "V. fischeri" is known, in this document; "Ae. aegypti" after Aedes.
void DocumentTagger::bind_genera() {
  constexpr std::size_t max_strain = 3;
  const std::vector<Genus> known = genera();
  if (known.empty()) return;
  for (std::size_t i = 0; i < texts_.size(); ++i) {
    const auto& units = work_[i].units;
    const std::string_view text = texts_[i].text;
    for (const std::size_t p : work_[i].shortened) {
      if (p + 1 >= units.size() || units[p + 1].token == nullptr ||
          !ascii::is_lower(text[units[p + 1].token->begin]))
        continue;
      const Token& token = *units[p].token;
      const std::string_view short_form = text.substr(token.begin, token.end - token.begin);
      for (const Genus& genus : known) {
        if (!abbreviates(short_form, genus.name)) continue;
        std::vector<std::uint64_t> words = {genus.word, units[p + 1].word};
        ConceptIndex index = species_of(words);
        if (index == no_concept ||
            lexicon_.unknown(file_.string(file_.types[weigher_.species].name),
                             vocabulary_.id(index)))
          continue;
        bind_genus(units[p].word, words, index);
        if (options_.annotated_species && !lexicon_.strains) break;
        // And its strains: "V. fischeri ES114".
        for (std::size_t at = p + 2; at < p + 2 + max_strain && at < units.size(); ++at) {
          if (units[at].token == nullptr || units[at].token->begin != units[at - 1].token->end + 1)
            break;
          words.push_back(units[at].word);
          if (index = species_of(words); index != no_concept)
            bind_genus(units[p].word, words, index);
        }
        break;
      }
    }
  }
}

// The name of `words` means `index` with its genus abbreviated, too.
void DocumentTagger::bind_genus(std::uint64_t abbreviation, std::vector<std::uint64_t> words,
                                ConceptIndex index) {
  const auto sense = static_cast<std::uint32_t>(local_senses_.size());
  local_senses_.push_back({concepts_.number(index), MentionRule::abbreviation, from_genus, true});
  words[0] = abbreviation;
  local_.add(words, sense);
}

// The species or strain with a name of these words; no_concept if there is none.
ConceptIndex DocumentTagger::species_of(std::span<const std::uint64_t> words) const {
  std::uint32_t state = 0, ignored = 0;
  if (file_.find_word(words[0], state) == 0 || state == 0) return no_concept;
  for (std::uint64_t next : words.subspan(1)) {
    const std::uint32_t word = file_.find_word(next, ignored);
    if (word == 0 || (state = file_.step(state, word)) == 0) return no_concept;
  }
  for (const Sense& sense : file_.senses_of(state))
    if (file_.record(sense.concept_index)->type == weigher_.species) return sense.concept_index;
  return no_concept;
}

// A short form means what its long form means, in all of the document; where the long form is no
// known name the short form means nothing.
void DocumentTagger::bind_abbreviations() {
  for (std::size_t i = 0; i < texts_.size(); ++i) {
    const Text& work = work_[i];
    for (const Abbreviation& definition : find_abbreviations(texts_[i].text)) {
      const Choice* meaning = nullptr;
      std::uint32_t meaning_begin = 0;
      for (std::size_t c = 0; c < work.candidates.size(); ++c) {
        const Candidate& candidate = work.candidates[c];
        const std::uint32_t begin = work.units[candidate.first].token->begin;
        if (!work.choices[c].accepted() || begin < definition.long_begin ||
            work.units[candidate.last].token->end != definition.long_end)
          continue;
        // Most of the long form, or it is another thing ("renal cancer stem cell").
        const std::uint32_t covered = definition.long_end - begin;
        if (covered * 2 < definition.long_end - definition.long_begin) continue;
        if (meaning == nullptr || begin < meaning_begin) {
          meaning = &work.choices[c];
          meaning_begin = begin;
        }
      }
      const std::string_view short_form = texts_[i].text.substr(
          definition.short_begin, definition.short_end - definition.short_begin);
      const auto sense = static_cast<std::uint32_t>(local_senses_.size());
      LocalSense local{no_concept, MentionRule::abbreviation, from_definition};
      if (meaning != nullptr) {
        const Option& option = meaning->options[0];
        // A learnt long form has its number, and with it the id that annotators write.
        local.number = option.number != no_concept ? option.number : concepts_.number(option.index);
      }
      local.capitals = written_in_capitals(short_form);
      local_senses_.push_back(local);
      for (const TermPath& path : paths_of(short_form)) local_.add(path.words, sense);
    }
  }
}

// What annotated text has no id for would only hide the names inside it: MONDO alone has `childhood
// cancer`, MeSH has cancer.
void DocumentTagger::reject_unwritten() {
  std::vector<std::vector<std::string_view>> spaces;
  for (const TypeRecord& type : file_.types)
    spaces.push_back(split(file_.string(type.pubtator_spaces), '|'));
  for (Text& work : work_)
    for (Choice& choice : work.choices) {
      for (Option& option : choice.options) {
        if (!option.accepted || option.type != weigher_.disease) continue;
        const auto written = [&](std::string_view id) {
          return std::ranges::find(spaces[option.type], id_space(id)) != spaces[option.type].end();
        };
        if (std::ranges::none_of(vocabulary_.ids(option.index), written)) option.accepted = false;
      }
      put_best_first(choice.options);
    }
}

// `human breast cancer` is about people, too: annotators take the word and the disease.
bool DocumentTagger::begins_disease(const Candidate& candidate, const Choice& choice,
                                    std::span<const std::uint16_t> taken) const {
  const std::uint32_t p = candidate.first;
  return options_.annotated_species && choice.options[0].index != no_concept &&
         choice.options[0].type == weigher_.species &&
         file_.record(choice.options[0].index)->taxon == human && taken[p] == weigher_.disease &&
         (p == 0 || taken[p - 1] != taken[p]);
}

void DocumentTagger::add_people(Text& work) const {
  if (!options_.annotated_species) return;
  const ConceptIndex index = vocabulary_.find_id("taxon:9606");
  if (index == no_concept) return;
  for (std::uint32_t p = 0; p < work.units.size(); ++p) {
    if (species_words_.taxon_of_annotated_word(work.units[p]) != human) continue;
    Choice& choice = work.choices[place_for(work.candidates, work.choices, {p, p, 0, 0, 0, 0})];
    if (choice.accepted()) continue;
    Option option = weigher_.option_of(index);
    option.rule = MentionRule::pattern;
    option.score = 0.5F;
    option.source = from_species_words;
    choice.kinds |= kind_species;
    std::erase_if(choice.options, [&](const Option& other) { return other.index == index; });
    choice.options.insert(choice.options.begin(), option);
  }
}

void DocumentTagger::add_coordinations() {
  for (std::size_t i = 0; i < texts_.size(); ++i) {
    Text& work = work_[i];
    for (Coordination& found : find_coordinations(file_, weigher_, texts_[i].text, work.units,
                                                  work.candidates, work.choices)) {
      Choice& choice = work.choices[place_for(work.candidates, work.choices, found.candidate)];
      // A name of the vocabulary that holds the same words is meant as it is.
      if (!choice.accepted()) choice = std::move(found.choice);
    }
  }
}

void DocumentTagger::add_variants() {
  for (std::size_t i = 0; i < texts_.size(); ++i) {
    Text& work = work_[i];
    for (const std::uint32_t p : work.mixed) {
      const std::optional<VariantName> variant = variant_at(texts_[i].text, work.units, p);
      if (!variant) continue;
      Choice& choice = work.choices[place_for(work.candidates, work.choices, {p, p, 0, 0, 0, 0})];
      if (choice.accepted()) continue;
      Option option;
      option.number = concepts_.number("variant", variant->id, variant->name);
      option.rule = MentionRule::pattern;
      option.source = from_hgvs;
      choice.options.insert(choice.options.begin(), option);
    }
  }
}

// The number of an option's type; all that the vocabulary has no type for count as one.
std::uint16_t DocumentTagger::type_of(const Option& option) const {
  if (option.index != no_concept) return option.type;
  const std::string_view name = concepts_.own_type(option.number);
  for (std::size_t i = 0; i < file_.types.size(); ++i)
    if (file_.string(file_.types[i].name) == name) return static_cast<std::uint16_t>(i);
  return static_cast<std::uint16_t>(file_.types.size());
}

// Whether a longer mention of the type takes the place of those of other types inside it.
bool DocumentTagger::hides(std::uint16_t type) const {
  return type >= file_.types.size() || file_.types[type].hides != 0;
}

// Whether annotators take names of the type inside longer names of other types.
bool DocumentTagger::counts_inside(std::uint16_t type) const {
  return !lexicon_.nested.empty() && type < file_.types.size() &&
         std::ranges::find(lexicon_.nested, file_.string(file_.types[type].name)) !=
             lexicon_.nested.end();
}

// What the document says goes before what the vocabulary says.
void DocumentTagger::add_local_meanings(std::string_view text, Text& work) {
  found_.clear();
  find_local_names(local_, work.units, found_);
  for (const Candidate& candidate : found_) {
    std::vector<const LocalSense*> senses;
    for (std::uint32_t value : local_.values(candidate.local))
      if (is_meant(local_senses_[value], text, work.units, candidate))
        senses.push_back(&local_senses_[value]);
    if (senses.empty()) continue;
    Choice& choice = work.choices[place_for(work.candidates, work.choices, candidate)];
    const bool defined = std::ranges::any_of(
        senses, [](const LocalSense* sense) { return sense->number != no_concept; });
    for (Option& option : choice.options) {
      option.accepted = false;
      option.rejected |= defined;
    }
    std::vector<Option> own;
    for (const LocalSense* sense : senses) {
      if (sense->number == no_concept) continue;
      const ConceptIndex known = concepts_.index(sense->number);
      std::erase_if(choice.options, [&](const Option& option) {
        return known != no_concept && option.index == known;
      });
      Option& option = own.emplace_back(weigher_.option_of(known));
      option.number = sense->number;
      option.rule = sense->rule;
      option.accepted = own.size() == 1;
      option.source = sense->source;
    }
    choice.options.insert(choice.options.begin(), own.begin(), own.end());
  }
}

std::vector<Mention> DocumentTagger::mentions_of(Text& work, TagDetail detail) {
  put_in_order(work.candidates, [](const Candidate& candidate) {
    return std::uint64_t{candidate.first} << 32 | ~candidate.last;
  });
  std::vector<Mention> mentions;
  mentions.reserve(work.candidates.size());
  for (const auto& [rank, i] : order_) {
    const Candidate& candidate = work.candidates[i];
    const std::span<const Option> listed = work.choices[i].listed();
    for (const Option& option : listed) {
      if (!is_told(option, detail)) continue;
      Mention& mention = mentions.emplace_back();
      mention.first_position = candidate.first;
      mention.last_position = candidate.last;
      mention.begin = work.units[candidate.first].token->begin;
      mention.end = work.units[candidate.last].token->end;
      mention.concept_number = option.number;
      mention.rule = option.rule;
      mention.accepted = option.mentioned;
      mention.rejected = option.rejected && !option.mentioned;
      mention.score = option.score;
      mention.source = weigher_.source_name(option.source);
      if (detail == TagDetail::numbers) continue;
      for (const Option& other : listed)
        if (other.number != option.number) mention.alternatives.push_back(other.number);
    }
  }
  return mentions;
}

bool DocumentTagger::is_told(const Option& option, TagDetail detail) {
  return detail == TagDetail::full || option.mentioned || !option.rejected;
}

// The longest first; what overlaps an accepted one is not accepted itself.
void DocumentTagger::choose_mentions(Text& work, TagDetail detail) {
  put_in_order(work.candidates, [](const Candidate& candidate) {
    return std::uint64_t{~(candidate.last - candidate.first)} << 32 | candidate.first;
  });
  constexpr std::uint16_t free_place = 0xffff;
  std::pmr::vector<std::uint16_t> taken(work.units.size(), free_place, &memory_);
  for (const auto& [rank, i] : order_) {
    const Candidate& candidate = work.candidates[i];
    Choice& choice = work.choices[i];
    if (choice.options.empty()) continue;
    const std::uint16_t type = type_of(choice.options[0]);
    const bool nested = counts_inside(type) || begins_disease(candidate, choice, taken);
    bool free = true;
    for (std::uint32_t p = candidate.first; p <= candidate.last; ++p)
      free = free && (taken[p] == free_place || (taken[p] != type && (nested || !hides(taken[p]))));
    const bool accepted = free && choice.accepted();
    // A stopped name of several words still says that its words are no names by themselves.
    const bool stopped = choice.options[0].stopped && candidate.first < candidate.last;
    if (accepted || (free && stopped))
      for (std::uint32_t p = candidate.first; p <= candidate.last; ++p) taken[p] = type;
    const std::span<Option> listed = choice.listed();
    for (std::size_t o = 0; o < listed.size(); ++o) {
      Option& option = listed[o];
      option.mentioned = accepted && (o == 0 || option.together);
      if (!is_told(option, detail)) continue;
      if (option.number == no_concept) option.number = concepts_.number(option.index);
      if (option.mentioned) concepts_.accept(option.number);
    }
  }
}

}  // namespace osteon::osv
