// Species words and the species of a document.
#include "analyzers/tagger/species.h"

#include <algorithm>
#include <charconv>

#include "analyzers/data.h"
#include "analyzers/vocabulary/raw.h"

namespace osteon::osv {

SpeciesWords::SpeciesWords(const Vocabulary& vocabulary, const Analyzer& analyzer) {
  TokenList tokens;
  for (std::string_view line : split(data::residues, '\n')) {
    const auto fields = split(line, '\t');
    if (fields.size() < 2 || fields[0] != "context") continue;
    for (std::string_view word : split(fields[1], '|')) {
      analyzer.analyze(word, tokens);
      if (!tokens.tokens().empty()) sequence_.insert(term_hash(tokens.tokens()[0].text), 1);
    }
  }
  for (std::string_view line : split(data::species_words, '\n')) {
    if (line.empty() || line[0] == '#') continue;
    const auto fields = split(line, '\t');
    std::uint32_t taxon = 0;
    std::from_chars(fields.at(0).data(), fields[0].data() + fields[0].size(), taxon);
    if (taxon != 0) {
      taxa_.push_back(taxon);
      const std::string id = "MESH:" + std::string(fields.at(1));
      const ConceptIndex index = vocabulary.find_id(id);
      if (index != no_concept && vocabulary.id(index) == id)
        headings_.insert(index + std::uint64_t{1}, taxon);
    }
    const auto add = [&](std::string_view words, FlatMap& map) {
      if (words == "-") return;
      for (std::string_view word : split(words, '|')) {
        analyzer.analyze(word, tokens);
        if (tokens.position_count() != 1) continue;
        if (taxon == 0) {
          hosts_.insert(term_hash(tokens.tokens()[0].text), 1);
          continue;
        }
        stems_.insert(term_hash(tokens.tokens()[0].text), taxon);
        map.insert(term_hash(tokens.tokens()[0].exact), taxon);
      }
    };
    add(fields.at(2), words_);
    add(fields.at(3), annotated_words_);
  }
}

// "Participants" are people, who "participated" is not said.
std::uint32_t SpeciesWords::taxon_of_word(const TermUnit& unit) const {
  if (unit.token == nullptr || !may_be_species(unit.word)) return 0;
  return words_.find(term_hash(unit.token->exact), 0);
}

std::uint32_t SpeciesWords::taxon_of_annotated_word(const TermUnit& unit) const {
  if (unit.token == nullptr || !may_be_species(unit.word)) return 0;
  return annotated_words_.find(term_hash(unit.token->exact), 0);
}

std::uint32_t SpeciesWords::taxon_of_concept(std::uint32_t taxon, ConceptIndex index) const {
  if (std::ranges::find(taxa_, taxon) != taxa_.end()) return taxon;
  return headings_.find(index + std::uint64_t{1}, 0);
}

void SpeciesContext::add_text(std::vector<SpeciesPlace> places,
                              std::span<const std::uint32_t> sentence_ends) {
  std::ranges::sort(places, {}, &SpeciesPlace::position);
  for (const SpeciesPlace& place : places) ++counts_[place.taxon];
  texts_.push_back({std::move(places), sentence_ends});
}

void SpeciesContext::finish() {
  std::uint32_t most = 0;
  for (const auto& [taxon, count] : counts_)
    if (count > most || (count == most && taxon < main_)) {
      most = count;
      main_ = taxon;
    }
}

std::uint32_t SpeciesContext::taxon_at(std::size_t text, std::uint32_t position) const {
  const Text& here = texts_[text];
  const auto end = std::ranges::upper_bound(here.sentence_ends, position);
  const std::uint32_t sentence_end = end == here.sentence_ends.end() ? 0xffffffff : *end;
  const std::uint32_t sentence_begin = end == here.sentence_ends.begin() ? 0 : *(end - 1);
  std::uint32_t before = 0, after = 0;
  for (const SpeciesPlace& place : here.places) {
    if (place.position < sentence_begin || place.position >= sentence_end) continue;
    if (place.position <= position)
      before = place.taxon;
    else if (after == 0)
      after = place.taxon;
  }
  if (before != 0) return before;
  return after != 0 ? after : main_;
}

}  // namespace osteon::osv
