// Whose genes a document is about where it does not say so.
#include <algorithm>
#include <set>

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

}  // namespace osteon::osv
