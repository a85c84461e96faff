#include "corpus/retraction_list.h"

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

#include "base/ascii.h"
#include "base/utf8.h"
#include "corpus/ids.h"
#include "corpus/relations.h"
#include "corpus/text.h"

namespace osteon {
namespace {

using namespace corpus;

// Fields in quotes may hold commas, line breaks and doubled quotes.
class CsvReader {
 public:
  explicit CsvReader(std::string_view text) : rest_(text) {}

  /// The next row with anything in it; false at the end.
  bool next(std::vector<std::string>& fields) {
    while (!rest_.empty()) {
      line_ = next_line_;
      read_row(fields);
      if (fields.size() > 1 || !trim(fields.front()).empty()) return true;
    }
    return false;
  }
  std::size_t line() const { return line_; }  ///< 1-based, of the row's beginning

 private:
  void read_row(std::vector<std::string>& fields) {
    fields.assign(1, {});
    bool quoted = false;
    std::size_t at = 0;
    for (; at < rest_.size(); ++at) {
      const char c = rest_[at];
      if (c == '\n') ++next_line_;
      if (quoted) {
        if (c != '"') {
          fields.back() += c;
        } else if (at + 1 < rest_.size() && rest_[at + 1] == '"') {
          fields.back() += rest_[at++];
        } else {
          quoted = false;
        }
      } else if (c == '"' && trim(fields.back()).empty()) {
        quoted = true;
      } else if (c == ',') {
        fields.emplace_back();
      } else if (c == '\n') {
        ++at;
        break;
      } else if (c != '\r') {
        fields.back() += c;
      }
    }
    rest_.remove_prefix(at);
  }

  std::string_view rest_;
  std::size_t line_ = 1, next_line_ = 1;
};

// "1/21/2023 0:00", month first, or a date as elsewhere.
Date list_date(std::string_view text) {
  text = trim(text.substr(0, text.find(' ')));
  const std::size_t first = text.find('/'), second = text.find('/', first + 1);
  if (second == std::string_view::npos) return parse_date(text);
  Date out;
  out.month = static_cast<std::uint8_t>(parse_month(text.substr(0, first)));
  const int day = parse_number(text.substr(first + 1, second - first - 1));
  out.day = static_cast<std::uint8_t>(day <= 31 ? day : 0);
  out.year = static_cast<std::uint16_t>(parse_number(text.substr(second + 1)));
  return out;
}

// "+Error in Data;+Euphemisms for Plagiarism;" -> "Error in Data; Euphemisms for Plagiarism"
std::string plain_reasons(std::string_view text) {
  std::string out;
  for (std::string reason : split_trimmed(text, ';')) {
    reason.erase(0, std::min(reason.find_first_not_of("+ "), reason.size()));
    if (!reason.empty()) out += (out.empty() ? "" : "; ") + reason;
  }
  return out;
}

struct Row {
  Date date;
  std::string nature, notice, reasons;
};

// In order of their dates; a day of which only the year is known comes first.
Paper told_by(std::vector<Row>& rows) {
  std::stable_sort(rows.begin(), rows.end(), [](const Row& a, const Row& b) {
    return std::tie(a.date.year, a.date.month, a.date.day) <
           std::tie(b.date.year, b.date.month, b.date.day);
  });
  Paper out;
  for (const Row& row : rows) {
    if (row.nature == "reinstatement") {
      std::erase(out.flags, "retracted");
      add_flag(out, "reinstated");
      add_link(out, "reinstatement", row.notice, row.reasons);
      continue;
    }
    const bool concern = row.nature == "expression of concern";
    const char* relation = concern                      ? "concern"
                           : row.nature == "correction" ? "correction"
                                                        : "retraction";
    if (row.nature == "retraction") std::erase(out.flags, "reinstated");
    add_flag(out, concern ? "concern" : row.nature == "correction" ? "corrected" : "retracted");
    add_link(out, relation, row.notice, row.reasons);
  }
  return out;
}

}  // namespace

std::vector<Paper> read_retraction_list(std::string_view csv, const std::string& source,
                                        std::vector<Problem>& problems) {
  if (csv.starts_with("\xEF\xBB\xBF")) csv.remove_prefix(3);
  CsvReader reader(csv);
  std::vector<std::string> fields;
  std::map<std::string, std::size_t> columns;
  if (reader.next(fields)) {
    for (std::size_t i = 0; i < fields.size(); ++i) {
      std::string name = ascii::lower_case(trim(fields[i]));
      std::erase(name, ' ');
      columns.emplace(std::move(name), i);
    }
  }
  if (columns.count("retractionnature") == 0 ||
      columns.count("originalpaperdoi") + columns.count("originalpaperpubmedid") == 0) {
    throw Error(ErrorCode::usage,
                source +
                    ": no retraction list: the columns RetractionNature and OriginalPaperDOI or "
                    "OriginalPaperPubMedID are not in its first line");
  }
  const auto field = [&](const char* name) -> std::string {
    const auto at = columns.find(name);
    if (at == columns.end() || at->second >= fields.size()) return {};
    std::size_t replaced = 0;
    return collapse_space(repair_utf8(fields[at->second], replaced));
  };
  // Keyed by both ids, so that the order of rows does not matter.
  std::map<std::pair<std::string, std::string>, std::vector<Row>> papers;
  std::size_t nameless = 0, first_nameless = 0, unknown = 0, first_unknown = 0;
  while (reader.next(fields)) {
    const std::string doi = canonical_doi(field("originalpaperdoi")),
                      pmid = canonical_pmid(field("originalpaperpubmedid"));
    Row row{list_date(field("retractiondate")), ascii::lower_case(field("retractionnature")),
            canonical_doi(field("retractiondoi")), plain_reasons(field("reason"))};
    if (row.notice.empty()) row.notice = canonical_pmid(field("retractionpubmedid"));
    const bool known = row.nature == "retraction" || row.nature == "correction" ||
                       row.nature == "expression of concern" || row.nature == "reinstatement";
    if (!known) {
      if (unknown++ == 0) first_unknown = reader.line();
    } else if (doi.empty() && pmid.empty()) {
      if (nameless++ == 0) first_nameless = reader.line();
    } else {
      papers[{doi, pmid}].push_back(std::move(row));
    }
  }
  const auto tell = [&](std::size_t count, std::size_t line, const char* what) {
    if (count == 0) return;
    problems.push_back({source, "line " + std::to_string(line),
                        std::to_string(count) + (count == 1 ? " row " : " rows ") + what});
  };
  tell(nameless, first_nameless, "without the original paper's DOI or PMID");
  tell(unknown, first_unknown, "of another nature than the four that are known");
  std::vector<Paper> out;
  for (auto& [ids, rows] : papers) {
    Paper paper = told_by(rows);
    paper.ids.doi = ids.first;
    paper.ids.pmid = ids.second;
    paper.source = source;
    paper.format = "retractions";
    assign_paper_id(paper);
    out.push_back(std::move(paper));
  }
  return out;
}

}  // namespace osteon
