// MEDLINE text as PubMed exports it (.nbib): tagged lines, a blank line between records.
#include <string>
#include <string_view>
#include <utility>

#include "corpus/ids.h"
#include "corpus/readers.h"
#include "corpus/relations.h"
#include "corpus/text.h"

namespace osteon::corpus {
namespace {

// "AB  - text": a tag of up to four characters, a dash and a space.
bool has_tag(std::string_view line) {
  return line.size() >= 5 && line[4] == '-' && ascii::is_letter(line[0]) &&
         (line.size() == 5 || line[5] == ' ');
}

// "Mangalam, Harry" -> "Harry Mangalam"
std::string natural_name(std::string_view name) {
  const std::size_t comma = name.find(',');
  if (comma == std::string_view::npos) return std::string(name);
  return std::string(trim(name.substr(comma + 1))) + " " + std::string(trim(name.substr(0, comma)));
}

class NbibParser {
 public:
  NbibParser(const Document& document, ReadResult& result) : document_(document), result_(result) {}

  void line(std::string_view line, std::size_t number) {
    if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
    if (trim(line).empty()) {
      end_field();
      end_record();
      return;
    }
    if (has_tag(line)) {
      end_field();
      tag_ = std::string(trim(line.substr(0, 4)));
      if (tag_ == "PMID" && !paper_.ids.pmid.empty()) end_record();
      value_.append(line.substr(5));
    } else if (is_space(line.front()) && !tag_.empty()) {
      value_.space();
      value_.append(line);
    } else if (stray_++ == 0) {
      first_stray_ = number;
    }
  }

  void finish() {
    end_field();
    end_record();
    if (stray_ > 0) {
      std::string reason = std::to_string(stray_);
      reason += stray_ == 1 ? " line is not MEDLINE text" : " lines are not MEDLINE text";
      report_line(document_, first_stray_, std::move(reason), result_);
    }
  }

 private:
  void end_field() {
    if (tag_.empty()) return;
    const std::string value = value_.take();
    const std::string tag = std::exchange(tag_, {});
    any_ = true;
    if (tag == "PMID") {
      paper_.ids.pmid = canonical_pmid(value);
    } else if (tag == "PMC") {
      paper_.ids.pmcid = canonical_pmcid(value);
    } else if (tag == "LID" || tag == "AID") {
      if (value.ends_with("[doi]") && paper_.ids.doi.empty()) {
        paper_.ids.doi = canonical_doi(std::string_view(value).substr(0, value.size() - 5));
      }
    } else if (tag == "TI") {
      paper_.title = value;
    } else if (tag == "BTI" || tag == "TT") {
      if (paper_.title.empty()) paper_.title = value;
    } else if (tag == "AB" || tag == "OAB") {
      if (value.empty()) return;
      Section section;
      section.kind = SectionKind::abstract;
      section.heading = "Abstract";
      section.paragraphs.push_back(value);
      paper_.sections.push_back(std::move(section));
    } else if (tag == "FAU") {
      paper_.authors.push_back(natural_name(value));
      full_names_ = true;
    } else if (tag == "AU") {
      if (!full_names_) short_names_.push_back(value);
    } else if (tag == "CN") {
      paper_.authors.push_back(value);
    } else if (tag == "JT") {
      paper_.journal = value;
    } else if (tag == "TA") {
      if (paper_.journal.empty()) paper_.journal = value;
    } else if (tag == "DP" || tag == "DEP") {
      const Date date = tag == "DP" ? parse_date(value) : compact_date(value);
      if (better_date(date, paper_.date)) paper_.date = date;
    } else if (tag == "PT") {
      type(value);
    } else if (tag == "OT" || tag == "MH") {
      keyword(value, tag == "MH");
    } else {
      add_relation(paper_, tag, value, value);
    }
  }

  // "20200131"
  static Date compact_date(std::string_view text) {
    if (text.size() != 8) return parse_date(text);
    return parse_date(std::string(text.substr(0, 4)) + "-" + std::string(text.substr(4, 2)) + "-" +
                      std::string(text.substr(6)));
  }

  void type(const std::string& value) {
    const std::string type = canonical_article_type(value);
    flag_by_type(paper_, type);
    if (type == "article" || type.starts_with("research-support")) return;
    if (paper_.type == "article" || type == "review" || type == "systematic-review")
      paper_.type = type;
  }

  // "*Osteoporosis/drug therapy" -> "Osteoporosis"
  void keyword(std::string_view value, bool mesh) {
    while (!value.empty() && value.front() == '*') value.remove_prefix(1);
    if (mesh) value = value.substr(0, value.find('/'));
    if (!value.empty()) paper_.keywords.emplace_back(value);
  }

  void end_record() {
    if (!any_) return;
    any_ = false;
    if (paper_.authors.empty()) paper_.authors = short_names_;
    if (!paper_.title.empty() || !paper_.sections.empty()) {
      flag_by_title(paper_);
      finish_paper(paper_, document_, "nbib");
      result_.papers.push_back(std::move(paper_));
    }
    paper_ = {};
    short_names_.clear();
    full_names_ = false;
  }

  const Document& document_;
  ReadResult& result_;
  Paper paper_;
  std::vector<std::string> short_names_;
  bool full_names_ = false;
  bool any_ = false;
  std::string tag_;
  TextBuilder value_;
  std::size_t stray_ = 0;
  std::size_t first_stray_ = 0;
};

}  // namespace

bool begins_nbib_record(std::string_view text) {
  return text.starts_with("PMID-");
}

void read_nbib(const Document& document, const ReadOptions& /*options*/, ReadResult& result) {
  NbibParser parser(document, result);
  std::string_view rest = document.bytes;
  for (std::size_t number = 1; !rest.empty(); ++number) {
    const std::size_t end = rest.find('\n');
    parser.line(rest.substr(0, end), number);
    rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
  }
  parser.finish();
}

}  // namespace osteon::corpus
