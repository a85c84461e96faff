// NCBI's gene_info and taxdump tables.
#include <algorithm>
#include <array>
#include <unordered_map>

#include "analyzers/vocabulary/import.h"
#include "base/ascii.h"
#include "base/number.h"

namespace osteon::osv {
namespace {

// Columns of a taxdump line: separated by "\t|\t", the line ends with "\t|".
std::vector<std::string_view> dump_fields(std::string_view line) {
  if (line.ends_with("\t|")) line.remove_suffix(2);
  std::vector<std::string_view> fields;
  for (;;) {
    const std::size_t at = line.find("\t|\t");
    fields.push_back(trim(line.substr(0, at)));
    if (at == std::string_view::npos) return fields;
    line.remove_prefix(at + 3);
  }
}

constexpr std::array<std::string_view, 26> higher_ranks = {
    "superkingdom", "domain",    "acellular root", "cellular root", "realm",     "kingdom",
    "subkingdom",   "phylum",    "subphylum",      "superclass",    "class",     "subclass",
    "infraclass",   "cohort",    "subcohort",      "superorder",    "order",     "suborder",
    "infraorder",   "parvorder", "superfamily",    "family",        "subfamily", "tribe",
    "genus",        "subgenus"};

// `Streptomyces`, `Enterobacteriaceae`: species have two words, but `Poliovirus` is one.
bool names_genus(std::string_view name) {
  return ascii::is_upper(name[0]) && std::ranges::all_of(name.substr(1), ascii::is_lower) &&
         !name.ends_with("virus") && !name.ends_with("phage");
}

// The names of a gene that are phrases.
void add_full_names(const std::vector<std::string_view>& fields, std::uint32_t owner,
                    RawVocabulary& vocabulary) {
  vocabulary.add_name(owner, fields[11], NameKind::synonym);
  // The family was renamed; papers and MeSH keep the old name.
  constexpr std::string_view renamed = "metallopeptidase";
  if (const std::size_t place = fields[11].find(renamed); place != std::string_view::npos) {
    std::string former(fields[11]);
    vocabulary.add_name(owner, former.replace(place, renamed.size(), "metalloproteinase"),
                        NameKind::synonym);
  }
  if (fields[8] != fields[11])
    vocabulary.add_name(owner, fields[8],
                        fields[11] == "-" ? NameKind::synonym : NameKind::description);
  for (std::string_view other : split(fields[13], '|'))
    vocabulary.add_name(owner, other, NameKind::description);
}

}  // namespace

void import_gene_info(SourceFile& file, RawVocabulary& vocabulary) {
  const std::uint8_t source = vocabulary.source("NCBI Gene");
  const std::uint16_t gene = vocabulary.type("gene");
  for (std::string_view line; file.line(line);) {
    if (line.empty() || line[0] == '#') continue;
    const auto fields = split(line, '\t');
    std::uint32_t taxon = 0, id = 0;
    if (fields.size() < 14 || !read_number(fields[0], taxon) || !read_number(fields[1], id))
      file.fail("not a line of gene_info");
    // Enhancers and the like are called after the genes beside them.
    if (fields[9] == "biological-region" || fields[2] == "NEWENTRY") {
      vocabulary.leave_out("record", "a biological region or a placeholder",
                           "NCBIGene:" + std::string(fields[1]));
      continue;
    }
    const std::uint32_t owner =
        vocabulary.add_concept("NCBIGene:" + std::string(fields[1]), gene, fields[2], source);
    RawConcept& entry = vocabulary.concepts[owner];
    entry.taxon = taxon;
    entry.minor = fields[9] != "protein-coding";
    vocabulary.names.back().kind = NameKind::symbol;
    for (std::string_view alias : split(fields[4], '|'))
      vocabulary.add_name(owner, alias, NameKind::alias);
    // Of what is mapped and not yet known the full name is a trait: "Pulmonary function".
    if (fields[9] != "unknown") add_full_names(fields, owner, vocabulary);
    // OMIM numbers stand for the diseases as well as for the gene: not the gene's ids.
    for (std::string_view reference : split(fields[5], '|'))
      if (reference.starts_with("MIM:"))
        vocabulary.leave_out("id", "stands for the gene's diseases as well", reference,
                             vocabulary.concepts[owner].id);
      else if (reference != "-")
        vocabulary.add_id(owner, reference, IdRelation::same);
  }
}

// A gene's number goes to the one that took its place; many have none.
void import_gene_history(SourceFile& file, RawVocabulary& vocabulary) {
  for (std::string_view line; file.line(line);) {
    if (line.empty() || line[0] == '#') continue;
    const auto fields = split(line, '\t');
    std::uint32_t taxon = 0, old = 0, gene = 0;
    if (fields.size() != 5 || !read_number(fields[0], taxon) || !read_number(fields[2], old) ||
        (fields[1] != "-" && !read_number(fields[1], gene)))
      file.fail("not a line of gene_history");
    const std::string from = "NCBIGene:" + std::string(fields[2]);
    if (gene == 0)
      vocabulary.leave_out("id", "deleted by its publisher, without a successor", from);
    else
      vocabulary.add_successor(from, "NCBIGene:" + std::string(fields[1]));
  }
}

void import_taxon_names(SourceFile& file, RawVocabulary& vocabulary) {
  const std::uint8_t source = vocabulary.source("NCBI Taxonomy");
  const std::uint16_t species = vocabulary.type("species");
  std::string_view current;
  std::string current_id;
  std::uint32_t owner = 0;
  // names.dmp is sorted by taxon; the scientific name may follow synonyms.
  for (std::string_view line; file.line(line);) {
    if (line.empty()) continue;
    const auto fields = dump_fields(line);
    std::uint32_t taxon = 0;
    if (fields.size() < 4 || !read_number(fields[0], taxon)) file.fail("not a line of names.dmp");
    const std::string_view kind = fields[3];
    if (kind == "authority" || kind == "type material" || kind == "in-part" || kind == "includes") {
      vocabulary.leave_out("name", "an authority, type material or a part of a taxon", fields[1],
                           "taxon:" + std::string(fields[0]));
      continue;
    }
    if (fields[0] != current) {
      current_id = fields[0];
      current = current_id;
      owner = vocabulary.add_concept("taxon:" + current_id, species, {}, source);
      vocabulary.concepts[owner].taxon = taxon;
    }
    const bool scientific = kind == "scientific name";
    const bool vernacular = kind.ends_with("common name") || kind == "blast name";
    vocabulary.add_name(owner, fields[1],
                        scientific   ? NameKind::preferred
                        : vernacular ? NameKind::vernacular
                                     : NameKind::synonym);
    // Until nodes.dmp says better: species have two words, what is above them has one; what was not
    // determined ("Uronema sp.", "endophytic bacterium") is none either.
    RawConcept& entry = vocabulary.concepts[owner];
    if (scientific) {
      entry.name = vocabulary.names.back().text;
      entry.higher |= entry.name.find(' ') == std::string_view::npos ||
                      entry.name.ends_with(" sp.") || entry.name.ends_with(" bacterium") ||
                      entry.name.ends_with(" archaeon");
    } else if (!vernacular) {
      entry.higher |= names_genus(vocabulary.names.back().text);
    }
  }
}

void import_taxon_nodes(SourceFile& file, RawVocabulary& vocabulary) {
  std::unordered_map<std::uint32_t, std::uint32_t> owners;
  const std::uint16_t species = vocabulary.type("species");
  for (std::uint32_t i = 0; i < vocabulary.concepts.size(); ++i)
    if (vocabulary.concepts[i].type == species && vocabulary.concepts[i].taxon != 0)
      owners.emplace(vocabulary.concepts[i].taxon, i);
  std::uint64_t unknown = 0;
  for (std::string_view line; file.line(line);) {
    if (line.empty()) continue;
    const auto fields = dump_fields(line);
    std::uint32_t taxon = 0, other = 0;
    if (fields.size() == 1 && read_number(fields[0], taxon)) {  // delnodes.dmp
      vocabulary.leave_out("id", "deleted by its publisher, without a successor",
                           "taxon:" + std::string(fields[0]));
      continue;
    }
    if (fields.size() < 2 || !read_number(fields[0], taxon) || !read_number(fields[1], other))
      file.fail("not a line of nodes.dmp or merged.dmp");
    if (fields.size() == 2) {  // merged.dmp: old, new
      vocabulary.add_successor("taxon:" + std::string(fields[0]),
                               "taxon:" + std::string(fields[1]));
      continue;
    }
    const auto it = owners.find(taxon);
    if (it == owners.end()) {
      ++unknown;
      vocabulary.leave_out("record", "a taxon without a name", "taxon:" + std::string(fields[0]));
      continue;
    }
    if (taxon != other) vocabulary.add_parent(it->second, "taxon:" + std::string(fields[1]));
    // Strains and the like below species have no rank, as have many clades above it.
    RawConcept& entry = vocabulary.concepts[it->second];
    if (fields[2] == "species")
      entry.higher = false;
    else if (std::ranges::find(higher_ranks, fields[2]) != higher_ranks.end())
      entry.higher = true;
  }
  if (unknown > 0)
    vocabulary.remark(file.path() + ": " + std::to_string(unknown) +
                      " taxa without a name; give names.dmp before nodes.dmp");
}

}  // namespace osteon::osv
