// JSON records: BEIR's {"_id", "title", "text"}, one a line, and Osteon's own form, which has a
// paper's fields by the names that docs/formats.md gives.
#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

#include "base/ascii.h"
#include "corpus/ids.h"
#include "corpus/json_values.h"
#include "corpus/readers.h"
#include "corpus/relations.h"
#include "corpus/text.h"

namespace osteon::corpus {
namespace {

SectionKind kind_named(std::string_view name, std::string_view heading) {
  for (int i = 0; i < section_kind_count; ++i) {
    if (to_string(static_cast<SectionKind>(i)) == name) return static_cast<SectionKind>(i);
  }
  return section_kind_of_heading(heading);
}

// Blank lines part paragraphs.
void add_paragraphs(std::string_view text, Section& section) {
  while (!text.empty()) {
    const std::size_t end = text.find("\n\n");
    if (std::string paragraph = collapse_space(text.substr(0, end)); !paragraph.empty()) {
      section.paragraphs.push_back(std::move(paragraph));
    }
    if (end == std::string_view::npos) return;
    text.remove_prefix(end + 2);
  }
}

void add_section(std::string heading, SectionKind kind, std::string_view text, Paper& paper) {
  Section section;
  section.heading = std::move(heading);
  section.kind = kind;
  add_paragraphs(text, section);
  if (!section.paragraphs.empty()) paper.sections.push_back(std::move(section));
}

/// Where the next heading of a path begins: behind a point that is part of no number or sentence.
std::size_t next_heading(std::string_view path) {
  for (std::size_t i = path.find('.'); i != std::string_view::npos; i = path.find('.', i + 1)) {
    const bool after_number = i == 0 || ascii::is_digit(path[i - 1]);
    if (!after_number && i + 1 < path.size() && !is_space(path[i + 1])) return i + 1;
  }
  return std::string_view::npos;
}

/// A record that is one passage of a paper says in `path` under which headings it stands, outermost
/// first: "RESULTS", "ABSTRACT.METHODS", "BODY.4. DISCUSSION.LIMITATIONS".
void add_text(std::string_view path, std::string_view text, Paper& paper) {
  if (trim(text).empty()) return;
  SectionKind kind = SectionKind::other;
  int depth = 0;
  bool first = true;
  while (!path.empty()) {
    const std::size_t next = next_heading(path);
    const bool last = next == std::string_view::npos;
    const std::string heading = collapse_space(path.substr(0, last ? path.size() : next - 1));
    path = last ? std::string_view() : path.substr(next);
    const bool is_body = first && ascii::lower_case(heading) == "body";  // a place, not a heading
    first = false;
    if (heading.empty() || is_body) continue;
    if (const SectionKind own = section_kind_of_heading(heading);
        own != SectionKind::other && kind != SectionKind::abstract) {
      kind = own;  // an abstract's "Methods" are abstract
    }
    paper.sections.push_back({heading, kind, depth++, {}});
  }
  if (depth == 0) return add_section({}, SectionKind::other, text, paper);
  add_paragraphs(text, paper.sections.back());
}

void add_sections(const Json& sections, Paper& paper) {
  if (!sections.is_array()) return;
  for (const Json& value : sections) {
    Section section;
    section.heading = collapse_space(text_of(value, "heading"));
    section.kind = kind_named(text_of(value, "kind"), section.heading);
    section.depth = std::min(parse_number(text_of(value, "depth")), 100);
    for (const std::string& paragraph : texts_of(member(value, "paragraphs"))) {
      add_paragraphs(paragraph, section);
    }
    add_paragraphs(text_of(value, "text"), section);
    paper.sections.push_back(std::move(section));
  }
}

void add_entities(const Json& entities, Paper& paper) {
  if (!entities.is_array()) return;
  for (const Json& value : entities) {
    PaperEntity entity;
    entity.type = canonical_entity_type(text_of(value, "type"));
    entity.name = collapse_space(text_of(value, "name"));
    entity.description = collapse_space(text_of(value, "description"));
    for (const std::string& written : texts_of(member(value, "ids"))) {
      if (std::string id = canonical_entity_id(written, entity.type); !id.empty()) {
        entity.ids.push_back(std::move(id));
      }
    }
    const std::string provenance = text_of(value, "provenance");
    if (provenance == "linked") entity.provenance = EntityProvenance::linked;
    if (provenance == "annotation") entity.provenance = EntityProvenance::annotation;
    if (!entity.name.empty()) paper.entities.push_back(std::move(entity));
  }
}

// False if the object holds nothing that a paper is made of.
bool add_record(const Json& value, const Document& document, ReadResult& result) {
  Paper paper;
  paper.ids.pmcid = canonical_pmcid(text_of(value, "pmcid"));
  paper.ids.pmid = canonical_pmid(text_of(value, "pmid"));
  paper.ids.doi = canonical_doi(text_of(value, "doi"));
  // A record's own name is kept to the letter: judgements refer to it.
  paper.id = text_of(value, "_id");
  if (paper.id.empty()) paper.id = text_of(value, "id");
  paper.title = collapse_space(text_of(value, "title"));
  paper.authors = texts_of(member(value, "authors"));
  paper.journal = collapse_space(text_of(value, "journal"));
  paper.date = parse_date(text_of(value, "date"));
  if (paper.date.year == 0) paper.date = parse_date(text_of(value, "year"));
  if (const std::string type = text_of(value, "type"); !type.empty()) {
    paper.type = canonical_article_type(type);
  }
  paper.licence = text_of(value, "licence");
  if (paper.licence.empty()) paper.licence = text_of(value, "license");
  paper.flags = texts_of(member(value, "flags"));
  paper.keywords = texts_of(member(value, "keywords"));
  for (const Json& link : member(value, "links")) {
    const std::string id = any_paper_id(text_of(link, "id")), relation = text_of(link, "relation");
    if (!id.empty() && !relation.empty()) add_link(paper, relation, id, text_of(link, "note"));
  }
  add_section("Abstract", SectionKind::abstract, text_of(value, "abstract"), paper);
  add_text(text_of(value, "section"), text_of(value, "text"), paper);
  add_sections(member(value, "sections"), paper);
  add_entities(member(value, "entities"), paper);
  if (paper.title.empty() && paper.sections.empty()) return false;
  if (paper.title.empty()) {
    const auto written =
        std::find_if(paper.sections.begin(), paper.sections.end(),
                     [](const Section& section) { return !section.paragraphs.empty(); });
    if (written != paper.sections.end())
      paper.title = std::string(prefix_utf8(written->paragraphs.front(), 120));
  }
  flag_by_title(paper);
  finish_paper(paper, document, "jsonl");
  result.papers.push_back(std::move(paper));
  return true;
}

}  // namespace

void read_jsonl(const Document& document, const ReadOptions& options, ReadResult& result) {
  const std::string_view bytes = document.bytes;
  std::size_t byte = 0;
  std::string reason;
  const std::string_view first = trim(bytes.substr(0, bytes.find('\n')));
  if (!first.empty() && !Json::accept(first)) {
    // Not one record a line: one value over many lines.
    const Json whole = parse_json(bytes, byte, reason);
    if (!whole.is_discarded()) {
      bool any = false;
      if (whole.is_array()) {
        for (const Json& value : whole) any = add_record(value, document, result) || any;
      } else {
        any = add_record(whole, document, result);
      }
      if (!any) report(document, {}, "no title or text in the JSON", result);
      return;
    }
    if (bytes.find("\n{") == std::string_view::npos) {
      report(document, std::string("byte ").append(std::to_string(document.first_byte + byte)),
             std::move(reason), result);
      return;
    }
  }
  std::size_t bad = 0;
  std::size_t first_bad = 0;
  std::string first_reason;
  const auto complain = [&](std::size_t line, std::string why) {
    if (bad++ > 0) return;
    first_bad = line;
    first_reason = std::move(why);
  };
  std::string_view rest = bytes;
  for (std::size_t number = 1; !rest.empty(); ++number) {
    const std::size_t end = rest.find('\n');
    const std::string_view line = trim(rest.substr(0, end));
    rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
    if (line.empty()) continue;
    if (line.size() > options.max_line_bytes) {
      complain(number, std::string("a line longer than ") +
                           std::to_string(options.max_line_bytes >> 20) + " MB, taken for damage");
      continue;
    }
    const Json value = parse_json(line, byte, reason);
    if (value.is_discarded()) {
      complain(number, reason);
    } else if (value.is_array()) {
      for (const Json& item : value) add_record(item, document, result);
    } else if (!add_record(value, document, result)) {
      complain(number, "no title or text in the record");
    }
  }
  if (bad > 1) first_reason += "; " + std::to_string(bad) + " lines were left out";
  if (bad > 0) report_line(document, first_bad, std::move(first_reason), result);
}

}  // namespace osteon::corpus
