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

/// Ovid's codes for subheadings, two letters each.
bool is_subheading(std::string_view code) {
  constexpr std::string_view codes =
      "ad ae ag ai an bi bl bs cf ch ci cl cn co cs ct cy de dh di dt ec ed eh em en ep es et fo "
      "ge gd hi im in ip is ir li lj ma me mi mo mt nu og pa pc pd ph pk po ps px py ra re rh ri "
      "rt sc sd se sn st su sy td th tm to tr tu ul ur us ut va ve vi ";
  if (!code.empty() && code.back() == ',') code.remove_suffix(1);
  const std::size_t at = codes.find(std::string(code) + ' ');
  return code.size() == 2 && at != std::string_view::npos && at % 3 == 0;
}

/// Bytes of "dt, th [Drug Therapy, Therapy]" at the beginning of `text`; 0 for what is none.
std::size_t subheadings_of(std::string_view text) {
  std::size_t at = 0;
  while (is_subheading(text.substr(at, 2))) {
    at += 2;
    if (at >= text.size() || text[at] != ',') break;
    std::size_t next = at + 1;
    while (next < text.size() && text[next] == ' ') ++next;
    if (!is_subheading(text.substr(next, 2))) break;
    at = next;
  }
  if (at != 0 && text.substr(at, 2) == " [") {
    const std::size_t close = text.find(']', at);
    if (close != std::string_view::npos) at = close + 1;
  }
  return at;
}

bool is_operator(std::string_view word) {
  const std::string low = ascii::lower_case(word);
  return low == "or" || low == "and" || low == "not" || read_foreign_nearness(low).has_value();
}

/// True for "Muscle, Skeletal": in capitals, and no operator among its words.
bool is_heading_name(std::string_view name) {
  if (name.size() < 4 || !ascii::is_upper(name[0]) || !ascii::is_lower(name[1])) return false;
  while (!name.empty()) {
    const std::size_t end = std::min(name.find(' '), name.size());
    if (is_operator(name.substr(0, end))) return false;
    name.remove_prefix(std::min(end + 1, name.size()));
  }
  return true;
}

}  // namespace

std::optional<ForeignHeading> read_ovid_heading(std::string_view text) {
  ForeignHeading out;
  out.exploded = text.starts_with("exp ");
  out.begin = out.exploded ? 4 : 0;
  while (out.begin < text.size() && (text[out.begin] == ' ' || text[out.begin] == '*')) ++out.begin;
  out.end = text.find_first_of("/()\"\r\n[:;.", out.begin);
  if (out.end == std::string_view::npos || text[out.end] != '/') return std::nullopt;
  const std::string_view name = text.substr(out.begin, out.end - out.begin);
  if (name.size() < 2) return std::nullopt;
  const bool ends_well = ascii::is_letter(name.back()) ||
                         (ascii::is_digit(name.back()) && name.find(',') != std::string_view::npos);
  if (!ends_well || !(out.exploded || is_heading_name(name))) return std::nullopt;
  out.length = out.end + 1;
  out.length += subheadings_of(text.substr(out.length));
  return ends_at(text, out.length) ? std::optional(out) : std::nullopt;
}

std::optional<ForeignHeading> read_ebsco_heading(std::string_view text) {
  if (!text.starts_with("MH \"") && !text.starts_with("MM \"")) return std::nullopt;
  ForeignHeading out;
  out.begin = 4;
  out.end = text.find('"', out.begin);
  if (out.end == std::string_view::npos || out.end == out.begin) return std::nullopt;
  out.length = out.end + 1;
  if (text[out.end - 1] == '+') {
    out.exploded = true;
    if (--out.end == out.begin) return std::nullopt;
  }
  return out;
}

