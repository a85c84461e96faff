// Identifiers of papers and of entities, from the ways people write them to one canonical form.
#include "corpus/ids.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/ascii.h"
#include "corpus/text.h"

namespace osteon::corpus {
namespace {

using ascii::all_digits;

std::string_view leading_digits(std::string_view text) {
  std::size_t n = 0;
  while (n < text.size() && is_digit(text[n])) ++n;
  return text.substr(0, n);
}

// What follows `prefix` and any ':' or white space, if `text` begins so.
bool strip_prefix(std::string_view& text, std::string_view prefix) {
  if (!starts_with_no_case(text, prefix)) return false;
  text.remove_prefix(prefix.size());
  while (!text.empty() && (text.front() == ':' || is_space(text.front()))) text.remove_prefix(1);
  return true;
}

}  // namespace

std::string canonical_pmcid(std::string_view text) {
  text = trim(text);
  strip_prefix(text, "pmcid");
  strip_prefix(text, "pmc");
  const std::string_view digits = leading_digits(text);
  // "PMC123.2" names the second version of the same paper.
  const std::string_view rest = text.substr(digits.size());
  if (digits.empty() || digits.size() > 10 || (!rest.empty() && rest.front() != '.')) return {};
  return std::string("PMC").append(digits);
}

std::string canonical_pmid(std::string_view text) {
  text = trim(text);
  strip_prefix(text, "pmid");
  if (!all_digits(text) || text.size() > 9) return {};
  while (text.size() > 1 && text.front() == '0') text.remove_prefix(1);
  return text == "0" ? std::string() : std::string(text);
}

std::string canonical_doi(std::string_view text) {
  text = trim(text);
  for (const std::string_view prefix :
       {"https://", "http://", "dx.doi.org/", "www.doi.org/", "doi.org/", "doi"}) {
    strip_prefix(text, prefix);
  }
  if (text.size() < 7 || !text.starts_with("10.") || text.find('/') == std::string_view::npos) {
    return {};
  }
  if (std::any_of(text.begin(), text.end(), is_space)) return {};
  return ascii::lower_case(text);
}

std::string find_doi(std::string_view text) {
  for (std::size_t at = text.find("10."); at != std::string_view::npos;
       at = text.find("10.", at + 1)) {
    if (at > 0 && (is_alnum(text[at - 1]) || text[at - 1] == '.')) continue;
    std::size_t end = at;
    while (end < text.size() && !is_space(text[end]) && text[end] != '"' && text[end] != '<' &&
           text[end] != '>' && text[end] != ']') {
      ++end;
    }
    std::string_view doi = text.substr(at, end - at);
    const std::string_view registrant = leading_digits(doi.substr(3));
    if (registrant.size() < 4) continue;
    while (!doi.empty() && std::string_view(".,;:)'").find(doi.back()) != std::string_view::npos) {
      // A bracket that the DOI itself opened belongs to it.
      if (doi.back() == ')' &&
          std::count(doi.begin(), doi.end(), '(') >= std::count(doi.begin(), doi.end(), ')')) {
        break;
      }
      doi.remove_suffix(1);
    }
    if (std::string found = canonical_doi(doi); !found.empty()) return found;
  }
  return {};
}

std::string find_pmcid(std::string_view text) {
  for (std::size_t at = text.find("PMC"); at != std::string_view::npos;
       at = text.find("PMC", at + 1)) {
    if (at > 0 && is_alnum(text[at - 1])) continue;
    const std::string_view digits = leading_digits(text.substr(at + 3));
    if (digits.size() >= 4 && digits.size() <= 10) return std::string("PMC").append(digits);
  }
  return {};
}

namespace {

// Spellings of an identifier's space; the first that begins the text wins, so longer ones stand
// first.
constexpr std::array<std::pair<std::string_view, std::string_view>, 26> id_spaces{{
    {"PubChem CID", "PubChem"},
    {"PubChem Compound", "PubChem"},
    {"PubChem", "PubChem"},
    {"CID", "PubChem"},
    {"NCBI Gene", "NCBIGene"},
    {"NCBIGene", "NCBIGene"},
    {"Entrez Gene", "NCBIGene"},
    {"EntrezGene", "NCBIGene"},
    {"GeneID", "NCBIGene"},
    {"Gene", "NCBIGene"},
    {"NCBI Taxonomy", "taxon"},
    {"NCBITaxon", "taxon"},
    {"Taxonomy", "taxon"},
    {"taxon", "taxon"},
    {"txid", "taxon"},
    {"MESH", "MESH"},
    {"MSH", "MESH"},
    {"OMIM", "OMIM"},
    {"MIM", "OMIM"},
    {"MONDO", "MONDO"},
    {"DOID", "DOID"},
    {"CHEBI", "CHEBI"},
    {"HGNC", "HGNC"},
    {"UMLS", "UMLS"},
    {"HP", "HP"},
    {"Cellosaurus", "Cellosaurus"},
}};

// Descriptors, supplementary records and qualifiers of MeSH: D055948, C000596367, Q000150.
bool looks_like_mesh(std::string_view text) {
  return text.size() >= 7 && text.size() <= 10 &&
         (text.front() == 'D' || text.front() == 'C' || text.front() == 'Q') &&
         all_digits(text.substr(1));
}

}  // namespace

std::string canonical_entity_id(std::string_view text, std::string_view type) {
  text = trim(text);
  if (text.empty() || text == "-" || text == "-1" || text == "None") return {};
  for (const auto& [written, space] : id_spaces) {
    if (!starts_with_no_case(text, written)) continue;
    std::string_view rest = text.substr(written.size());
    if (rest.empty() || (rest.front() != ':' && rest.front() != ' ' && !is_digit(rest.front()))) {
      continue;
    }
    while (!rest.empty() && (rest.front() == ':' || rest.front() == ' ')) rest.remove_prefix(1);
    // "CHEBI:CHEBI:123" and "HGNC:HGNC:5" are met in the wild.
    strip_prefix(rest, written);
    if (rest.empty() || rest == "-" || rest == "-1") return {};
    if (!std::any_of(rest.begin(), rest.end(), is_digit)) return {};
    return std::string(space) + ":" + std::string(rest);
  }
  if (looks_like_mesh(text)) return "MESH:" + std::string(text);
  if (all_digits(text)) {
    if (type == "gene") return "NCBIGene:" + std::string(text);
    if (type == "species") return "taxon:" + std::string(text);
    if (type == "chemical") return "PubChem:" + std::string(text);
    return {};
  }
  if (text.starts_with("CVCL_")) return "Cellosaurus:" + std::string(text);
  // Any other "SPACE:LOCAL" is kept as it stands.
  const std::size_t colon = text.find(':');
  if (colon != std::string_view::npos && colon > 0 && colon + 1 < text.size() &&
      std::none_of(text.begin(), text.end(), is_space) &&
      std::all_of(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(colon),
                  [](char c) { return is_alnum(c) || c == '_' || c == '.' || c == '-'; })) {
    return std::string(text);
  }
  // RefSNP numbers are identifiers of variants by themselves.
  if (text.starts_with("rs") && all_digits(text.substr(2))) return "dbSNP:" + std::string(text);
  return {};
}

std::vector<std::string> canonical_entity_ids(std::string_view text, std::string_view type) {
  std::vector<std::string> ids;
  std::size_t begin = 0;
  while (begin <= text.size()) {
    std::size_t end = text.find_first_of(",;|", begin);
    if (end == std::string_view::npos) end = text.size();
    std::string id = canonical_entity_id(text.substr(begin, end - begin), type);
    if (!id.empty() && std::find(ids.begin(), ids.end(), id) == ids.end())
      ids.push_back(std::move(id));
    begin = end + 1;
  }
  return ids;
}

std::string canonical_entity_type(std::string_view text) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 40> names{{
      {"genes", "gene"},
      {"geneorgeneproduct", "gene"},
      {"protein", "gene"},
      {"proteins", "gene"},
      {"gene/protein", "gene"},
      {"familyname", "gene family"},
      {"domainmotif", "domain"},
      {"chemicals", "chemical"},
      {"chemicalentity", "chemical"},
      {"drug", "chemical"},
      {"drugs", "chemical"},
      {"chemical/drug", "chemical"},
      {"diseases", "disease"},
      {"diseaseorphenotypicfeature", "disease"},
      {"specificdisease", "disease"},
      {"diseaseclass", "disease"},
      {"compositemention", "disease"},
      {"modifier", "disease"},
      {"species", "species"},
      {"organism", "species"},
      {"organisms", "species"},
      {"organismtaxon", "species"},
      {"genus", "species"},
      {"strain", "species"},
      {"mutation", "variant"},
      {"mutations", "variant"},
      {"variants", "variant"},
      {"sequencevariant", "variant"},
      {"dnamutation", "variant"},
      {"proteinmutation", "variant"},
      {"snp", "variant"},
      {"dnaacidchange", "variant"},
      {"proteinacidchange", "variant"},
      {"cellline", "cell line"},
      {"cell lines", "cell line"},
      {"celllines", "cell line"},
      {"cell_line", "cell line"},
      {"cell types", "cell type"},
      {"processes", "process"},
      {"procedures", "procedure"},
  }};
  std::string lowered = ascii::lower_case(trim(text));
  for (const auto& [written, name] : names) {
    if (lowered == written) return std::string(name);
  }
  return lowered;
}

