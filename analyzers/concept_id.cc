// Ids of concepts in one writing: name spaces by a table, bare ids by their shape.
#include "analyzers/concept_id.h"

#include <algorithm>
#include <array>
#include <cctype>

#include "base/ascii.h"

namespace osteon {
namespace {

using ascii::all_digits;

struct Space {
  std::string_view folded;  ///< lower case, without spaces, dots, '_' and '-'
  std::string_view canonical;
};

// Every habit of writing a name space that was met in the sources that users download, in papers'
// entity lists and in queries.
constexpr std::array spaces = {
    Space{"mesh", "MESH"},
    Space{"msh", "MESH"},
    Space{"meshid", "MESH"},
    Space{"mondo", "MONDO"},
    Space{"doid", "DOID"},
    Space{"omim", "OMIM"},
    Space{"mim", "OMIM"},
    Space{"omimps", "OMIMPS"},
    Space{"umls", "UMLS"},
    Space{"umlscui", "UMLS"},
    Space{"cui", "UMLS"},
    Space{"ncbigene", "NCBIGene"},
    Space{"gene", "NCBIGene"},
    Space{"geneid", "NCBIGene"},
    Space{"entrez", "NCBIGene"},
    Space{"entrezgene", "NCBIGene"},
    Space{"hgnc", "HGNC"},
    Space{"ensembl", "Ensembl"},
    Space{"taxon", "taxon"},
    Space{"taxid", "taxon"},
    Space{"taxonomy", "taxon"},
    Space{"txid", "taxon"},
    Space{"ncbitaxon", "taxon"},
    Space{"ncbitaxonomy", "taxon"},
    Space{"species", "taxon"},
    Space{"pubchem", "PubChem"},
    Space{"pubchemcid", "PubChem"},
    Space{"pubchemcompound", "PubChem"},
    Space{"cid", "PubChem"},
    Space{"chebi", "CHEBI"},
    Space{"hp", "HP"},
    Space{"hpo", "HP"},
    Space{"orphanet", "Orphanet"},
    Space{"ordo", "Orphanet"},
    Space{"orpha", "Orphanet"},
    Space{"cellosaurus", "Cellosaurus"},
    Space{"cvcl", "Cellosaurus"},
    Space{"dbsnp", "dbSNP"},
    Space{"go", "GO"},
    Space{"uberon", "UBERON"},
    Space{"efo", "EFO"},
    Space{"ncit", "NCIT"},
    Space{"sctid", "SCTID"},
    Space{"icd10cm", "ICD10CM"},
    Space{"name", "name"},
};

std::string_view trim(std::string_view s) {
  while (!s.empty() && std::isspace(static_cast<unsigned char>(s.front()))) s.remove_prefix(1);
  while (!s.empty() && std::isspace(static_cast<unsigned char>(s.back()))) s.remove_suffix(1);
  return s;
}

std::string fold_space(std::string_view s) {
  std::string folded;
  for (char c : s)
    if (c != ' ' && c != '.' && c != '_' && c != '-') folded += ascii::to_lower(c);
  return folded;
}

std::string_view known_space(std::string_view written) {
  const std::string folded = fold_space(written);
  for (const Space& space : spaces)
    if (space.folded == folded) return space.canonical;
  return {};
}

// The local part as its registry writes it: MeSH and UMLS upper case, Cellosaurus with its prefix.
std::string in_space(std::string_view space, std::string_view local) {
  std::string id(space);
  id += ':';
  if (space == "Cellosaurus" && local.size() > 5 && fold_space(local.substr(0, 5)) == "cvcl")
    local.remove_prefix(5);
  if (space == "Cellosaurus") id += "CVCL_";
  if (space == "dbSNP" && all_digits(local)) id += "rs";
  for (char c : local)
    id += space == "MESH" || space == "UMLS" || space == "Cellosaurus" ? ascii::to_upper(c) : c;
  return id;
}

// `D055948` is MeSH's, `C0030246` UMLS's (7 digits, against 6 or 9 of MeSH's supplements).
std::string by_shape(std::string_view s) {
  if (s.size() < 2) return {};
  const char first = ascii::to_lower(s[0]);
  const std::string_view rest = s.substr(1);
  if (all_digits(rest)) {
    if (first == 'd' && (rest.size() == 6 || rest.size() == 9)) return in_space("MESH", s);
    if (first == 'c' && (rest.size() == 6 || rest.size() == 9)) return in_space("MESH", s);
    if (first == 'c' && rest.size() == 7) return in_space("UMLS", s);
  }
  if (first == 'r' && ascii::to_lower(s[1]) == 's' && all_digits(s.substr(2)) && s.size() > 4)
    return "dbSNP:rs" + std::string(s.substr(2));
  if (s.size() > 5 && fold_space(s.substr(0, 5)) == "cvcl") return in_space("Cellosaurus", s);
  return {};
}

bool is_type_word(std::string_view folded) {
  return folded == "chemical" || folded == "disease" || folded == "gene" || folded == "species" ||
         folded == "concept" || folded == "id";
}

}  // namespace

std::string canonical_id(std::string_view id, std::string_view number_space) {
  id = trim(id);
  if (id.empty() || id == "-") return {};
  const std::size_t colon = id.find(':');
  if (colon != std::string_view::npos && colon > 0) {
    const std::string_view prefix = id.substr(0, colon);
    const std::string_view local = trim(id.substr(colon + 1));
    if (local.empty()) return {};
    if (local.find(':') != std::string_view::npos && is_type_word(fold_space(prefix)))
      return canonical_id(local, number_space);
    if (is_type_word(fold_space(prefix)))
      if (const std::string shaped = by_shape(local); !shaped.empty()) return shaped;
    if (const std::string_view space = known_space(prefix); !space.empty()) {
      // "HGNC:HGNC:5" is how gene_info writes it.
      if (const std::size_t again = local.find(':');
          again != std::string_view::npos && known_space(local.substr(0, again)) == space)
        return canonical_id(local, number_space);
      return in_space(space, local);
    }
    return std::string(prefix) + ":" + std::string(local);
  }
  if (all_digits(id)) return number_space.empty() ? std::string() : in_space(number_space, id);
  if (const std::string shaped = by_shape(id); !shaped.empty()) return shaped;
  // "PubChem CID 5056", "taxon 1492", "NCBI Gene 574453".
  if (const std::size_t space = id.rfind(' '); space != std::string_view::npos)
    if (const std::string_view known = known_space(id.substr(0, space)); !known.empty())
      return in_space(known, id.substr(space + 1));
  return {};
}

std::string fold_id(std::string_view canonical) {
  std::string folded(canonical);
  std::ranges::transform(folded, folded.begin(), ascii::to_lower);
  return folded;
}

std::string_view id_space(std::string_view canonical) {
  const std::size_t colon = canonical.find(':');
  return colon == std::string_view::npos ? std::string_view() : canonical.substr(0, colon);
}

std::string_view id_local(std::string_view canonical) {
  const std::size_t colon = canonical.find(':');
  return colon == std::string_view::npos ? canonical : canonical.substr(colon + 1);
}

}  // namespace osteon
