// Joining organisms with taxa by name.
#include "analyzers/vocabulary/join_species.h"

#include <string>
#include <unordered_map>
#include <unordered_set>

#include "analyzers/data.h"
#include "analyzers/vocabulary/join.h"
#include "analyzers/vocabulary/name_rules.h"
#include "base/ascii.h"

namespace osteon::osv {
namespace {

constexpr int heading_score = 4;  ///< above any score of an entry term

bool laboratory_animal(std::string_view mesh_id) {
  static const auto headings = [] {
    std::unordered_set<std::string_view> set;
    for (std::string_view line : split(data::species_words, '\n'))
      if (const auto fields = split(line, '\t'); fields.size() > 1) set.insert(fields[1]);
    return set;
  }();
  return headings.contains(mesh_id.substr(mesh_id.find(':') + 1));
}

}  // namespace

std::vector<NamePair> species_pairs(const RawVocabulary& vocabulary) {
  const std::uint16_t species = vocabulary.listed_type("species");
  // MeSH's names are few: they are indexed, the millions of taxa pass by.
  std::unordered_map<std::string, std::uint32_t> organisms;
  for (const RawName& name : vocabulary.names) {
    const RawConcept& owner = vocabulary.concepts[name.owner];
    if (owner.type == species && !owner.dropped && owner.id.starts_with("MESH:"))
      organisms.emplace(fold_name(name.text), name.owner);
  }
  struct Best {
    std::uint32_t taxon = 0;
    int score = 0;
    std::uint32_t genus = no_concept;  ///< a taxon of one word that an entry term names
  };
  std::unordered_map<std::uint32_t, Best> best;
  if (!organisms.empty())
    for (std::uint32_t i = 0; i < vocabulary.concepts.size(); ++i) {
      const RawConcept& taxon = vocabulary.concepts[i];
      if (taxon.type != species || taxon.dropped || taxon.name.empty() ||
          !taxon.id.starts_with("taxon:"))
        continue;
      const std::string folded = fold_name(taxon.name);
      const auto it = organisms.find(folded);
      if (it == organisms.end()) continue;
      // A species before its genus; the heading itself before its entry terms.
      const std::string_view head = vocabulary.concepts[it->second].name;
      const bool heading = fold_name(head) == folded;
      // "Rabbit coronavirus" is a coronavirus, and one of several.
      const std::string name = ascii::lower_case(taxon.name), group = ascii::lower_case(head);
      if (!heading && (name.starts_with(group + ' ') || name.ends_with(' ' + group))) continue;
      const int score =
          (heading ? heading_score : 0) + (taxon.name.find(' ') != std::string_view::npos ? 2 : 1);
      Best& known = best[it->second];
      if (score > known.score) {
        known.taxon = i;
        known.score = score;
      }
      if (!heading && taxon.name.find(' ') == std::string_view::npos) known.genus = i;
    }
  // A heading for all of a genus ("Eagles") that has one species among its entry terms is the
  // genus; the animals of the laboratory are the species that everyone means.
  for (auto& [organism, known] : best)
    if (known.genus != no_concept && known.score < heading_score &&
        !laboratory_animal(vocabulary.concepts[organism].id))
      known.taxon = known.genus;
  std::vector<NamePair> pairs;
  for (std::uint32_t i = 0; i < vocabulary.concepts.size(); ++i)
    if (const auto it = best.find(i); it != best.end()) pairs.push_back({it->second.taxon, i});
  return pairs;
}

void show_names_in_use(RawVocabulary& vocabulary) {
  const std::uint16_t species = vocabulary.listed_type("species");
  std::unordered_map<std::string, std::uint32_t> headings;  // MeSH organisms by heading
  for (std::uint32_t i = 0; i < vocabulary.concepts.size(); ++i) {
    const RawConcept& organism = vocabulary.concepts[i];
    if (organism.type == species && !organism.dropped && organism.id.starts_with("MESH:"))
      headings.emplace(fold_name(organism.name), i);
  }
  if (headings.empty()) return;
  const auto is_taxon = [&](std::uint32_t owner) {
    const RawConcept& entry = vocabulary.concepts[owner];
    return entry.type == species && !entry.dropped && entry.id.starts_with("taxon:");
  };
  // Which taxon has the heading among its synonyms; taxa that are headings by themselves are left
  // as they are.
  std::unordered_set<std::uint32_t> known;
  for (const RawName& name : vocabulary.names)
    if (name.kind == NameKind::preferred && is_taxon(name.owner))
      if (const auto it = headings.find(fold_name(name.text)); it != headings.end()) {
        known.insert(name.owner);
        headings.erase(it);
      }
  constexpr std::uint32_t several = 0xffffffff;
  std::unordered_map<std::uint32_t, std::uint32_t> synonyms;  // raw names by organism
  for (std::uint32_t i = 0; i < vocabulary.names.size(); ++i) {
    const RawName& name = vocabulary.names[i];
    if (name.kind != NameKind::synonym || !is_taxon(name.owner)) continue;
    const auto it = headings.find(fold_name(name.text));
    if (it == headings.end()) continue;
    const auto [at, added] = synonyms.emplace(it->second, i);
    if (!added && (at->second == several || vocabulary.names[at->second].owner != name.owner))
      at->second = several;
  }
  std::unordered_map<std::uint32_t, std::uint32_t> shown;  // raw names by taxon
  for (std::uint32_t i = 0; i < vocabulary.concepts.size(); ++i) {
    const auto it = synonyms.find(i);
    if (it == synonyms.end() || it->second == several) continue;
    const std::uint32_t taxon = vocabulary.names[it->second].owner;
    if (!known.contains(taxon)) shown.emplace(taxon, it->second);
  }
  for (std::uint32_t i = 0; i < vocabulary.names.size(); ++i) {
    RawName& name = vocabulary.names[i];
    if (name.kind != NameKind::preferred && name.kind != NameKind::synonym) continue;
    const auto it = shown.find(name.owner);
    if (it == shown.end()) continue;
    name.kind = it->second == i ? NameKind::preferred : NameKind::synonym;
    if (it->second == i) vocabulary.concepts[name.owner].name = name.text;
  }
}

void set_group_names_apart(RawVocabulary& vocabulary) {
  // "Weevil", "dung beetle": how many taxa have that name, or the word as the last one of theirs.
  constexpr std::uint32_t many = 6;
  struct Use {
    std::uint32_t alone = 0, last = 0;
  };
  std::unordered_map<std::string, Use> uses;
  for (const RawName& name : vocabulary.names) {
    if (name.kind != NameKind::vernacular) continue;
    ++uses[fold_name(name.text)].alone;
    if (const std::size_t space = name.text.rfind(' '); space != std::string_view::npos)
      ++uses[fold_name(name.text.substr(space + 1))].last;
  }
  for (RawName& name : vocabulary.names) {
    if (name.kind != NameKind::vernacular || is_capital_symbol(name.text)) continue;
    const bool word = name.text.find(' ') == std::string_view::npos;
    const Use& use = uses[fold_name(name.text)];
    if (use.alone > 1 || (word && use.last >= many)) name.kind = NameKind::related;
  }
}

}  // namespace osteon::osv
