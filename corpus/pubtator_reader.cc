// PubTator text: "PMID|t|Title", "PMID|a|Abstract", then tab-separated annotations.
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "corpus/annotations.h"
#include "corpus/ids.h"
#include "corpus/readers.h"
#include "corpus/text.h"

namespace osteon::corpus {
namespace {

struct TextLine {
  std::string_view id;
  std::string_view part;
  std::string_view text;
};

// "123|t|…", "123|abstract|…"
std::optional<TextLine> text_line(std::string_view line) {
  const std::size_t first = line.find('|');
  if (first == 0 || first == std::string_view::npos || first > 40) return std::nullopt;
  const std::size_t second = line.find('|', first + 1);
  if (second == std::string_view::npos || second - first > 20 || second == first + 1)
    return std::nullopt;
  TextLine found{line.substr(0, first), line.substr(first + 1, second - first - 1),
                 line.substr(second + 1)};
  for (const char c : found.part) {
    if (!ascii::is_letter(c)) return std::nullopt;
  }
  for (const char c : found.id) {
    if (is_space(c)) return std::nullopt;
  }
  return found;
}

bool is_title(const TextLine& line) {
  return line.part == "t" || line.part == "title";
}

std::vector<std::string_view> columns_of(std::string_view line) {
  std::vector<std::string_view> columns;
  while (true) {
    const std::size_t tab = line.find('\t');
    columns.push_back(line.substr(0, tab));
    if (tab == std::string_view::npos) return columns;
    line.remove_prefix(tab + 1);
  }
}

class PubtatorParser {
 public:
  PubtatorParser(const Document& document, const ReadOptions& options, ReadResult& result)
      : document_(document), options_(options), result_(result) {}

  void line(std::string_view line, std::size_t number) {
    if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
    if (const auto found = text_line(line)) {
      if (is_title(*found)) {
        finish();
        paper_.emplace();
        id_ = found->id;
        paper_->title = collapse_space(found->text);
        text_ = found->text;
        return;
      }
      if (paper_ && found->id == id_) {
        Section section;
        const bool abstract = found->part == "a" || found->part == "abstract";
        section.kind = abstract ? SectionKind::abstract : SectionKind::other;
        if (abstract) section.heading = "Abstract";
        if (std::string text = collapse_space(found->text); !text.empty()) {
          section.paragraphs.push_back(std::move(text));
          paper_->sections.push_back(std::move(section));
        }
        text_ += ' ';  // offsets run over the parts with one character between them
        text_ += found->text;
        return;
      }
    }
    if (trim(line).empty()) return;
    const std::vector<std::string_view> columns = columns_of(line);
    if (paper_ && columns.size() >= 4 && columns[0] == id_) {
      // A relation has no numbers in its second and third column.
      if (columns.size() >= 5 && is_number(columns[1]) && is_number(columns[2]))
        annotation(columns);
      return;
    }
    // An abstract may run over several lines.
    if (paper_ && columns.size() == 1 && !paper_->sections.empty() && annotations_seen_ == 0) {
      paper_->sections.back().paragraphs.push_back(collapse_space(line));
      text_ += ' ';
      text_ += line;
      return;
    }
    if (stray_++ == 0) first_stray_ = number;
  }

  void finish() {
    if (!paper_) return;
    if (std::string pmcid = id_.starts_with("PMC") ? canonical_pmcid(id_) : std::string();
        !pmcid.empty()) {
      paper_->ids.pmcid = pmcid;
    } else if (std::string pmid = canonical_pmid(id_); !pmid.empty()) {
      paper_->ids.pmid = pmid;
    } else if (std::string doi = canonical_doi(id_); !doi.empty()) {
      paper_->ids.doi = doi;
    } else {
      paper_->id = std::string(id_);
    }
    for (const Annotation& annotation : pending_) annotations_.add(annotation, text_, 0);
    pending_.clear();
    if (options_.annotations) annotations_.finish(*paper_);
    finish_paper(*paper_, document_, "pubtator");
    misplaced_.add(annotations_, *paper_);
    annotations_ = {};
    annotations_seen_ = 0;
    result_.papers.push_back(std::move(*paper_));
    paper_.reset();
  }

  void report_all() {
    std::string reason = misplaced_.reason();
    if (stray_ > 0) {
      std::string stray = std::to_string(stray_);
      stray += stray_ == 1 ? " line is not PubTator" : " lines are not PubTator";
      report_line(document_, first_stray_, reason.empty() ? stray : stray + "; " + reason, result_);
    } else if (!reason.empty()) {
      report(document_, misplaced_.first_paper, std::move(reason), result_);
    }
  }

 private:
  static bool is_number(std::string_view text) { return text == "0" || parse_number(text) > 0; }

  void annotation(const std::vector<std::string_view>& columns) {
    ++annotations_seen_;
    Annotation annotation;
    const auto begin = static_cast<std::size_t>(parse_number(columns[1]));
    const auto end = static_cast<std::size_t>(parse_number(columns[2]));
    annotation.places.emplace_back(begin, end > begin ? end - begin : 0);
    annotation.text = std::string(columns[3]);
    annotation.type = std::string(columns[4]);
    if (columns.size() > 5) annotation.id_notes.emplace_back("identifier", std::string(columns[5]));
    pending_.push_back(std::move(annotation));
  }

  const Document& document_;
  const ReadOptions& options_;
  ReadResult& result_;
  std::optional<Paper> paper_;
  std::string_view id_;
  std::string text_;
  std::vector<Annotation> pending_;
  AnnotationCollector annotations_;
  MisplacedReport misplaced_;
  std::size_t annotations_seen_ = 0;
  std::size_t stray_ = 0;
  std::size_t first_stray_ = 0;
};

}  // namespace

bool begins_pubtator_record(std::string_view line) {
  const auto found = text_line(line.substr(0, line.find('\n')));
  return found && is_title(*found);
}

void read_pubtator(const Document& document, const ReadOptions& options, ReadResult& result) {
  PubtatorParser parser(document, options, result);
  std::string_view rest = document.bytes;
  for (std::size_t number = 1; !rest.empty(); ++number) {
    const std::size_t end = rest.find('\n');
    parser.line(rest.substr(0, end), number);
    rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
  }
  parser.finish();
  parser.report_all();
}

}  // namespace osteon::corpus
