// One document from its texts to its mentions.
#include "analyzers/tagger/document.h"

#include <algorithm>

#include "analyzers/concept_id.h"
#include "analyzers/tagger/sense_memory.h"
#include "analyzers/vocabulary/raw.h"

namespace osteon::osv {
namespace {

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

std::string_view DocumentTagger::surface_of(std::size_t text, const Candidate& candidate) const {
  const auto& units = work_[text].units;
  const std::uint32_t begin = units[candidate.first].token->begin;
  return texts_[text].text.substr(begin, units[candidate.last].token->end - begin);
}

// Each step goes through all texts, so that what it asks of a large vocabulary arrives together.
void DocumentTagger::find_names() {
  TrieMemory& words = TrieMemory::of(file_, species_words_);
  words.begin();
  for (std::size_t i = 0; i < texts_.size(); ++i) {
    term_units(*texts_[i].tokens, work_[i].units);
    words.add(work_[i].units);
  }
  words.finish();
  found_.clear();
  places_.clear();
  std::vector<std::size_t> found_ends;  // by text
  for (std::size_t i = 0; i < texts_.size(); ++i) {
    note_words(i, words);
    find_vocabulary_names(words, words.first_place(i), texts_[i].text, work_[i].units, found_);
    drop_broken_names(i, places_.size());
    found_ends.push_back(found_.size());
  }
  weigh_found(words, found_ends);
}

// What spans a full stop or a bracket is no name. From `first` on `found_` is of this text.
void DocumentTagger::drop_broken_names(std::size_t text, std::size_t first) {
  const Text& work = work_[text];
  const auto begin = found_.begin() + static_cast<std::ptrdiff_t>(first);
  const auto broken = [&](const Candidate& candidate) {
    const Break gap = break_in(texts_[text].text, work.units, candidate);
    if (gap == Break::sentence) return true;
    places_.push_back(place_of(texts_[text].text, work.units, candidate, gap));
    return false;
  };
  found_.erase(std::remove_if(begin, found_.end(), broken), found_.end());
}

void DocumentTagger::weigh_found(TrieMemory& words, std::span<const std::size_t> ends) {
  for (std::size_t i = 0, begin = 0; i < texts_.size(); begin = ends[i++]) {
    const std::size_t found = ends[i] - begin;
    work_[i].candidates.reserve(found + found / 8);
    work_[i].choices.reserve(found + found / 8);
  }
  std::size_t text = 0;
  SenseMemory::of(file_, weigher_).weigh(places_, [&](std::size_t c, const auto& meanings) {
    while (c == ends[text]) ++text;
    Text& work = work_[text];
    const Candidate& candidate = found_[c];
    if (meanings.options.empty()) {
      if (candidate.state == words.word(words.first_place(text) + candidate.first).root.state &&
          is_plain_function_word(texts_[text].text, *work.units[candidate.first].token))
        words.forget_function_name(work.units[candidate.first].word);
      return;
    }
    work.candidates.push_back(candidate);
    Choice& choice = work.choices.emplace_back();
    choice.options.assign(meanings.options.begin(), meanings.options.end());
    choice.kinds = meanings.kinds;
  });
}

// The few words that later steps look for, found in one pass.
void DocumentTagger::note_words(std::size_t text, const TrieMemory& words) {
  Text& work = work_[text];
  const std::size_t first = words.first_place(text);
  for (std::uint32_t p = 0; p < work.units.size(); ++p) {
    if (work.units[p].token == nullptr) continue;
    const Token& token = *work.units[p].token;
    if (words.word(first + p).species) work.species.push_back(p);
    if (token.kind == TokenKind::mixed) work.mixed.push_back(p);
    if (token.end - token.begin <= max_genus_abbreviation && token.end < texts_[text].text.size() &&
        texts_[text].text[token.end] == '.')
      work.shortened.push_back(p);
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
    const bool nested = counts_inside(type) || begins_longer_name(candidate, choice, taken);
    bool free = true, in_phrase = false;
    for (std::uint32_t p = candidate.first; p <= candidate.last; ++p) {
      in_phrase |= taken[p] != free_place && taken[p] == weigher_.phrase;
      free = free && (taken[p] == free_place || (taken[p] != type && (nested || !hides(taken[p]))));
    }
    const bool accepted = free && choice.accepted();
    // A stopped name of several words still says that its words are no names by themselves.
    const bool stopped = choice.options[0].stopped && candidate.first < candidate.last;
    if (accepted || (free && stopped)) {
      // A phrase that is a name as well (zinc finger) is both.
      const bool phrase = candidate.first < candidate.last &&
                          std::ranges::any_of(choice.options, [&](const Option& option) {
                            return option.index != no_concept && option.type == weigher_.phrase;
                          });
      for (std::uint32_t p = candidate.first; p <= candidate.last; ++p)
        taken[p] = phrase ? weigher_.phrase : type;
    }
    const std::span<Option> listed = choice.listed();
    for (std::size_t o = 0; o < listed.size(); ++o) {
      Option& option = listed[o];
      option.rejected |= in_phrase;  // the other hand is no hand
      option.mentioned = accepted && (o == 0 || option.together);
      if (!is_told(option, detail)) continue;
      if (option.number == no_concept) option.number = concepts_.number(option.index);
      if (option.mentioned) concepts_.accept(option.number);
    }
  }
}

}  // namespace osteon::osv
