// Markdown papers: structured summaries with entity lists, and any other text by its headings.
#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "corpus/front_matter.h"
#include "corpus/ids.h"
#include "corpus/markdown_blocks.h"
#include "corpus/readers.h"
#include "corpus/summary_entities.h"
#include "corpus/text.h"

namespace osteon::corpus {
namespace {

using Block = MarkdownBlock;

std::vector<std::string> authors_of(std::string_view list) {
  std::vector<std::string> authors;
  for (std::string author : split_trimmed(list, ',')) {
    for (const std::string_view before : {"and ", "& "}) {
      if (author.starts_with(before)) author.erase(0, before.size());
    }
    if (const std::size_t both = author.find(" and "); both != std::string::npos) {
      authors.push_back(author.substr(0, both));
      author.erase(0, both + 5);
    }
    if (!author.empty()) authors.push_back(std::move(author));
  }
  return authors;
}

void apply_front_matter(const FrontMatter& matter, Paper& paper) {
  paper.title = matter.first("title");
  for (const std::string_view key : {"authors", "author"}) {
    if (const auto* values = matter.find(key); values != nullptr && paper.authors.empty()) {
      paper.authors = values->size() == 1 ? authors_of(values->front()) : *values;
    }
  }
  paper.journal = matter.first("journal");
  for (const std::string_view key : {"date", "published", "year"}) {
    if (paper.date.year == 0) paper.date = parse_date(matter.first(key));
  }
  paper.ids.doi = canonical_doi(matter.first("doi"));
  paper.ids.pmid = canonical_pmid(matter.first("pmid"));
  for (const std::string_view key : {"pmcid", "pmc"}) {
    if (paper.ids.pmcid.empty()) paper.ids.pmcid = canonical_pmcid(matter.first(key));
  }
  for (const std::string_view key : {"license", "licence"}) {
    if (const std::string licence = matter.first(key); !licence.empty()) paper.licence = licence;
  }
  if (const std::string of_url = licence_of_url(paper.licence); !of_url.empty())
    paper.licence = of_url;
  for (const std::string_view key : {"type", "article-type"}) {
    if (const std::string type = matter.first(key); !type.empty()) {
      paper.type = canonical_article_type(type);
    }
  }
  if (const auto* flags = matter.find("flags")) paper.flags = *flags;
  for (const std::string_view key : {"keywords", "tags"}) {
    if (const auto* values = matter.find(key); values != nullptr && paper.keywords.empty()) {
      paper.keywords = values->size() == 1 ? split_trimmed(values->front(), ',') : *values;
    }
  }
}

// "PMC · DOI: 10.3389/fphys.2025.1723522 · 2026-01-09"
bool read_identity_line(const Block& block, Paper& paper) {
  if (block.kind != Block::Kind::paragraph || block.text.size() > 300) return false;
  static constexpr std::string_view dot = "\u00B7";
  std::vector<std::string> parts;
  std::string_view rest = block.text;
  while (true) {
    const std::size_t at = rest.find(dot);
    parts.emplace_back(trim(rest.substr(0, at)));
    if (at == std::string_view::npos) break;
    rest.remove_prefix(at + dot.size());
  }
  if (parts.size() < 2) return false;
  bool known = false;
  for (const std::string& part : parts) {
    if (starts_with_no_case(part, "doi") || part.starts_with("10.") ||
        part.find("doi.org/") != std::string::npos) {
      if (paper.ids.doi.empty()) paper.ids.doi = find_doi(part);
      known = true;
    } else if (starts_with_no_case(part, "pmid")) {
      paper.ids.pmid = canonical_pmid(part);
      known = true;
    } else if (starts_with_no_case(part, "pmc")) {
      if (const std::string pmcid = canonical_pmcid(part); !pmcid.empty()) paper.ids.pmcid = pmcid;
      known = true;
    } else if (const Date date = parse_date(part);
               date.year != 0 && part.size() <= 20 && paper.date.year == 0) {
      paper.date = date;
    } else if (paper.journal.empty()) {
      paper.journal = part;
    }
  }
  return known;
}

// "Lin et al. *bioRxiv* [@doi:10.1101/2020.02.08.939892]" under the title of a summary.
bool read_citation_line(const Block& block, Paper& paper) {
  if (block.kind != Block::Kind::paragraph || block.text.size() > 200) return false;
  if (block.citations.size() != 1 || !starts_with_no_case(block.citations[0], "doi:")) return false;
  const std::size_t et_al = block.text.find(" et al");
  if (et_al == std::string::npos && block.emphasis.empty()) return false;
  paper.ids.doi = canonical_doi(block.citations[0]);
  paper.journal = trim(block.emphasis);
  if (et_al != std::string::npos) paper.authors = {block.text.substr(0, et_al) + " et al."};
  return true;
}

// "Source: https://…/PMC12827509": the one place where such a summary gives its PMCID.
bool read_source_line(const Block& block, Paper& paper) {
  if (block.kind != Block::Kind::paragraph || !starts_with_no_case(block.text, "source:"))
    return false;
  const std::string pmcid = find_pmcid(block.text);
  if (!pmcid.empty()) paper.ids.pmcid = pmcid;
  return !pmcid.empty();
}

bool is_preprint_server(std::string_view journal) {
  for (const std::string_view server :
       {"biorxiv", "medrxiv", "arxiv", "research square", "preprints"}) {
    if (starts_with_no_case(journal, server)) return true;
  }
  return false;
}

class MarkdownPaper {
 public:
  explicit MarkdownPaper(Paper& paper) : paper_(paper) {}

