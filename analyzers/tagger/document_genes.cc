// Which species' gene a symbol means, and whose genes a document is about where it does not say so.
#include <algorithm>
#include <set>

#include "analyzers/concept_id.h"
#include "analyzers/tagger/document.h"
#include "base/ascii.h"

namespace osteon::osv {

// Whether the first meaning counts and is a gene of the vocabulary.
bool DocumentTagger::names_gene(const Choice& choice) const {
  return choice.accepted() && choice.options[0].index != no_concept &&
         choice.options[0].type == weigher_.gene;
}

// A text that names no species is about people, unless it writes at least these many symbols as
// those of mice are written (`Cdc25a`, `Socs3`), and few in capitals.
std::uint32_t DocumentTagger::unnamed_species() const {
  constexpr std::uint32_t human = 9606, mouse = 10090;
  constexpr std::size_t enough = 5;
  if (species_.any()) return human;
  std::set<std::string_view> rodent, capital;
  for (std::size_t i = 0; i < texts_.size(); ++i)
    for (std::size_t c = 0; c < work_[i].candidates.size(); ++c) {
      const Choice& choice = work_[i].choices[c];
      if (!names_gene(choice)) continue;
      const std::string_view surface = surface_of(i, work_[i].candidates[c]);
      if (surface.find(' ') != std::string_view::npos || !ascii::is_upper(surface[0])) continue;
      const std::string_view rest = surface.substr(1);
      const bool upper = std::ranges::any_of(rest, ascii::is_upper);
      const bool lower = std::ranges::any_of(rest, ascii::is_lower);
      if (upper != lower) (upper ? capital : rodent).insert(surface);
    }
  return rodent.size() >= enough && rodent.size() >= 2 * capital.size() ? mouse : human;
}

std::uint64_t DocumentTagger::gene_number(ConceptIndex index) const {
  std::uint64_t number = 0;
  for (char c : id_local(vocabulary_.id(index)))
    if (c >= '0' && c <= '9') number = number * 10 + static_cast<std::uint64_t>(c - '0');
  return number;
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

}  // namespace osteon::osv
