// Joining organisms with taxa and proteins with genes by name.
#include "analyzers/vocabulary/join_names.h"

#include <unordered_map>
#include <unordered_set>

#include "analyzers/data.h"
#include "analyzers/vocabulary/join.h"
#include "analyzers/vocabulary/name_rules.h"
#include "base/ascii.h"

namespace osteon::osv {
namespace {

constexpr std::uint32_t human = 9606;
constexpr std::uint32_t shared = 0xffffffff;  ///< a name of several genes
constexpr int heading_score = 4;              ///< above any score of an entry term

std::uint16_t type_number(const RawVocabulary& vocabulary, std::string_view name) {
  for (std::size_t i = 0; i < vocabulary.types.size(); ++i)
    if (vocabulary.types[i].name == name) return static_cast<std::uint16_t>(i);
  return 0xffff;
}

bool laboratory_animal(std::string_view mesh_id) {
  static const auto headings = [] {
    std::unordered_set<std::string_view> set;
    for (std::string_view line : split(data::species_words, '\n'))
      if (const auto fields = split(line, '\t'); fields.size() > 1) set.insert(fields[1]);
    return set;
  }();
  return headings.contains(mesh_id.substr(mesh_id.find(':') + 1));
}

// "Protein S" is a protein, "Proteins" are all.
std::string gene_name(std::string_view name) {
  std::string folded = fold_name(name);
  if (name.ends_with(" S") || name.ends_with(" s")) folded.insert(folded.size() - 1, " ");
  return folded;
}

// Supplementary records of `type` that have the symbol of a human gene among their names and
// another name of that gene, after the gene: `CHRD` alone may be a solvent, beside `chordin` not.
std::vector<NamePair> symbol_pairs(const RawVocabulary& vocabulary, std::uint16_t type) {
  constexpr std::size_t shortest = 3;
  const std::uint16_t gene = type_number(vocabulary, "gene");
  const auto of_human_gene = [&](const RawName& name) {
    const RawConcept& owner = vocabulary.concepts[name.owner];
    return owner.type == gene && owner.taxon == human && !owner.minor;
  };
  std::unordered_map<std::string_view, std::uint32_t> symbols;
  for (const RawName& name : vocabulary.names)
    if (name.kind == NameKind::symbol && name.text.size() >= shortest && of_human_gene(name))
      symbols.emplace(name.text, name.owner);
  struct Match {
    std::uint32_t gene;
    std::string_view symbol;
  };
  std::unordered_map<std::uint32_t, Match> matches;  // by record
  std::unordered_set<std::uint32_t> genes;
  for (const RawName& name : vocabulary.names) {
    const RawConcept& owner = vocabulary.concepts[name.owner];
    if (owner.type != type || owner.dropped || !owner.id.starts_with("MESH:C")) continue;
    if (const auto it = symbols.find(name.text); it != symbols.end()) {
      matches.emplace(name.owner, Match{it->second, name.text});
      genes.insert(it->second);
    }
  }
  std::unordered_map<std::uint32_t, std::unordered_set<std::string>> names;
  for (const RawName& name : vocabulary.names)
    if (genes.contains(name.owner)) names[name.owner].insert(fold_name(name.text));
  std::vector<NamePair> pairs;
  for (const RawName& name : vocabulary.names) {
    const auto it = matches.find(name.owner);
    if (it == matches.end() || name.text == it->second.symbol ||
        !names[it->second.gene].contains(fold_name(name.text)))
      continue;
    pairs.push_back({it->second.gene, name.owner});
    matches.erase(it);
  }
  return pairs;
}

}  // namespace

void set_proteins_apart(RawVocabulary& vocabulary) {
  const std::uint16_t protein = vocabulary.type("protein");
  for (const NamePair& pair : symbol_pairs(vocabulary, vocabulary.type("chemical")))
    vocabulary.concepts[pair.second].type = protein;
}

std::vector<NamePair> species_pairs(const RawVocabulary& vocabulary) {
  const std::uint16_t species = type_number(vocabulary, "species");
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
  const std::uint16_t species = type_number(vocabulary, "species");
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

std::vector<NamePair> gene_pairs(const RawVocabulary& vocabulary) {
  const std::uint16_t gene = type_number(vocabulary, "gene");
  const std::uint16_t protein = type_number(vocabulary, "protein");
  std::unordered_map<std::string, std::uint32_t> symbols, full_names;
  const auto add = [](auto& map, std::string key, std::uint32_t owner) {
    const auto [it, added] = map.emplace(std::move(key), owner);
    if (!added && it->second != owner) it->second = shared;
  };
  for (const RawName& name : vocabulary.names) {
    const RawConcept& owner = vocabulary.concepts[name.owner];
    if (owner.type != gene || owner.taxon != human || owner.minor) continue;
    if (name.kind == NameKind::symbol) add(symbols, std::string(name.text), name.owner);
    if (name.kind == NameKind::symbol || name.kind == NameKind::synonym)
      add(full_names, gene_name(name.text), name.owner);
  }
  std::vector<NamePair> pairs = symbol_pairs(vocabulary, protein);
  if (symbols.empty()) return pairs;
  constexpr std::string_view human_protein = " protein, human";
  for (const RawName& name : vocabulary.names) {
    const RawConcept& owner = vocabulary.concepts[name.owner];
    if (owner.type != protein || owner.dropped || name.kind == NameKind::related) continue;
    const auto join = [&](const auto& map, const std::string& key) {
      const auto it = map.find(key);
      if (it != map.end() && it->second != shared) pairs.push_back({it->second, name.owner});
    };
    if (name.kind == NameKind::preferred && name.text.ends_with(human_protein))
      join(symbols, std::string(name.text.substr(0, name.text.size() - human_protein.size())));
    else if (owner.id.starts_with("MESH:D") && name.text.size() > 3)
      join(full_names, gene_name(name.text));
  }
  return pairs;
}

}  // namespace osteon::osv
