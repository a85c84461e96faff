// A document read with what annotators taught: their names, their ids, what they pass over.
#include <algorithm>

#include "analyzers/tagger/document.h"

namespace osteon::osv {

void DocumentTagger::use_lexicon() {
  if (lexicon_.empty()) return;
  for (std::size_t i = 0; i < texts_.size(); ++i) {
    if (!lexicon_.names.empty()) use_learnt_names(i);
    for (Choice& choice : work_[i].choices) {
      use_learnt_concepts(choice.options);
      choice.kinds = weigher_.kinds_of(choice.options);
    }
  }
}

void DocumentTagger::use_learnt_names(std::size_t text) {
  Text& work = work_[text];
  std::pmr::vector<Candidate> found;
  find_local_names(lexicon_.names, work.units, found);
  for (const Candidate& candidate : found) {
    if (break_in(texts_[text].text, work.units, candidate) == Break::sentence) continue;
    const std::string_view surface = surface_of(text, candidate);
    const bool capitals =
        std::ranges::none_of(surface, [](char c) { return c >= 'a' && c <= 'r'; });
    const std::size_t at = place_for(work.candidates, work.choices, candidate);
    auto& options = work.choices[at].options;
    for (std::uint32_t value : lexicon_.names.values(candidate.local)) {
      const LexiconNames::Entry& entry = lexicon_.entries[value];
      if ((entry.capitals && !capitals) ||
          std::ranges::find(entry.plurals, candidate.plural) == std::end(entry.plurals))
        continue;
      const auto of_type = [&](const Option& option) {
        return option.accepted && option.index != no_concept &&
               vocabulary_.type(option.index) == entry.type;
      };
      if (entry.made && std::ranges::any_of(options, of_type)) continue;
      for (Option& option : options)
        if (option.index != no_concept && vocabulary_.type(option.index) == entry.type)
          option.accepted = false;
      std::vector<Option> learnt = learnt_options(entry.meanings);
      std::erase_if(options, [&](const Option& other) {
        if (other.index == no_concept) return false;
        const auto same = std::ranges::find(learnt, other.index, &Option::index);
        if (same == learnt.end()) return false;
        // Who takes names inside longer ones takes tyrosine in `tyrosine kinase`, too.
        same->residue = other.residue && !counts_inside(other.type);
        return true;
      });
      options.insert(options.begin(), learnt.begin(), learnt.end());
      // What is stopped goes behind what is not.
      std::ranges::stable_sort(
          options, [](const Option& a, const Option& b) { return a.accepted > b.accepted; });
    }
    if (options.empty()) {  // it was appended above: all others have some
      work.candidates.pop_back();
      work.choices.pop_back();
    }
  }
}

std::vector<Option> DocumentTagger::learnt_options(
    std::span<const LexiconNames::Meaning> meanings) {
  std::vector<Option> options;
  for (const LexiconNames::Meaning& meaning : meanings) {
    Option option = weigher_.option_of(meaning.index);
    option.number = meaning.index != no_concept
                        ? concepts_.number(meaning.index, meaning.id)
                        : concepts_.number(meaning.type, meaning.id, meaning.name);
    option.source = from_lexicon;
    option.together = !options.empty();
    options.push_back(option);
  }
  return options;
}

// What annotators pass over, and what they write in place of a concept, whatever its name.
void DocumentTagger::use_learnt_concepts(Options& options) {
  if (options.empty() || options[0].source == from_lexicon || options[0].index == no_concept)
    return;
  if (!lexicon_.newest.empty())
    for (Option& option : options)
      if (option.accepted && option.index != no_concept &&
          !lexicon_.concepts.contains(option.index) &&
          lexicon_.unknown(vocabulary_.type(option.index), vocabulary_.id(option.index)))
        option.accepted = false;
  if (!lexicon_.stopped.empty())
    for (Option& option : options) {
      if (!option.accepted || option.index == no_concept) continue;
      const auto above = vocabulary_.ancestors(option.index);
      if (lexicon_.stopped.contains(option.index) ||
          std::ranges::any_of(above, [&](ConceptIndex a) { return lexicon_.stopped.contains(a); }))
        option.accepted = false;
    }
  std::ranges::stable_sort(
      options, [](const Option& a, const Option& b) { return a.accepted > b.accepted; });
  const auto known = lexicon_.concepts.find(options[0].index);
  if (known == lexicon_.concepts.end() || !options[0].accepted) return;
  std::vector<Option> learnt = learnt_options(known->second);
  learnt[0].rule = options[0].rule;
  options.erase(options.begin());
  options.insert(options.begin(), learnt.begin(), learnt.end());
}

}  // namespace osteon::osv
