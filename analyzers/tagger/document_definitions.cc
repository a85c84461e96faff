// What a document itself says that names mean: its list of entities, abbreviations that it defines.
#include <algorithm>

#include "analyzers/abbreviations.h"
#include "analyzers/tagger/document.h"
#include "base/ascii.h"

namespace osteon::osv {
namespace {

// Whether a short form stands as it was defined: after (AGEs), (CaN) and (MAP), "age", "can" and
// "mapped" are words.
bool written_as(std::string_view short_form, std::string_view surface) {
  if (written_in_capitals(short_form)) return written_in_capitals(surface);
  // With digits, Greek or hyphens it is no word.
  if (!std::ranges::all_of(short_form, ascii::is_letter) ||
      !std::ranges::all_of(surface, ascii::is_letter))
    return true;
  const std::string_view defined = without_plural(short_form), found = without_plural(surface);
  constexpr std::ptrdiff_t enough = 2;
  return ascii::lower_case(defined) == ascii::lower_case(found) &&
         std::ranges::count_if(found, ascii::is_upper) >=
             std::min(enough, std::ranges::count_if(defined, ascii::is_upper));
}

// Whether a name that the document gives a meaning to is written here as that meaning needs it.
bool is_meant(const LocalSense& sense, std::string_view text, std::span<const TermUnit> units,
              const Candidate& candidate) {
  const std::uint32_t begin = units[candidate.first].token->begin,
                      end = units[candidate.last].token->end;
  if (!sense.short_form.empty() && !written_as(sense.short_form, text.substr(begin, end - begin)))
    return false;
  return !sense.genus || text[units[candidate.first].token->end] == '.';
}

}  // namespace

std::vector<TermPath> DocumentTagger::paths_of(std::string_view name) {
  vocabulary_.impl().analyzer().analyze(name, tokens_);
  return term_paths(tokens_);
}

void DocumentTagger::add_known(std::span<const KnownEntity> known) {
  const std::vector<std::uint32_t> numbers = concepts_.numbers(known);
  for (std::size_t i = 0; i < known.size(); ++i) {
    const auto sense = static_cast<std::uint32_t>(local_senses_.size());
    local_senses_.push_back({numbers[i], MentionRule::document, from_document});
    for (const TermPath& path : paths_of(known[i].name)) local_.add(path.words, sense);
  }
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
      local.short_form = short_form;
      local_senses_.push_back(local);
      for (const TermPath& path : paths_of(short_form)) local_.add(path.words, sense);
    }
  }
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

}  // namespace osteon::osv