int parse_number(std::string_view text) {
  text = trim(text);
  if (!all_digits(text) || text.size() > 9) return 0;
  int value = 0;
  for (const char c : text) value = value * 10 + (c - '0');
  return value;
}

int parse_month(std::string_view text) {
  static constexpr std::array<std::string_view, 12> months{
      "january", "february", "march",     "april",   "may",      "june",
      "july",    "august",   "september", "october", "november", "december"};
  text = trim(text);
  while (!text.empty() && (text.back() == '.' || text.back() == ',')) text.remove_suffix(1);
  if (all_digits(text)) {
    const int number = parse_number(text);
    return number >= 1 && number <= 12 ? number : 0;
  }
  if (text.size() < 3) return 0;
  for (std::size_t i = 0; i < months.size(); ++i) {
    if (starts_with_no_case(months[i], text)) return static_cast<int>(i) + 1;
  }
  return equals_no_case(text, "sept") ? 9 : 0;
}

Date parse_date(std::string_view text) {
  // Numbers and month names in either order; four digits are the year.
  std::array<std::string_view, 3> parts;
  std::size_t count = 0;
  std::size_t at = 0;
  while (at < text.size() && count < parts.size()) {
    while (at < text.size() && !is_alnum(text[at])) ++at;
    std::size_t end = at;
    const bool digits = at < text.size() && is_digit(text[at]);
    while (end < text.size() && (digits ? is_digit(text[end]) : ascii::is_letter(text[end]))) ++end;
    if (end > at) parts[count++] = text.substr(at, end - at);
    at = end;
  }
  Date date;
  bool month_next = true;
  bool month_named = false;
  for (std::size_t i = 0; i < count; ++i) {
    const int number = parse_number(parts[i]);
    const bool digits = all_digits(parts[i]);
    if (digits && parts[i].size() == 4 && date.year == 0) {
      date.year = static_cast<std::uint16_t>(number);
    } else if (!digits) {
      const int month = parse_month(parts[i]);
      if (month == 0 || month_named) continue;  // of "Jan-Feb" the first counts
      month_named = true;
      // "9 January 2026": the number before the name was the day.
      if (date.month != 0 && date.day == 0) date.day = date.month;
      date.month = static_cast<std::uint8_t>(month);
      month_next = false;
    } else if (month_next && number >= 1 && number <= 12) {
      date.month = static_cast<std::uint8_t>(number);
      month_next = false;
    } else if (number >= 1 && number <= 31) {
      date.day = static_cast<std::uint8_t>(number);
    }
  }
  if (date.year == 0) return {};
  if (date.month == 0) date.day = 0;
  return date;
}

