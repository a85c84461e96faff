// PubMed and MEDLINE XML: baseline and update files, efetch answers, books; withdrawals too.
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "corpus/ids.h"
#include "corpus/readers.h"
#include "corpus/relations.h"
#include "corpus/text.h"
#include "corpus/xml_events.h"

namespace osteon::corpus {
namespace {

class PubmedHandler final : public XmlHandler {
 public:
  PubmedHandler(const Document& document, const ReadOptions& options, ReadResult& result)
      : document_(document), options_(options), result_(result) {}

  void start(std::string_view name, const XmlAttributes& attributes) override;
  void end(std::string_view name) override;
  void text(std::string_view text) override {
    if (capturing_ && skip_ == 0) field_.append(text);
  }
  bool unfinished() const { return in_record_; }
  bool saw_set = false;

 private:
  // Names live in the parser's dictionary as long as the parse.
  std::string_view parent() const {
    return stack_.size() > 1 ? stack_[stack_.size() - 2] : std::string_view();
  }
  std::string_view grandparent() const {
    return stack_.size() > 2 ? stack_[stack_.size() - 3] : std::string_view();
  }
  void begin_record();
  void end_record();
  void publication_type(const std::string& value);
  void add_entity(std::string type, std::string name, std::string id);
  void end_captured(std::string_view name, std::string value);
  void end_id(std::string_view name, const std::string& value);