std::optional<ForeignLimit> read_scopus_limit(std::string_view text) {
  static constexpr Row types[] = {{"RE", "review"},
                                  {"AR", "article"},
                                  {"LE", "letter"},
                                  {"ED", "editorial"},
                                  {"ER", "erratum"}};
  ForeignLimit out;
  std::size_t at = 0;
  const auto skip_spaces = [&] {
    while (at < text.size() && text[at] == ' ') ++at;
  };
  const auto take = [&](char sign) {
    skip_spaces();
    if (at >= text.size() || text[at] != sign) return false;
    ++at;
    skip_spaces();
    return true;
  };
  const auto take_name = [&] {
    const std::size_t begin = at;
    while (at < text.size() && (ascii::is_upper(text[at]) || text[at] == '-')) ++at;
    return text.substr(begin, at - begin);
  };
  std::string_view name = take_name();
  const bool limit = name == "LIMIT-TO" || name == "EXCLUDE";
  if ((!limit && name != "DOCTYPE") || !take('(')) return std::nullopt;
  out.excluded = name == "EXCLUDE";
  if (limit) {
    name = take_name();
    if (!take(',')) return std::nullopt;
  }
  const bool quoted = take('"');
  const std::size_t end = text.find_first_of(quoted ? "\"\r\n" : ")\"\r\n", at);
  if (end == std::string_view::npos) return std::nullopt;
  std::string_view value = text.substr(at, end - at);
  at = end;
  if ((quoted && !take('"')) || !take(')')) return std::nullopt;
  out.length = text.substr(0, at).rfind(')') + 1;
  while (!value.empty() && value.back() == ' ') value.remove_suffix(1);
  if (name == "PUBYEAR" && value.size() == 4 && ascii::all_digits(value)) {
    out.name = "year";
    out.value = value;
  } else if (name == "EXACTSRCTITLE" || name == "SRCTITLE") {
    out.name = value.empty() ? "" : "journal";
    out.value = value;
  } else if (name == "DOCTYPE") {
    for (const Row& row : types) {
      if (row.theirs != ascii::upper_case(value)) continue;
      out.name = "type";
      out.value = row.ours;
    }
  }
  return out;
}

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
  static constexpr Row codes[] = {// EBSCO
                                  {"TI", "title"}, {"AB", "abstract"}, {"TX", ""},       {"SU", ""},
                                  {"KW", ""},      {"AU", "author"},   {"SO", "journal"}};
  std::size_t end = 0;
  while (end < text.size() && end < 24 && (ascii::is_letter(text[end]) || text[end] == '-')) ++end;
  const std::string name = ascii::upper_case(text.substr(0, end));
  std::size_t next = end;
  while (next < text.size() && next < end + 2 && text[next] == ' ') ++next;
  if (next > end && next < text.size() && name == text.substr(0, end)) {
    if (text[next] == '(' || text[next] == '"') {
      for (const Row& row : codes)
        if (row.theirs == name) return ForeignSign{next, std::string(row.ours), true};
    }
    // Scopus prints a space; KEY, DOI and ALL are words that stand before parentheses anyway.
    if (text[next] == '(' && name.size() > 4) {
      for (const Row& row : functions)
        if (row.theirs == name) return ForeignSign{next, std::string(row.ours), true};
    }
  }
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
  if (!ends_at(text, end) && text[end] != '(') return std::nullopt;
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

std::optional<ForeignNearness> read_foreign_nearness(std::string_view word) {
  using Needs = ForeignNearness::Needs;
  if (word == "NEXT" || word == "adj" || word == "ADJ")
    return ForeignNearness{1, Needs::other_signs};
  for (const std::string_view sign : {"adj", "ADJ", "NEXT/", "W/", "PRE/", "N", "W"}) {
    if (!word.starts_with(sign)) continue;
    const std::string_view digits = word.substr(sign.size());
    if (digits.empty() || digits.size() > 3 || !ascii::all_digits(digits)) continue;
    return ForeignNearness{std::stod(std::string(digits)),
                           sign.size() == 1 ? Needs::sign_beside : Needs::nothing};
  }
  return std::nullopt;
}

}  // namespace osteon
