// What BioC XML and BioC JSON have in common: documents of passages with annotations.
#include "corpus/bioc.h"

#include <algorithm>

#include "corpus/ids.h"
#include "corpus/text.h"

namespace osteon::corpus {
namespace {

struct Part {
  std::string_view name;  ///< as a section_type (PMC's BioC) or the beginning of an IAO name
  SectionKind kind;
};

constexpr Part parts[] = {
    {"ABSTRACT", SectionKind::abstract},
    {"INTRO", SectionKind::introduction},
    {"METHODS", SectionKind::methods},
    {"RESULTS", SectionKind::results},
    {"DISCUSS", SectionKind::discussion},
    {"CONCL", SectionKind::conclusion},
    {"CASE", SectionKind::results},
    {"FIG", SectionKind::figure},
    {"TABLE", SectionKind::table},
    {"SUPPL", SectionKind::supplement},
    {"APPENDIX", SectionKind::supplement},
    {"KEYWORD", SectionKind::other},
    {"textual abstract", SectionKind::abstract},
    {"introduction", SectionKind::introduction},
    {"methods", SectionKind::methods},
    {"materials", SectionKind::methods},
    {"results", SectionKind::results},
    {"discussion", SectionKind::discussion},
    {"conclusion", SectionKind::conclusion},
    {"supplementary", SectionKind::supplement},
    {"figure", SectionKind::figure},
    {"table", SectionKind::table},
};

SectionKind kind_of(const BiocPassage& passage) {
  const std::string_view type = passage.infon("type");
  if (type.starts_with("abstract")) return SectionKind::abstract;
  if (type.starts_with("fig")) return SectionKind::figure;
  if (type.starts_with("table")) return SectionKind::table;
  const std::string_view section = passage.infon("section_type");
  const std::string_view iao = passage.infon("iao_name_1");
  for (const Part& part : parts) {
    if (section == part.name || (!iao.empty() && iao.starts_with(part.name))) return part.kind;
  }
  return section_kind_of_heading(passage.infon("section_title_1"));
}

bool is_reference(const BiocPassage& passage) {
  return passage.infon("section_type") == "REF" || passage.infon("type") == "ref" ||
         passage.infon("iao_name_1") == "references section";
}

bool is_title(const BiocPassage& passage) {
  const std::string_view type = passage.infon("type");
  return type == "front" || type == "document_title" ||
         passage.infon("iao_name_1") == "document title" ||
         (type == "title" && passage.infon("section_type").empty()) ||
         (passage.infon("section_type") == "TITLE" && !type.starts_with("title_"));
}

// "title_1", "abstract_title_1": a heading among the passages, by its level; -1 for a paragraph.
int heading_level(const BiocPassage& passage) {
  const std::string_view type = passage.infon("type");
  const std::size_t at = type.find("title_");
  if (at == std::string_view::npos || type.find("caption") != std::string_view::npos) return -1;
  const int level = parse_number(type.substr(at + 6));
  return level > 0 && level < 10 ? level - 1 : 0;
}

void take_front(const BiocPassage& passage, Paper& paper) {
  for (const auto& [key, value] : passage.infons) {
    if (value.empty()) continue;
    if (key == "article-id_pmc" && paper.ids.pmcid.empty())
      paper.ids.pmcid = canonical_pmcid(value);
    if (key == "article-id_pmid" && paper.ids.pmid.empty()) paper.ids.pmid = canonical_pmid(value);
    if (key == "article-id_doi" && paper.ids.doi.empty()) paper.ids.doi = canonical_doi(value);
    if (key == "year" && paper.date.year == 0) paper.date = parse_date(value);
    if (key == "license" && paper.licence.empty()) {
      paper.licence = licence_of_url(value);
      if (paper.licence.empty()) paper.licence = std::string(prefix_utf8(value, 300));
    }
    if (key == "journal" && paper.journal.empty()) {
      // "Mol Cell. 2017 Jan 5;65(1):154-167. doi: …", "Onco Targets Ther; 2020 ; 13 …"
      paper.journal =
          std::string(trim(std::string_view(value).substr(0, value.find_first_of(".;"))));
      if (paper.ids.doi.empty()) paper.ids.doi = find_doi(value);
    }
  }
  // Names are numbered infons in no order: "name_0" = "surname:Wen;given-names:Lingzhu".
  for (int i = 0; i < 1000; ++i) {
    const std::string_view name = passage.infon(std::string("name_").append(std::to_string(i)));
    if (name.empty()) break;
    std::string surname;
    std::string given;
    for (const std::string& part : split_trimmed(name, ';')) {
      if (part.starts_with("surname:")) surname = part.substr(8);
      if (part.starts_with("given-names:")) given = part.substr(12);
    }
    if (!given.empty()) given += " ";
    paper.authors.push_back(given + surname);
  }
  if (paper.authors.empty()) paper.authors = split_trimmed(passage.infon("authors"), ',');
}

void take_id(const BiocDocument& bioc, Paper& paper) {
  // PubTator's exports write "37317646|None" or "37317646|PMC10425847".
  const std::size_t bar = bioc.id.find('|');
  const std::string_view first = std::string_view(bioc.id).substr(0, bar);
  if (bar != std::string::npos && paper.ids.pmcid.empty()) {
    const std::string_view second = std::string_view(bioc.id).substr(bar + 1);
    if (second.starts_with("PMC")) paper.ids.pmcid = canonical_pmcid(second);
  }
  if (first.starts_with("PMC")) {
    if (paper.ids.pmcid.empty()) paper.ids.pmcid = canonical_pmcid(first);
  } else if (std::string pmid = canonical_pmid(first); pmid.size() >= 4) {
    // PMC's BioC uses the bare PMC number as a document's id.
    if (paper.ids.pmid.empty() && paper.ids.pmcid != std::string("PMC").append(pmid))
      paper.ids.pmid = pmid;
  } else if (paper.ids.doi.empty()) {
    paper.ids.doi = canonical_doi(first);
  }
}

}  // namespace

void BiocPassage::add_sentence(std::size_t sentence_offset, std::string_view sentence) {
  if (text.empty() && offset == 0) offset = sentence_offset;
  std::size_t gap = text.empty() ? 0 : 1;
  const std::size_t end = offset + characters;
  if (!text.empty() && sentence_offset > end && sentence_offset - end < 100)
    gap = sentence_offset - end;
  text.append(gap, ' ');
  text += sentence;
  characters += gap;
  for (const char c : sentence)
    characters += (static_cast<unsigned char>(c) & 0xC0) != 0x80 ? 1u : 0u;
}

std::string_view BiocPassage::infon(std::string_view key) const {
  for (const auto& [name, value] : infons) {
    if (name == key) return value;
  }
  return {};
}

void take_annotation_infon(Annotation& annotation, std::string key, std::string value) {
  static constexpr std::string_view id_keys[] = {
      "identifier", "mesh",     "ncbi gene",   "ncbi taxonomy", "omim",    "chebi",
      "ncbigene",   "taxonomy", "cellosaurus", "mondo",         "pubchem", "ncbi_gene"};
  const std::string lowered = ascii::lower_case(key);
  if (lowered == "type") {
    annotation.type = std::move(value);
  } else if (std::find(std::begin(id_keys), std::end(id_keys), lowered) != std::end(id_keys)) {
    annotation.id_notes.emplace_back(std::move(key), std::move(value));
  }
}

void add_bioc_paper(const BiocDocument& bioc, const Document& document, const ReadOptions& options,
                    std::string_view format, MisplacedReport& misplaced, ReadResult& result) {
  Paper paper;
  AnnotationCollector annotations;
  for (const auto& [key, value] : bioc.infons) {
    if (key == "doi" && paper.ids.doi.empty()) paper.ids.doi = canonical_doi(value);
    if (key == "pmid" && paper.ids.pmid.empty()) paper.ids.pmid = canonical_pmid(value);
    if (key == "license" && paper.licence.empty()) paper.licence = licence_of_url(value);
  }
  std::string heading_now;
  for (const BiocPassage& passage : bioc.passages) {
    if (is_reference(passage)) continue;
    for (const Annotation& annotation : passage.annotations) {
      annotations.add(annotation, passage.text, passage.offset);
    }
    const std::string text = collapse_space(passage.text);
    take_front(passage, paper);
    if (text.empty()) continue;
    if (is_title(passage) && paper.title.empty()) {
      paper.title = text;
      continue;
    }
    const SectionKind kind = kind_of(passage);
    Section section;
    section.kind = kind;
    if (const int level = heading_level(passage); level >= 0) {
      section.heading = text;
      section.depth = level;
      if (kind == SectionKind::other) section.kind = section_kind_of_heading(text);
      heading_now.clear();
      paper.sections.push_back(std::move(section));
      continue;
    }
    const std::string heading(passage.infon("section_title_1"));
    const bool continues = !paper.sections.empty() && paper.sections.back().kind == kind &&
                           (heading.empty() || heading == heading_now) &&
                           kind != SectionKind::figure && kind != SectionKind::table;
    if (!continues) {
      heading_now = heading;
      section.heading = heading;
      if (heading.empty() && kind == SectionKind::abstract) section.heading = "Abstract";
      paper.sections.push_back(std::move(section));
    }
    paper.sections.back().paragraphs.push_back(text);
  }
  take_id(bioc, paper);
  if (options.annotations) annotations.finish(paper);
  if (paper.title.empty() && !paper.sections.empty()) {
    const Section& first = paper.sections.front();
    paper.title = first.paragraphs.empty() ? first.heading
                                           : std::string(prefix_utf8(first.paragraphs[0], 120));
  }
  flag_by_title(paper);
  finish_paper(paper, document, format);
  misplaced.add(annotations, paper);
  if (paper.title.empty() && paper.sections.empty()) return;
  result.papers.push_back(std::move(paper));
}

void read_bioc(const Document& document, const ReadOptions& options, std::string_view format,
               bool (*parse)(const Document&, const BiocSink&, ReadResult&), ReadResult& result) {
  MisplacedReport misplaced;
  const BiocSink sink = [&](BiocDocument&& bioc) {
    add_bioc_paper(bioc, document, options, format, misplaced, result);
  };
  if (!parse(document, sink, result)) return;
  if (std::string reason = misplaced.reason(); !reason.empty()) {
    report(document, misplaced.first_paper, std::move(reason), result);
  } else if (result.papers.empty()) {
    report(document, {}, "no document with text in the collection", result);
  }
}

}  // namespace osteon::corpus
