// Strains by their names: a binomial and more.
#include "analyzers/linking/strain_ids.h"

#include <algorithm>
#include <set>
#include <string>

#include "analyzers/vocabulary/raw.h"

namespace osteon::osv {
namespace {

// Strains have ids of their own if annotators write them for most of at least so many.
constexpr double rate = 0.7;
constexpr std::uint32_t enough = 3;

std::vector<ConceptIndex> species_named(const Vocabulary& vocabulary, const std::string& name) {
  std::vector<ConceptIndex> found = vocabulary.find_name(name);
  std::erase_if(found, [&](ConceptIndex index) { return vocabulary.type(index) != "species"; });
  return found;
}

}  // namespace

void StrainIds::read(const PubtatorDocument& document) {
  std::set<ConceptIndex> seen;
  for (const PubtatorAnnotation& annotation : document.annotations) {
    const auto words = split(annotation.text, ' ');
    if (type_of_pubtator(annotation.type) != "species" || annotation.ids.size() != 1 ||
        words.size() < 3)
      continue;
    const auto species =
        species_named(vocabulary_, std::string(words[0]) + ' ' + std::string(words[1]));
    const ConceptIndex annotated =
        vocabulary_.find_id(id_of_pubtator(annotation.ids[0], "species"), "species");
    const bool whole = std::ranges::find(species, annotated) != species.end();
    for (ConceptIndex strain : species_named(vocabulary_, annotation.text)) {
      if (species.empty() || std::ranges::find(species, strain) != species.end() ||
          (strain != annotated && !whole) || !seen.insert(strain).second)
        continue;
      ++strains_;
      own_ += strain == annotated;
    }
  }
}

void StrainIds::add_to(Lexicon& lexicon) const {
  if (strains_ >= enough && own_ >= rate * strains_)
    lexicon.entries.push_back(
        {std::string(every_strain), "species", {std::string(every_strain)}, own_, strains_});
}

}  // namespace osteon::osv
