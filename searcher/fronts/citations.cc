// One small writer per format over the same few facts of a paper.
#include "searcher/fronts/citations.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <nlohmann/json.hpp>
#include <set>

#include "searcher/fronts/json.h"

namespace osteon {
namespace {

constexpr std::array<CitationFormatInfo, 6> formats = {{
    {CitationFormat::ris, "ris", "application/x-research-info-systems", "ris"},
    {CitationFormat::bibtex, "bibtex", "application/x-bibtex", "bib"},
    {CitationFormat::nbib, "nbib", "application/nbib", "nbib"},
    {CitationFormat::csl_json, "csl-json", "application/vnd.citationstyles.csl+json", "json"},
    {CitationFormat::csv, "csv", "text/csv; charset=utf-8", "csv"},
    {CitationFormat::jsonl, "jsonl", "application/x-ndjson", "jsonl"},
}};

std::string one_line(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (const char c : text) {
    const bool control = static_cast<unsigned char>(c) < 0x20 || c == 0x7f;
    if (!control) {
      out += c;
    } else if (!out.empty() && out.back() != ' ') {
      out += ' ';
    }
  }
  return out;
}

struct Name {
  std::string given, family;
};

bool starts_lower(std::string_view word) {
  return !word.empty() && ((word[0] >= 'a' && word[0] <= 'z') || word.substr(0, 2) == "d'");
}

Name part_name(std::string_view author) {
  const std::string text = one_line(author);
  const std::size_t comma = text.find(", ");
  if (comma != std::string::npos) return {text.substr(comma + 2), text.substr(0, comma)};
  std::size_t family = text.rfind(' ');
  if (family == std::string::npos) return {"", text};
  for (;;) {
    const std::size_t before = family == 0 ? std::string::npos : text.rfind(' ', family - 1);
    const std::size_t word = before == std::string::npos ? 0 : before + 1;
    if (word == 0 || !starts_lower(std::string_view(text).substr(word, family - word))) break;
    family = before;
  }
  return {text.substr(0, family), text.substr(family + 1)};
}

std::string family_first(const Name& name) {
  return name.given.empty() ? name.family : name.family + ", " + name.given;
}

// "Anna Maria" -> "AM": the first letter of each given name, whole in UTF-8.
std::string initials(const std::string& given) {
  std::string out;
  bool at_start = true;
  for (std::size_t i = 0; i < given.size(); ++i) {
    const auto byte = static_cast<unsigned char>(given[i]);
    if (byte == ' ' || byte == '-' || byte == '.') {
      at_start = true;
    } else if (at_start || (byte & 0xc0) == 0x80) {
      // A continuation byte belongs to a letter that was taken only if that letter was the last.
      if (at_start || (!out.empty() && i > 0 && out.back() == given[i - 1])) out += given[i];
      at_start = false;
    }
  }
  return out;
}

std::string pmc_address(const PaperSummary& paper) {
  return "https://pmc.ncbi.nlm.nih.gov/articles/" + one_line(paper.pmcid) + "/";
}

bool is_review(const PaperSummary& paper) {
  return paper.type.find("review") != std::string::npos;
}

void ris(std::string& out, const PaperSummary& paper) {
  const auto line = [&](std::string_view tag, std::string_view value) {
    if (!value.empty()) out.append(tag).append("  - ").append(one_line(value)).append("\r\n");
  };
  line("TY", "JOUR");
  line("TI", paper.title);
  for (const std::string& author : paper.authors) line("AU", family_first(part_name(author)));
  line("JO", paper.journal);
  if (paper.year > 0) line("PY", std::to_string(paper.year));
  line("DO", paper.doi);
  line("AN", paper.pmid);
  line("C2", paper.pmcid);
  line("M3", paper.type);
  for (const std::string& flag : paper.flags) line("KW", flag);
  if (!paper.pmcid.empty()) line("UR", pmc_address(paper));
  line("ID", paper.id);
  out += "ER  - \r\n\r\n";
}

std::string tex(std::string_view value) {
  std::string out;
  for (const char c : one_line(value)) {
    switch (c) {
      case '\\':
        out += "\\textbackslash{}";
        break;
      case '~':
        out += "\\textasciitilde{}";
        break;
      case '^':
        out += "\\textasciicircum{}";
        break;
      case '{':
      case '}':
      case '&':
      case '%':
      case '$':
      case '#':
      case '_':
        out += '\\';
        [[fallthrough]];
      default:
        out += c;
    }
  }
  return out;
}

// Letters, digits and a few marks of the paper's id; numbered where two papers come to the same.
std::string bibtex_key(const PaperSummary& paper, std::set<std::string>& used) {
  std::string key;
  for (const char c : paper.id) {
    const bool plain =
        (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '.';
    key += plain ? c : '-';
  }
  std::string unique = key;
  for (int number = 2; !used.insert(unique).second; ++number) {
    unique = key + "-" + std::to_string(number);
  }
  return unique;
}

void bibtex(std::string& out, const PaperSummary& paper, std::set<std::string>& used) {
  out += "@article{" + bibtex_key(paper, used);
  const auto field = [&](std::string_view name, const std::string& value) {
    if (!value.empty()) out.append(",\n  ").append(name).append(" = {").append(value).append("}");
  };
  // Braces within keep the title's capitals.
  field("title", paper.title.empty() ? "" : "{" + tex(paper.title) + "}");
  std::string authors;
  for (const std::string& author : paper.authors) {
    authors += (authors.empty() ? "" : " and ") + tex(family_first(part_name(author)));
  }
  field("author", authors);
  field("journal", tex(paper.journal));
  field("year", paper.year > 0 ? std::to_string(paper.year) : "");
  field("doi", one_line(paper.doi));  // verbatim, as readers of BibTeX take it
  field("pmid", tex(paper.pmid));
  field("pmcid", tex(paper.pmcid));
  out += "\n}\n\n";
}

void nbib(std::string& out, const PaperSummary& paper) {
  const auto line = [&](std::string_view tag, const std::string& value) {
    if (value.empty()) return;
    out.append(tag).append(4 - tag.size(), ' ').append("- ").append(one_line(value)).append("\n");
  };
  line("PMID", paper.pmid);
  line("DP", paper.year > 0 ? std::to_string(paper.year) : "");
  line("TI", paper.title);
  for (const std::string& author : paper.authors) {
    const Name name = part_name(author);
    line("FAU", family_first(name));
    line("AU", name.given.empty() ? name.family : name.family + " " + initials(name.given));
  }
  line("PT", "Journal Article");
  if (is_review(paper)) line("PT", "Review");
  line("JT", paper.journal);
  line("PMC", paper.pmcid);
  if (!paper.doi.empty()) line("AID", paper.doi + " [doi]");
  out += "\n";
}

nlohmann::ordered_json csl(const PaperSummary& paper) {
  nlohmann::ordered_json item = {
      {"id", paper.id}, {"type", "article-journal"}, {"title", one_line(paper.title)}};
  for (const std::string& author : paper.authors) {
    const Name name = part_name(author);
    nlohmann::ordered_json one = {{"family", name.family}};
    if (!name.given.empty()) one["given"] = name.given;
    item["author"].push_back(std::move(one));
  }
  if (paper.year > 0) item["issued"] = {{"date-parts", {{paper.year}}}};
  const auto add = [&](const char* name, const std::string& value) {
    if (!value.empty()) item[name] = one_line(value);
  };
  add("container-title", paper.journal);
  add("DOI", paper.doi);
  add("PMID", paper.pmid);
  add("PMCID", paper.pmcid);
  return item;
}

std::string joined(const std::vector<std::string>& values) {
  std::string out;
  for (const std::string& value : values) out += (out.empty() ? "" : "; ") + value;
  return out;
}

void csv_row(std::string& out, const std::vector<std::string>& cells) {
  for (std::size_t i = 0; i < cells.size(); ++i) {
    std::string cell = one_line(cells[i]);
    const bool is_number = cell.find_first_not_of("+-.0123456789") == std::string::npos;
    if (!is_number && std::string_view("=+-@").find(cell[0]) != std::string_view::npos) {
      cell.insert(0, "'");
    }
    if (i > 0) out += ',';
    if (cell.find_first_of("\",") == std::string::npos) {
      out += cell;
      continue;
    }
    out += '"';
    for (const char c : cell) out.append(c == '"' ? 2 : 1, c);
    out += '"';
  }
  out += "\r\n";
}

void csv(std::string& out, const PaperHit& hit) {
  const PaperSummary& paper = hit.paper;
  const PassageHit best = hit.passages.empty() ? PassageHit{} : hit.passages.front();
  csv_row(out, {paper.id, paper.pmcid, paper.pmid, paper.doi, paper.title, joined(paper.authors),
                paper.year > 0 ? std::to_string(paper.year) : "", paper.journal, paper.type,
                joined(paper.flags), best.section, best.text});
}

}  // namespace

std::span<const CitationFormatInfo> citation_formats() {
  return formats;
}

std::optional<CitationFormat> citation_format(std::string_view name) {
  for (const CitationFormatInfo& info : formats) {
    if (info.name == name) return info.format;
  }
  return std::nullopt;
}

std::string citation_format_names() {
  std::string out;
  for (const CitationFormatInfo& info : formats) {
    out += (out.empty() ? "" : ", ") + std::string(info.name);
  }
  return out;
}

std::vector<PaperHit> all_hits(const std::function<SearchResponse(const SearchRequest&)>& search,
                               SearchRequest request, std::size_t most) {
  constexpr std::size_t papers_at_once = 500;
  request.facets = request.receipt = false;
  request.fold = request.diverse = false;  // all papers, and pages by cursor
  request.passages_per_paper = 1;
  std::vector<PaperHit> hits;
  while (hits.size() < most) {
    request.limit = std::min(most - hits.size(), papers_at_once);
    SearchResponse page = search(request);
    std::move(page.hits.begin(), page.hits.end(), std::back_inserter(hits));
    if (page.hits.empty() || page.next_cursor.empty()) break;
    request.cursor = page.next_cursor;
  }
  return hits;
}

std::string to_csv(const PairTable& table) {
  std::string out;
  csv_row(out, {"left_id", "left", "left_type", "right_id", "right", "right_type", "papers",
                "sentences", "lift", "strength", "paper", "passage", "sentence"});
  const auto rounded = [](double value) {
    char text[40];
    std::snprintf(text, sizeof text, "%.3f", value);
    return std::string(text);
  };
  for (const ConceptPair& pair : table.pairs) {
    csv_row(out,
            {pair.left.id, pair.left.name, pair.left.type, pair.right.id, pair.right.name,
             pair.right.type, std::to_string(pair.with.papers), std::to_string(pair.with.sentences),
             rounded(pair.with.lift), rounded(pair.with.strength), pair.with.quote.paper,
             pair.with.quote.passage, pair.with.quote.text});
  }
  return out;
}

std::string to_citations(std::span<const PaperHit> hits, CitationFormat format) {
  std::string out;
  std::set<std::string> keys;
  nlohmann::ordered_json items = nlohmann::ordered_json::array();
  if (format == CitationFormat::csv) {
    csv_row(out, {"id", "pmcid", "pmid", "doi", "title", "authors", "year", "journal", "type",
                  "flags", "section", "passage"});
  }
  for (const PaperHit& hit : hits) {
    switch (format) {
      case CitationFormat::ris:
        ris(out, hit.paper);
        break;
      case CitationFormat::bibtex:
        bibtex(out, hit.paper, keys);
        break;
      case CitationFormat::nbib:
        nbib(out, hit.paper);
        break;
      case CitationFormat::csl_json:
        items.push_back(csl(hit.paper));
        break;
      case CitationFormat::csv:
        csv(out, hit);
        break;
      case CitationFormat::jsonl:
        out += to_json(hit) + "\n";
        break;
    }
  }
  if (format == CitationFormat::csl_json) {
    out = items.dump(1, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
  }
  return out;
}

}  // namespace osteon
