// Species of a document: strains told apart or not, whose text it is, abbreviated genera, people.
#include <algorithm>
#include <unordered_map>

#include "analyzers/tagger/document.h"
#include "base/ascii.h"

namespace osteon::osv {
namespace {

constexpr std::uint32_t human = 9606;  // NCBI's number

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

}  // namespace

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

// `human breast cancer` is about people, too, and `bovine serum albumin` is of cattle: annotators
// take the word and the longer name.
bool DocumentTagger::begins_longer_name(const Candidate& candidate, const Choice& choice,
                                        std::span<const std::uint16_t> taken) const {
  const std::uint32_t p = candidate.first;
  if (!options_.annotated_species || choice.options[0].index == no_concept ||
      choice.options[0].type != weigher_.species || (p > 0 && taken[p - 1] == taken[p]))
    return false;
  return taken[p] == weigher_.protein ||
         (taken[p] == weigher_.disease && file_.record(choice.options[0].index)->taxon == human);
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
  TrieStep at = file_.find_word(words[0]).root;
  for (std::uint64_t next : words.subspan(1)) {
    if (!at) return no_concept;
    const std::uint32_t word = file_.find_word(next).word;
    at = word == 0 ? TrieStep() : file_.step(at.state, word);
  }
  if (!at.ends_name) return no_concept;
  for (const Sense& sense : file_.senses_of(at.state))
    if (sense.type == weigher_.species) return sense.concept_index;
  return no_concept;
}

}  // namespace osteon::osv
