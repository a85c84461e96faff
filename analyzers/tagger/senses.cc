// Weighing senses by spelling, case and source.
#include "analyzers/tagger/senses.h"

#include <algorithm>
#include <optional>

#include "base/ascii.h"

namespace osteon::osv {
namespace {

using ascii::is_digit;
using ascii::is_upper;

bool has_lower(std::string_view text) {
  return std::ranges::any_of(text, [](char c) { return c >= 'a' && c <= 'z'; });
}
bool has_upper(std::string_view text) {
  return std::ranges::any_of(text, [](char c) { return c >= 'A' && c <= 'Z'; });
}

bool capitals_inside(std::string_view surface) {
  return std::ranges::count_if(surface, is_upper) >= 2;
}

std::string_view name_of(const Compiled& file, const Sense& sense) {
  return sense.name < file.names.size() ? file.string(file.names[sense.name].text)
                                        : std::string_view();
}

// Letter for letter; all else is a matter of spelling (`O₂` and `25-OH-D` for O2 and 25(OH)D). A
// plural s may follow.
bool same_case(std::string_view a, std::string_view b) {
  const auto skip = [](std::string_view& s) {
    while (!s.empty() && !ascii::is_letter(s[0])) s.remove_prefix(1);
  };
  for (;;) {
    skip(a);
    skip(b);
    if (b.empty()) return a.empty() || a == "s";
    if (a.empty() || a[0] != b[0]) return false;
    a.remove_prefix(1);
    b.remove_prefix(1);
  }
}

// `carboline` of "beta-carboline-3-carboxylate": a piece of a systematic name, tied to it by a
// locant or a bracket.
bool inside_larger_name(std::string_view text, std::string_view surface) {
  const auto begin = static_cast<std::size_t>(surface.data() - text.data());
  const std::size_t end = begin + surface.size();
  if (end + 1 < text.size() && text[end] == '-' &&
      (is_digit(text[end + 1]) || text[end + 1] == '(' || text[end + 1] == '['))
    return true;
  if (end < text.size() && (text[end] == '(' || text[end] == '[')) return true;
  if (begin >= 2 && text[begin - 1] == '-' &&
      (is_digit(text[begin - 2]) || text[begin - 2] == ')' || text[begin - 2] == ']'))
    return true;
  return begin >= 1 &&
         (text[begin - 1] == ')' || text[begin - 1] == ']' || text[begin - 1] == '\'');
}

// Whether the first two words are tied by a hyphen.
bool hyphenated(std::string_view name) {
  const std::size_t at = name.find_first_of(" -");
  return at != std::string_view::npos && name[at] == '-';
}

// `Cat. No. 5`, `cat #5`: a catalogue.
bool is_catalogue(std::string_view surface, std::string_view rest) {
  if (surface.size() != 3 || ascii::lower_case(surface) != "cat") return false;
  const std::size_t next = rest.find_first_not_of(". ");
  if (next == std::string_view::npos || next > 2) return false;
  const std::string_view follows = rest.substr(next);
  return is_digit(follows[0]) || follows[0] == '#' ||
         (ascii::lower_case(follows.substr(0, 2)) == "no" &&
          (follows.size() == 2 || !ascii::is_letter(follows[2])));
}

// `Nrf2-like protein`, `insulin-related peptide`, `yeast-like cells`: named after it, not it.
bool stands_for_another(std::string_view text, std::string_view surface) {
  const std::string_view rest =
      text.substr(static_cast<std::size_t>(surface.data() - text.data()) + surface.size());
  if (is_catalogue(surface, rest)) return true;
  if (!rest.starts_with('-')) return false;
  for (std::string_view suffix : {"-like ", "-related ", "-binding protein", "-associated protein",
                                  "-interacting protein", "-related factor"})
    if (rest.starts_with(suffix)) return true;
  return false;
}

// So many may be looked through one by one.
constexpr std::size_t few_options = 32;

bool is_better(const Option& a, const Option& b) {
  return a.accepted != b.accepted ? a.accepted : a.score > b.score;
}

bool is_rank_abbreviation(std::string_view word) {
  constexpr std::string_view words[] = {"sp", "spp", "subsp", "ssp", "var",
                                        "cv", "pv",  "str",   "bv"};
  return std::ranges::find(words, word) != std::end(words);
}

}  // namespace

std::string_view without_plural(std::string_view symbol) {
  if (symbol.size() > 2 && symbol.back() == 's') symbol.remove_suffix(1);
  return symbol;
}

bool written_in_capitals(std::string_view surface) {
  const std::string_view symbol = without_plural(surface);
  return has_upper(symbol) && !has_lower(symbol);
}

std::size_t place_for(std::pmr::vector<Candidate>& candidates, std::pmr::vector<Choice>& choices,
                      const Candidate& candidate) {
  for (std::size_t at = 0; at < candidates.size(); ++at)
    if (candidates[at].first == candidate.first && candidates[at].last == candidate.last) return at;
  candidates.push_back(candidate);
  choices.emplace_back();
  return candidates.size() - 1;
}

Break break_in(std::string_view text, std::span<const TermUnit> units, const Candidate& candidate) {
  Break found = Break::none;
  for (std::uint32_t p = candidate.first; p < candidate.last; ++p) {
    const std::uint32_t begin = units[p].token->end, end = units[p + 1].token->begin;
    if (end <= begin + 1) continue;
    const std::string_view gap = text.substr(begin, end - begin);
    if (gap.find_first_of(" \n\t") == std::string_view::npos) continue;
    // "C. elegans" is one name, and so is "Synechocystis sp. PCC 6803".
    if (gap == ". " &&
        (begin - units[p].token->begin == 1 ||
         is_rank_abbreviation(text.substr(units[p].token->begin, begin - units[p].token->begin))))
      continue;
    if (gap.find_first_of(".;:()[]{}!?") != std::string_view::npos) return Break::sentence;
    if (gap.find(',') != std::string_view::npos) found = Break::comma;
  }
  return found;
}

Place place_of(std::string_view text, std::span<const TermUnit> units, const Candidate& candidate,
               Break gap) {
  const Token& first = *units[candidate.first].token;
  Place place;
  place.surface = text.substr(first.begin, units[candidate.last].token->end - first.begin);
  place.state = candidate.state;
  place.exact = candidate.exact;
  place.plural = candidate.plural;
  place.gap = gap;
  place.stop_word = first.kind == TokenKind::stop && candidate.first == candidate.last;
  // `and 1`, `a factor` are not AND-1, A-factor.
  place.after_stop = first.kind == TokenKind::stop && candidate.first < candidate.last;
  place.in_larger = inside_larger_name(text, place.surface);
  place.names_other = stands_for_another(text, place.surface);
  return place;
}

// By insertion where they are few: std::stable_sort would take memory for each name found.
void put_best_first(std::span<Option> options) {
  if (options.size() > few_options) {
    std::stable_sort(options.begin(), options.end(), is_better);
    return;
  }
  for (auto at = options.begin(); at != options.end(); ++at)
    std::rotate(std::upper_bound(options.begin(), at, *at, is_better), at, at + 1);
}

SenseWeigher::SenseWeigher(const Compiled& file, bool annotated_species)
    : file_(file), annotated_species_(annotated_species) {
  const auto number = [&](std::string_view name) {
    for (std::size_t i = 0; i < file.types.size(); ++i)
      if (file.string(file.types[i].name) == name) return static_cast<std::uint16_t>(i);
    return no_type;
  };
  for (std::uint32_t source : file.sources) sources_.push_back(file.string(source));
  gene = number("gene");
  chemical = number("chemical");
  disease = number("disease");
  species = number("species");
  phrase = number(phrase_type);
  protein = number("protein");
}

// Whether capitals and full stops stand as the name needs them.
bool SenseWeigher::written_so(const Sense& sense, std::uint16_t type, const Place& place) const {
  const std::string_view surface = place.surface;
  if (sense.flags & sense_caps && !written_in_capitals(surface)) {
    // Other species' symbols are capitalised (Brca): an English word is not.
    if (type != gene || sense.flags & sense_common || surface.size() < 3 || !has_upper(surface))
      return false;
  }
  if (sense.flags & sense_common && !capitals_inside(surface)) return false;
  // 5 mL(-1) is a unit.
  if (type == gene && surface.find('(') != std::string_view::npos &&
      name_of(file_, sense).find('(') == std::string_view::npos)
    return false;
  // Genera have no plural: Manis is not "many".
  if (sense.flags & sense_scientific && (!is_upper(surface[0]) || sense.exact != place.exact))
    return false;
  if (sense.flags & sense_exact_case && !same_case(surface, name_of(file_, sense))) return false;
  // CAT and DOG are no animals.
  if (type == species && surface.size() <= 4 && std::ranges::all_of(surface, is_upper) &&
      has_lower(name_of(file_, sense)))
    return false;
  return !(sense.flags & sense_initial) || (surface.size() >= 2 && surface[1] == '.');
}

bool SenseWeigher::allowed(const Sense& sense, std::uint16_t type, const Place& place) const {
  if (sense.flags & (sense_stopped | sense_weak)) return false;
  if (type == gene || type == species) return !place.names_other;
  return type != chemical || !place.in_larger;
}

std::uint8_t SenseWeigher::kinds_of(std::span<const Option> options) const {
  unsigned kinds = 0;
  for (const Option& option : options) {
    if (option.index == no_concept) continue;
    if (option.type == gene && option.taxon != 0) kinds |= kind_gene;
    if (option.type == species) kinds |= kind_species;
    if (option.residue) kinds |= kind_residue;
  }
  return static_cast<std::uint8_t>(kinds);
}

Option SenseWeigher::option_of(ConceptIndex index) const {
  Option option;
  if (index == no_concept) return option;
  const ConceptRecord& record = *file_.record(index);
  option.index = index;
  option.type = record.type;
  option.taxon = record.taxon;
  return option;
}

Option SenseWeigher::option_of(const Sense& sense) const {
  if (sense.concept_index >= file_.concept_count()) file_.corrupt("a concept is out of bounds");
  Option option;
  option.index = sense.concept_index;
  option.type = sense.type;
  option.taxon = sense.taxon;
  return option;
}

std::string_view SenseWeigher::source_name(std::uint16_t source) const {
  switch (source) {
    case from_document:
      return "document";
    case from_definition:
      return "definition";
    case from_genus:
      return "genus";
    case from_species_words:
      return "species words";
    case from_hgvs:
      return "HGVS";
    case from_lexicon:
      return "lexicon";
    default:
      return source < sources_.size() ? sources_[source] : std::string_view();
  }
}

void SenseWeigher::weigh(const Place& place, std::vector<Option>& options) const {
  const std::string_view surface = place.surface;
  const std::span<const Sense> senses = file_.senses_of(place.state);
  const bool ambiguous = std::ranges::any_of(senses, [&](const Sense& sense) {
    return sense.concept_index != senses.front().concept_index || sense.flags & sense_common;
  });
  // Thousands of taxa are called "environmental samples": then a table finds a concept's option.
  std::optional<FlatMap> places;
  if (senses.size() > few_options) places.emplace();
  const auto place_of_concept = [&](ConceptIndex index) {
    if (places)
      return options.begin() +
             places->insert(index + std::uint64_t{1}, static_cast<std::uint32_t>(options.size()));
    return std::ranges::find(options, index, &Option::index);
  };
  for (const Sense& sense : senses) {
    if (place.after_stop && (sense.flags & sense_symbol || hyphenated(name_of(file_, sense))))
      continue;
    Option option = option_of(sense);
    const bool exact = sense.exact == place.exact, plural = sense.plural == place.plural;
    const bool made = (sense.flags & sense_variant) != 0;
    option.rule = exact && !made ? MentionRule::exact : MentionRule::variant;
    option.score = (exact    ? 1.0F
                    : plural ? 0.9F
                             : 0.5F) -
                   (made ? 0.1F : 0.0F) - 0.0004F * static_cast<float>(sense.rank);
    // A shared stem is not yet the same word.
    if (!plural && !exact) option.accepted = false;
    if (!written_so(sense, option.type, place)) {
      // A word of the language is not somebody's symbol in small letters: not even literally.
      if (place.stop_word || !exact || sense.flags & sense_common) continue;
      option.accepted = false;
      option.rejected = std::ranges::none_of(surface, is_digit);
    }
    // A short symbol of one thing alone is its name still, if no mention.
    option.rejected |= sense.flags & sense_stopped || (sense.flags & sense_weak && ambiguous);
    if (!allowed(sense, option.type, place)) option.accepted = false;
    if (annotated_species_ && option.type == species &&
        (option.taxon == 0 || sense.concept_flags & concept_higher))
      option.accepted = false;
    option.initial = (sense.flags & sense_initial) != 0;
    option.stopped = !option.accepted && (exact || plural) && sense.flags & sense_stopped;
    option.residue = (sense.flags & sense_residue) != 0;
    option.symbol = (sense.flags & sense_symbol) != 0;
    // "the skin is yellow, fever is high": a heading turned back has no comma any more.
    if (place.gap == Break::comma &&
        (made || name_of(file_, sense).find(", ") == std::string_view::npos))
      option.accepted = false;
    option.source = sense.source;
    // One concept may have the name twice, spelled differently: the better one stays.
    const auto same = place_of_concept(option.index);
    if (same == options.end())
      options.push_back(option);
    else if (is_better(option, *same))
      *same = option;
  }
  // `C. albicans` of several genera says nothing by itself.
  if (std::ranges::count_if(options, [](const Option& o) { return o.accepted && o.initial; }) > 1)
    for (Option& option : options)
      if (option.initial) option.accepted = false;
  put_best_first(options);
}

}  // namespace osteon::osv
