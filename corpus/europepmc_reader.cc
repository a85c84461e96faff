// Europe PMC's REST answers in JSON (resultType=core): an answer, a list of results, or one result.
#include <string>
#include <utility>

#include "corpus/ids.h"
#include "corpus/json_values.h"
#include "corpus/markup_text.h"
#include "corpus/readers.h"
#include "corpus/relations.h"
#include "corpus/text.h"

namespace osteon::corpus {
namespace {

void add_types(const Json& value, Paper& paper) {
  std::string kept;
  for (const std::string& written : texts_of(member(member(value, "pubTypeList"), "pubType"))) {
    const std::string type = canonical_article_type(written);
    flag_by_type(paper, type);
    // "review" says more than "journal article" or "research support".
    if (type == "review" || type == "systematic-review" ||
        (kept.empty() && type != "article" && !type.starts_with("research-support"))) {
      kept = type;
    }
  }
  if (!kept.empty()) paper.type = kept;
}

void add_relations(const Json& value, Paper& paper) {
  for (const Json& relation : member(member(value, "commentCorrectionList"), "commentCorrection")) {
    std::string id = text_of(relation, "id");
    const std::string source = text_of(relation, "source"), cited = text_of(relation, "reference");
    if (source != "MED" && source != "PMC") id = cited;  // PPR numbers are Europe PMC's own
    if (source == "PMC" && !id.starts_with("PMC")) id.insert(0, "PMC");
    add_relation(paper, text_of(relation, "type"), id, source == "PPR" ? "preprint" : cited);
  }
}

void add_mesh(const Json& value, Paper& paper) {
  for (const Json& heading : member(member(value, "meshHeadingList"), "meshHeading")) {
    if (std::string name = text_of(heading, "descriptorName"); !name.empty()) {
      paper.keywords.push_back(std::move(name));
    }
  }
}

bool add_result(const Json& value, const Document& document, ReadResult& result) {
  Paper paper;
  paper.title = without_tags(text_of(value, "title"));
  const std::string abstract = text_of(value, "abstractText");
  if (paper.title.empty() && abstract.empty()) return false;
  paper.ids.pmcid = canonical_pmcid(text_of(value, "pmcid"));
  paper.ids.pmid = canonical_pmid(text_of(value, "pmid"));
  paper.ids.doi = canonical_doi(text_of(value, "doi"));
  if (paper.ids == PaperIds{}) {
    const std::string id = text_of(value, "id");
    const std::string source = text_of(value, "source");
    if (!id.empty()) paper.id = source.empty() ? id : source + ":" + id;
  }
  for (const Json& author : member(member(value, "authorList"), "author")) {
    const std::string first = text_of(author, "firstName");
    const std::string last = text_of(author, "lastName");
    std::string name = last.empty()    ? text_of(author, "fullName")
                       : first.empty() ? last
                                       : first + " " + last;
    if (name.empty()) name = text_of(author, "collectiveName");
    if (!name.empty()) paper.authors.push_back(std::move(name));
  }
  if (paper.authors.empty()) {
    std::string list = text_of(value, "authorString");
    if (!list.empty() && list.back() == '.') list.pop_back();
    paper.authors = split_trimmed(list, ',');
  }
  const Json& issue = member(value, "journalInfo");
  paper.journal = text_of(member(issue, "journal"), "title");
  if (paper.journal.empty()) paper.journal = text_of(value, "journalTitle");
  for (const std::string& written :
       {text_of(value, "firstPublicationDate"), text_of(value, "electronicPublicationDate"),
        text_of(issue, "printPublicationDate"), text_of(value, "pubYear")}) {
    if (paper.date.year == 0) paper.date = parse_date(written);
  }
  paper.licence = ascii::lower_case(text_of(value, "license"));
  if (paper.licence.starts_with("cc")) {
    for (char& c : paper.licence) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
  }
  paper.keywords = texts_of(member(member(value, "keywordList"), "keyword"));
  add_mesh(value, paper);
  add_types(value, paper);
  if (text_of(value, "source") == "PPR") add_flag(paper, "preprint");
  add_relations(value, paper);
  add_marked_up_abstract(abstract, paper);
  flag_by_title(paper);
  finish_paper(paper, document, "europepmc");
  result.papers.push_back(std::move(paper));
  return true;
}

}  // namespace

void read_europepmc(const Document& document, const ReadOptions& /*options*/, ReadResult& result) {
  std::size_t byte = 0;
  std::string reason;
  const Json value = parse_json(document.bytes, byte, reason);
  if (value.is_discarded()) {
    report(document, std::string("byte ").append(std::to_string(byte)), std::move(reason), result);
    return;
  }
  const Json& listed = member(member(value, "resultList"), "result");
  const Json& single = member(value, "result");
  if (listed.is_array() || value.is_array()) {
    for (const Json& each : listed.is_array() ? listed : value) add_result(each, document, result);
  } else {
    add_result(single.is_object() ? single : value, document, result);
  }
  // An answer without hits is no fault of the file.
  if (result.papers.empty() && !listed.is_array()) {
    report(document, {}, "no result with a title in the answer", result);
  }
}

}  // namespace osteon::corpus
