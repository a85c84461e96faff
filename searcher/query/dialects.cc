// Tables of signs, and where they end.
#include "searcher/query/dialects.h"

#include <algorithm>
#include <iterator>

#include "base/ascii.h"

namespace osteon {
namespace {

struct Row {
  std::string_view theirs, ours;
};

/// Nothing of the word follows `at`.
bool ends_at(std::string_view text, std::size_t at) {
  return at >= text.size() || static_cast<unsigned char>(text[at]) <= ' ' || text[at] == ')';
}

/// PubMed's tag for a list such as "ti,ab,kw"; nullopt if any name in it is unknown.
std::optional<std::string> tag_of(std::string_view names) {
  static constexpr Row rows[] = {
      {"ti", "ti"}, {"ab", "ab"}, {"kw", "tw"}, {"kf", "tw"}, {"tw", "tw"}, {"mp", "tw"},
      {"af", "tw"}, {"tx", "tw"}, {"hw", "tw"}, {"ot", "tw"}, {"rn", "tw"}, {"nm", "tw"},
      {"tn", "tw"}, {"de", "mh"}, {"sh", "mh"}, {"lnk", ""},  {"au", "au"}, {"jn", "ta"},
      {"jw", "ta"}, {"jt", "ta"}, {"so", "ta"}, {"pt", "pt"}, {"it", "pt"}, {"yr", "dp"},
      {"py", "dp"}, {"la", "la"}, {"lg", "la"}, {"an", "tw"}, {"exp", "mh"}};
  bool title = false, abstract = false, keywords = false;
  std::string other;
  while (!names.empty()) {
    const std::string_view one = names.substr(0, names.find(','));
    const Row* const row = std::find_if(std::begin(rows), std::end(rows),
                                        [&](const Row& r) { return r.theirs == one; });
    if (row == std::end(rows)) return std::nullopt;
    title = title || row->ours == "ti";
    abstract = abstract || row->ours == "ab";
    keywords = keywords || one == "kw" || one == "kf";
    if (row->ours != "ti" && row->ours != "ab" && one != "kw" && one != "kf") other = row->ours;
    names.remove_prefix(std::min(one.size() + 1, names.size()));
  }
  if (!other.empty()) return title || abstract ? "tw" : other;
  if (title && abstract) return "tiab";
  if (title) return "ti";
  if (abstract) return "ab";
  if (keywords) return "tw";
  return std::nullopt;
}

}  // namespace

std::optional<ForeignSign> read_foreign_field(std::string_view text) {
  static constexpr Row functions[] = {// Scopus
                                      {"TITLE-ABS-KEY-AUTH", ""},
                                      {"TITLE-ABS-KEY", "tiab"},
                                      {"TITLE-ABS", "tiab"},
                                      {"TITLE", "title"},
                                      {"ABS", "abstract"},
                                      {"KEY", ""},
                                      {"AUTHKEY", ""},
                                      {"AUTHOR-NAME", "author"},
                                      {"AUTH", "author"},
                                      {"SRCTITLE", "journal"},
                                      {"EXACTSRCTITLE", "journal"},
                                      {"DOI", "doi"},
                                      {"PMID", "pmid"},
                                      {"ALL", ""}};
  static constexpr Row equations[] = {// Web of Science
                                      {"TS", "tiab"},   {"TI", "title"},   {"AB", "abstract"},
                                      {"AK", ""},       {"KP", ""},        {"ALL", ""},
                                      {"AU", "author"}, {"SO", "journal"}, {"PY", "year"},
                                      {"DT", "type"},   {"DO", "doi"},     {"PMID", "pmid"}};
  std::size_t end = 0;
  while (end < text.size() && end < 24 && (ascii::is_letter(text[end]) || text[end] == '-')) ++end;
  const std::string name = ascii::upper_case(text.substr(0, end));
  if (end < text.size() && text[end] == '(' && name == text.substr(0, end)) {
    for (const Row& row : functions)
      if (row.theirs == name) return ForeignSign{end, std::string(row.ours)};
  }
  if (end < text.size() && text[end] == '=' && !ends_at(text, end + 1)) {
    for (const Row& row : equations)
      if (row.theirs == name) return ForeignSign{end + 1, std::string(row.ours)};
  }
  return std::nullopt;
}

std::optional<ForeignSign> read_foreign_suffix(std::string_view text) {
  if (text.size() < 3 || (text[0] != ':' && text[0] != '.' && text[0] != '/')) return std::nullopt;
  std::size_t end = 1;
  while (end < text.size() && end < 32 && (ascii::is_lower(text[end]) || text[end] == ',')) ++end;
  std::string_view names = text.substr(1, end - 1);
  if (text[0] == '.' && (end >= text.size() || text[end++] != '.')) return std::nullopt;
  if (!ends_at(text, end)) return std::nullopt;
  if (text[0] == '/') {
    static constexpr Row rows[] = {{"exp", "mh"}, {"de", "mh:noexp"}, {"mj", "majr"}};
    for (const Row& row : rows)
      if (row.theirs == names) return ForeignSign{end, std::string(row.ours)};
    return std::nullopt;
  }
  while (!names.empty() && names.back() == ',') names.remove_suffix(1);
  const auto tag = tag_of(names);
  return tag ? std::optional(ForeignSign{end, *tag}) : std::nullopt;
}

std::optional<ForeignSign> read_entity_mark(std::string_view text) {
  static constexpr Row rows[] = {{"@GENE_", "gene"},          {"@DISEASE_", "disease"},
                                 {"@CHEMICAL_", "chemical"},  {"@SPECIES_", "species"},
                                 {"@CELLLINE_", "cell_line"}, {"@VARIANT_", ""},
                                 {"@MUTATION_", ""}};
  for (const Row& row : rows) {
    if (ascii::upper_case(text.substr(0, row.theirs.size())) == row.theirs &&
        !ends_at(text, row.theirs.size()))
      return ForeignSign{row.theirs.size(), std::string(row.ours)};
  }
  return std::nullopt;
}

std::optional<double> read_foreign_nearness(std::string_view word) {
  if (word == "NEXT") return 1;
  for (const std::string_view sign : {"adj", "ADJ", "NEXT/", "W/", "PRE/"}) {
    if (!word.starts_with(sign)) continue;
    const std::string_view digits = word.substr(sign.size());
    if (digits.empty() || digits.size() > 3 || !ascii::all_digits(digits)) continue;
    return std::stod(std::string(digits));
  }
  return std::nullopt;
}

}  // namespace osteon