  void add(const Block& block) {
    if (block.kind == Block::Kind::heading) {
      heading(block);
    } else if (!front_line(block)) {
      body(block);
    }
  }

 private:
  void heading(const Block& block) {
    // The first heading names the paper, if nothing has and no text came before it.
    if (paper_.title.empty() && paper_.sections.empty()) {
      paper_.title = block.text;
      title_level_ = block.level;
      return;
    }
    provenance_known_ = false;
    if (equals_no_case(block.text, "Linked entities")) {
      provenance_ = EntityProvenance::linked;
      provenance_known_ = true;
    } else if (equals_no_case(block.text, "Full-text entities")) {
      provenance_ = EntityProvenance::full_text;
      provenance_known_ = true;
    }
    keywords_ = equals_no_case(block.text, "Keywords");
    if (top_level_ == 0 || block.level < top_level_) top_level_ = block.level;
    Section section;
    section.heading = block.text;
    section.depth = block.level - top_level_;
    section.kind = section_kind_of_heading(block.text);
    if (section.kind == SectionKind::other && section.depth > 0) {
      // A nested section is of its parent's kind unless its heading says more.
      for (auto it = paper_.sections.rbegin(); it != paper_.sections.rend(); ++it) {
        if (it->depth < section.depth) {
          section.kind = it->kind;
          break;
        }
      }
    }
    paper_.sections.push_back(std::move(section));
  }

  // Lines between the title and the first section, and the source line at the very end.
  bool front_line(const Block& block) {
    if (read_source_line(block, paper_)) return true;
    if (!paper_.sections.empty()) return false;
    const std::string_view lead = trim(block.lead);
    for (const std::string_view word : {"Authors", "Author"}) {
      if (starts_with_no_case(lead, word) && block.text.size() > block.lead.size()) {
        paper_.authors = authors_of(trim(std::string_view(block.text).substr(block.lead.size())));
        return true;
      }
    }
    if (read_identity_line(block, paper_)) return true;
    return paper_.ids.doi.empty() && !paper_.title.empty() && read_citation_line(block, paper_);
  }

  void body(const Block& block) {
    if (paper_.sections.empty()) paper_.sections.emplace_back();
    if (provenance_known_ && !block.lead.empty()) {
      std::string_view type = trim(block.lead);
      if (!type.empty() && type.back() == ':') type.remove_suffix(1);
      std::string_view list =
          std::string_view(block.text).substr(std::min(trim(block.lead).size(), block.text.size()));
      list = trim(list);
      if (!list.empty() && list.front() == ':') list = trim(list.substr(1));
      for (PaperEntity& entity : parse_entity_list(type, list, provenance_)) {
        paper_.entities.push_back(std::move(entity));
      }
    }
    if (keywords_ && !block.text.empty()) {
      if (block.kind == Block::Kind::item) {
        paper_.keywords.push_back(block.text);
      } else {
        for (std::string& word : split_trimmed(block.text, ','))
          paper_.keywords.push_back(std::move(word));
      }
    }
    if (!block.text.empty()) paper_.sections.back().paragraphs.push_back(block.text);
  }

  Paper& paper_;
  int title_level_ = 0;
  int top_level_ = 0;
  EntityProvenance provenance_ = EntityProvenance::full_text;
  bool provenance_known_ = false;
  bool keywords_ = false;
};

}  // namespace

void read_markdown(const Document& document, const ReadOptions& /*options*/, ReadResult& result) {
  Paper paper;
  std::string_view text = document.bytes;
  const FrontMatter matter = read_front_matter(text);
  apply_front_matter(matter, paper);
  text.remove_prefix(matter.length);
  MarkdownPaper builder(paper);
  for (const Block& block : markdown_blocks(text)) builder.add(block);
  if (paper.title.empty() && paper.sections.empty()) {
    report(document, {}, "no text in the document", result);
    return;
  }
  if (paper.title.empty()) {
    // Its first words stand for a title that it does not have.
    for (const Section& section : paper.sections) {
      if (!paper.title.empty()) break;
      if (!section.heading.empty())
        paper.title = section.heading;
      else if (!section.paragraphs.empty())
        paper.title = prefix_utf8(section.paragraphs[0], 120);
    }
  }
  if (is_preprint_server(paper.journal)) add_flag(paper, "preprint");
  flag_by_title(paper);
  finish_paper(paper, document, "markdown");
  result.papers.push_back(std::move(paper));
}

}  // namespace osteon::corpus
