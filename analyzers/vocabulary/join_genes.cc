// Joining proteins with genes by name.
#include "analyzers/vocabulary/join_genes.h"

#include <string>
#include <unordered_map>
#include <unordered_set>

#include "analyzers/vocabulary/join.h"

namespace osteon::osv {
namespace {

constexpr std::uint32_t human = 9606;
constexpr std::uint32_t shared = 0xffffffff;  ///< a name of several genes

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
  const std::uint16_t gene = vocabulary.listed_type("gene");
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

std::vector<NamePair> gene_pairs(const RawVocabulary& vocabulary) {
  const std::uint16_t gene = vocabulary.listed_type("gene");
  const std::uint16_t protein = vocabulary.listed_type("protein");
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