bool better_date(const Date& a, const Date& b) {
  if (a.year == 0) return false;
  if (b.year == 0) return true;
  if (a.year != b.year) return a.year < b.year;
  if (a.month == 0 || b.month == 0) return a.month != 0 && b.month == 0;
  if (a.month != b.month) return a.month < b.month;
  if (a.day == 0 || b.day == 0) return a.day != 0 && b.day == 0;
  return a.day < b.day;
}

std::string licence_of_url(std::string_view text) {
  static constexpr std::string_view host = "creativecommons.org/";
  const std::size_t at = text.find(host);
  if (at == std::string_view::npos) return {};
  std::string_view path = text.substr(at + host.size());
  std::size_t end = 0;
  while (end < path.size() &&
         (is_alnum(path[end]) || path[end] == '/' || path[end] == '-' || path[end] == '.')) {
    ++end;
  }
  const std::vector<std::string> parts = split_trimmed(path.substr(0, end), '/');
  if (parts.size() >= 2 && parts[0] == "licenses") {
    std::string name = parts[1];
    std::transform(name.begin(), name.end(), name.begin(), [](char c) {
      return c >= 'a' && c <= 'z' ? static_cast<char>(c - ('a' - 'A')) : c;
    });
    name.insert(0, "CC ");
    if (parts.size() >= 3 && is_digit(parts[2].front())) name += " " + parts[2];
    while (name.back() == '.') name.pop_back();
    return name;
  }
  if (parts.size() >= 2 && parts[0] == "publicdomain" && parts[1] == "zero") return "CC0 1.0";
  if (parts.size() >= 2 && parts[0] == "publicdomain") return "public domain";
  return {};
}

std::string canonical_article_type(std::string_view text) {
  std::string type = ascii::lower_case(trim(text));
  if (type == "article-commentary") return "commentary";
  for (const std::string_view suffix : {"-article", " article"}) {
    if (type.size() > suffix.size() && type.ends_with(suffix)) {
      type.resize(type.size() - suffix.size());
      break;
    }
  }
  if (type == "journal" || type == "original" || type.empty()) return "article";
  if (type == "case reports") type = "case-report";
  std::erase(type, ',');  // "clinical trial, phase iii"
  std::replace(type.begin(), type.end(), ' ', '-');
  return type;
}

void add_flag(Paper& paper, std::string_view flag) {
  if (std::find(paper.flags.begin(), paper.flags.end(), flag) == paper.flags.end()) {
    paper.flags.emplace_back(flag);
  }
}

void flag_by_title(Paper& paper) {
  const std::string_view title = paper.title;
  for (const std::string_view word :
       {"RETRACTED", "Retracted:", "Retracted Article:", "WITHDRAWN"}) {
    if (title.starts_with(word) || (title.starts_with("[") && title.substr(1).starts_with(word))) {
      add_flag(paper, "retracted");
    }
  }
}

}  // namespace osteon::corpus