  const Document& document_;
  const ReadOptions& options_;
  ReadResult& result_;
  std::vector<std::string_view> stack_;
  bool in_record_ = false;
  std::size_t skip_ = 0;
  Paper paper_;
  TextBuilder field_;
  bool capturing_ = false;
  std::size_t capture_depth_ = 0;
  std::string attribute_;   ///< of the captured element: label, id type or MeSH number
  std::string attribute2_;  ///< NlmCategory, or a supplementary heading's type
  Date date_;
  std::string last_;
  std::string first_;
  std::string headings_;
  std::string relation_;     ///< to another paper, while that one is read
  std::string other_id_;     ///< its PMID
  std::string other_place_;  ///< where it appeared
};

bool is_record(std::string_view name) {
  return name == "PubmedArticle" || name == "PubmedBookArticle" || name == "MedlineCitation";
}

bool is_captured(std::string_view name) {
  static constexpr std::string_view names[] = {"PMID",
                                               "ArticleTitle",
                                               "BookTitle",
                                               "AbstractText",
                                               "LastName",
                                               "ForeName",
                                               "CollectiveName",
                                               "Title",
                                               "Year",
                                               "Month",
                                               "Day",
                                               "MedlineDate",
                                               "PublicationType",
                                               "DescriptorName",
                                               "NameOfSubstance",
                                               "Keyword",
                                               "ArticleId",
                                               "ELocationID",
                                               "SupplMeshName",
                                               "GeneSymbol",
                                               "VernacularTitle",
                                               "ISOAbbreviation",
                                               "CopyrightInformation"};
  for (const std::string_view known : names) {
    if (known == name) return true;
  }
  return false;
}

void PubmedHandler::begin_record() {
  paper_ = {};
  headings_.clear();
  in_record_ = true;
}

void PubmedHandler::end_record() {
  in_record_ = false;
  if (paper_.title.empty() && paper_.sections.empty()) return;
  // A translated title stands in brackets.
  if (paper_.title.size() > 3 && paper_.title.front() == '[' &&
      (paper_.title.ends_with("].") || paper_.title.ends_with("]"))) {
    paper_.title = paper_.title.substr(1, paper_.title.rfind(']') - 1);
  }
  // Indexers' headings stand nowhere in the text, yet people search for them.
  if (!headings_.empty()) {
    Section section;
    section.heading = "Indexing terms";
    section.paragraphs.push_back(std::exchange(headings_, {}));
    paper_.sections.push_back(std::move(section));
  }
  flag_by_title(paper_);
  finish_paper(paper_, document_, "pubmed");
  result_.papers.push_back(std::move(paper_));
  paper_ = {};
}

void PubmedHandler::publication_type(const std::string& value) {
  const std::string type = canonical_article_type(value);
  flag_by_type(paper_, type);
  if (type == "article" || type.starts_with("research-support") || type == "english-abstract")
    return;
  // The first type that says something; a review is a review whatever else it is.
  if (paper_.type == "article" || type == "review" || type == "systematic-review")
    paper_.type = type;
}

void PubmedHandler::add_entity(std::string type, std::string name, std::string id) {
  if (name.empty()) return;
  if (!headings_.empty()) headings_ += "; ";
  headings_ += name;
  if (!options_.annotations) return;
  PaperEntity entity;
  entity.type = std::move(type);
  entity.name = std::move(name);
  if (!id.empty()) entity.ids.push_back(canonical_entity_id(id, entity.type));
  if (!entity.ids.empty() && entity.ids[0].empty()) entity.ids.clear();
  entity.provenance = EntityProvenance::linked;
  paper_.entities.push_back(std::move(entity));
}

void PubmedHandler::start(std::string_view name, const XmlAttributes& attributes) {
  if (skip_ > 0) {
    ++skip_;
    return;
  }
  stack_.push_back(name);
  if (name == "PubmedArticleSet" || name == "MedlineCitationSet" || name == "DeleteCitation")
    saw_set = true;
  if (is_record(name) && !in_record_) {
    begin_record();
    return;
  }
  const bool deleting = parent() == "DeleteCitation";
  if (!in_record_ && !deleting) return;
  if (name == "ReferenceList" || name == "History" || name == "InvestigatorList" ||
      name == "DataBankList" || name == "GrantList" || name == "AffiliationInfo" ||
      name == "Identifier") {
    stack_.pop_back();
    skip_ = 1;
    return;
  }
  if (name == "CommentsCorrections") {
    relation_ = std::string(attributes.get("RefType"));
    if (relation_ == "Cites") {  // as a reference list
      relation_.clear();
      stack_.pop_back();
      skip_ = 1;
    }
    other_id_.clear();
    other_place_.clear();
    return;
  }
  if (name == "Author") {
    last_.clear();
    first_.clear();
  } else if (name == "PubDate" || name == "ArticleDate" || name == "DateRevised") {
    date_ = {};
  } else if (!capturing_ && (is_captured(name) || (name == "RefSource" && !relation_.empty()))) {
    capturing_ = true;
    capture_depth_ = stack_.size();
    field_.clear();
    attribute_ = std::string(attributes.get("UI"));
    attribute2_ = std::string(attributes.get("Type"));
    if (name == "AbstractText") attribute_ = std::string(attributes.get("Label"));
    if (name == "ArticleId") attribute_ = std::string(attributes.get("IdType"));
    if (name == "ELocationID") attribute_ = std::string(attributes.get("EIdType"));
  }
}

void PubmedHandler::end_id(std::string_view name, const std::string& value) {
  if (name == "PMID") {
    if (parent() == "DeleteCitation") {
      if (std::string pmid = canonical_pmid(value); !pmid.empty())
        result_.deleted_ids.push_back(std::move(pmid));
    } else if (paper_.ids.pmid.empty()) {
      paper_.ids.pmid = canonical_pmid(value);
    }
  } else if (attribute_ == "doi") {
    if (paper_.ids.doi.empty()) paper_.ids.doi = canonical_doi(value);
  } else if (attribute_ == "pmc" || attribute_ == "pmcid") {
    if (paper_.ids.pmcid.empty()) paper_.ids.pmcid = canonical_pmcid(value);
  } else if (attribute_ == "pubmed" && paper_.ids.pmid.empty()) {
    paper_.ids.pmid = canonical_pmid(value);
  }
}

void PubmedHandler::end_captured(std::string_view name, std::string value) {
  const std::string_view above = parent();
  if (!relation_.empty()) {
    (name == "PMID" ? other_id_ : other_place_) = std::move(value);
  } else if (name == "PMID" || name == "ArticleId" || name == "ELocationID") {
    end_id(name, value);
  } else if (name == "ArticleTitle" || name == "VernacularTitle") {
    if (paper_.title.empty()) paper_.title = std::move(value);
  } else if (name == "BookTitle") {
    paper_.journal = value;
    if (paper_.title.empty()) paper_.title = std::move(value);
  } else if (name == "Title") {
    if (above == "Journal") paper_.journal = std::move(value);
  } else if (name == "ISOAbbreviation") {
    if (paper_.journal.empty()) paper_.journal = std::move(value);
  } else if (name == "AbstractText") {
    if (value.empty()) return;
    Section section;
    section.kind = SectionKind::abstract;
    section.heading = attribute_.empty() ? "Abstract" : attribute_;
    section.paragraphs.push_back(std::move(value));
    paper_.sections.push_back(std::move(section));
  } else if (name == "CopyrightInformation") {
    paper_.licence = licence_of_url(value);
  } else if (name == "LastName") {
    last_ = std::move(value);
  } else if (name == "ForeName") {
    first_ = std::move(value);
  } else if (name == "CollectiveName") {
    if (above == "Author" && !value.empty()) paper_.authors.push_back(std::move(value));
  } else if (name == "Year") {
    date_.year = static_cast<std::uint16_t>(parse_number(value));
  } else if (name == "Month") {
    date_.month = static_cast<std::uint8_t>(parse_month(value));
  } else if (name == "Day") {
    const int day = parse_number(value);
    date_.day = static_cast<std::uint8_t>(day <= 31 ? day : 0);
  } else if (name == "MedlineDate") {
    date_ = parse_date(value);
  } else if (name == "PublicationType") {
    publication_type(value);
  } else if (name == "DescriptorName") {
    add_entity("heading", std::move(value), attribute_);
  } else if (name == "NameOfSubstance") {
    add_entity("chemical", std::move(value), attribute_);
  } else if (name == "SupplMeshName") {
    add_entity(canonical_entity_type(attribute2_), std::move(value), attribute_);
  } else if (name == "GeneSymbol") {
    add_entity("gene", std::move(value), {});
  } else if (name == "Keyword") {
    if (!value.empty()) paper_.keywords.push_back(std::move(value));
  }
}

void PubmedHandler::end(std::string_view name) {
  if (skip_ > 0) {
    --skip_;
    return;
  }
  if (stack_.empty()) return;
  if (capturing_ && stack_.size() == capture_depth_) {
    capturing_ = false;
    end_captured(name, field_.take());
  } else if (!capturing_ && in_record_) {
    if (name == "Author" && grandparent() != "Book") {
      if (!last_.empty()) paper_.authors.push_back(first_.empty() ? last_ : first_ + " " + last_);
    } else if (name == "PubDate" || name == "ArticleDate") {
      if (date_.month == 0) date_.day = 0;
      if (better_date(date_, paper_.date)) paper_.date = date_;
    } else if (name == "DateRevised") {
      paper_.revised = date_;
    } else if (name == "CommentsCorrections") {
      add_relation(paper_, relation_, other_id_.empty() ? other_place_ : other_id_, other_place_);
      relation_.clear();
    }
  }
  stack_.pop_back();
  if (!in_record_) return;
  // A MedlineCitation is a record of its own only where no PubmedArticle holds it.
  const bool inner =
      name == "MedlineCitation" && !stack_.empty() && stack_.back() == "PubmedArticle";
  if (is_record(name) && !inner) end_record();
}

}  // namespace

void read_pubmed(const Document& document, const ReadOptions& options, ReadResult& result) {
  PubmedHandler handler(document, options, result);
  const XmlOutcome outcome = parse_xml(document.bytes, handler);
  if (outcome.errors > 0) {
    std::string reason = outcome.reason;
    if (handler.unfinished()) reason += "; the record is cut off and was left out";
    report_line(document, outcome.line, std::move(reason), result);
  } else if (result.papers.empty() && result.deleted_ids.empty() && !handler.saw_set) {
    report(document, {}, "no record with a title in the set", result);
  }
}

}  // namespace osteon::corpus
