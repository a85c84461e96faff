// Which importer reads a file: by its first bytes, never by its name. Cross-reference tables, the
// one format without a structure of its own, are read here too.
#include "analyzers/vocabulary/import.h"

#include <algorithm>

#include "analyzers/concept_id.h"
#include "base/ascii.h"

namespace osteon::osv {
namespace {

// The first line with data.
std::string_view first_line(std::string_view head) {
  for (std::string_view line : split(head, '\n')) {
    line = trim(line);
    if (!line.empty() && line[0] != '#' && line[0] != '!') return line;
  }
  return {};
}

bool binary(std::string_view head) {
  return std::ranges::any_of(head, [](char c) {
    return static_cast<unsigned char>(c) < 32 && c != '\n' && c != '\r' && c != '\t';
  });
}

// names.dmp's second column is a name; those of nodes.dmp and merged.dmp are numbers, and
// delnodes.dmp has none.
bool refers_to_taxa(const std::vector<std::string_view>& columns) {
  return columns.size() >= 2 && ascii::all_digits(trim(columns[0])) &&
         (ascii::all_digits(trim(columns[1])) || (columns.size() == 2 && trim(columns[1]).empty()));
}

// Species, number now or '-', number before, symbol before, the day.
bool is_gene_history(const std::vector<std::string_view>& fields) {
  return fields.size() == 5 && ascii::all_digits(fields[0]) &&
         (ascii::all_digits(fields[1]) || fields[1] == "-") && ascii::all_digits(fields[2]) &&
         ascii::all_digits(fields[4]);
}

// Files of the second group refer to records of the first.
int reading_group(const std::string& path) {
  SourceFile file(path);
  const std::string_view head = file.peek();
  if (head.find("<SupplementalRecordSet") != std::string_view::npos) return 1;
  const auto columns = split(first_line(head), '|');
  return columns[0].ends_with('\t') && refers_to_taxa(columns) ? 1 : 0;
}

}  // namespace

std::vector<std::string> in_reading_order(const std::vector<std::string>& paths) {
  std::vector<std::pair<int, std::string>> grouped;
  for (const std::string& path : paths) grouped.emplace_back(reading_group(path), path);
  std::ranges::stable_sort(grouped, {}, &std::pair<int, std::string>::first);
  std::vector<std::string> ordered;
  for (auto& [group, path] : grouped) ordered.push_back(std::move(path));
  return ordered;
}

std::string_view import_source(SourceFile& file, RawVocabulary& vocabulary) {
  std::string_view head = file.peek();
  if (head.starts_with("\xEF\xBB\xBF")) head.remove_prefix(3);
  if (head.empty()) file.fail("the file is empty");
  if (binary(head)) file.fail("not a vocabulary: binary data");
  if (trim(head).starts_with('<'))
    return import_mesh(file, vocabulary) ? "MeSH descriptors" : "MeSH supplementary records";
  if (head.starts_with("format-version:") || head.find("\n[Term]") != std::string_view::npos ||
      head.starts_with("[Term]")) {
    import_obo(file, vocabulary);
    return "OBO";
  }
  const std::string_view line = first_line(head);
  const auto fields = split(line, '\t');
  if (line.find("\t|") != std::string_view::npos) {
    const auto columns = split(line, '|');
    (refers_to_taxa(columns) ? import_taxon_nodes : import_taxon_names)(file, vocabulary);
    return "NCBI taxdump";
  }
  if (is_gene_history(fields)) {
    import_gene_history(file, vocabulary);
    return "NCBI gene_history";
  }
  if (head.starts_with("#tax_id") || fields.size() >= 14) {
    import_gene_info(file, vocabulary);
    return "NCBI gene_info";
  }
  if (fields.size() == 2) {
    import_cross_references(file, vocabulary);
    return "table of ids";
  }
  if (fields.size() >= 3 && fields.size() <= 6) {
    import_tsv(file, vocabulary);
    return "table of concepts";
  }
  file.fail(
      "in no format known here: MeSH XML, OBO, gene_info, taxdump, a table of two ids or Osteon's "
      "table of concepts");
}

void import_cross_references(SourceFile& file, RawVocabulary& vocabulary) {
  for (std::string_view line; file.line(line);) {
    if (trim(line).empty() || line[0] == '#') continue;
    const auto fields = split(line, '\t');
    if (fields.size() < 2) file.fail("one column where two ids are expected");
    // A bare number beside an id of another register is a PubChem compound.
    const std::string first = canonical_id(fields[0], "PubChem");
    const std::string second = canonical_id(fields[1], "PubChem");
    if (first.empty() || second.empty()) {
      vocabulary.leave_out("id", "of a register that is not known here",
                           first.empty() ? fields[0] : fields[1],
                           first.empty() ? fields[1] : fields[0]);
      continue;
    }
    vocabulary.links.push_back({vocabulary.keep(first), vocabulary.keep(second)});
  }
}

}  // namespace osteon::osv
