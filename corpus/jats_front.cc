// The front matter of a JATS article: ids, title, authors, dates, licence, flags.
#include <string>
#include <utility>

#include "corpus/ids.h"
#include "corpus/jats_handler.h"
#include "corpus/relations.h"

namespace osteon::corpus {
namespace {

// How much a kind of publication date says about when a paper came out; the best kind's earliest
// date counts. PMC's release and the issue's year are only better than nothing.
int date_rank(std::string_view pub_type, std::string_view date_type) {
  if (pub_type.empty()) pub_type = date_type;
  if (pub_type == "epub" || pub_type == "ppub" || pub_type == "epub-ppub" || pub_type == "pub" ||
      pub_type == "publication" || pub_type.empty()) {
    return 3;
  }
  if (pub_type == "epreprint" || pub_type == "preprint" || pub_type == "collection") return 2;
  return 1;
}

}  // namespace

void JatsHandler::begin_paper(JatsTag tag, const XmlAttributes& attributes) {
  auto opened = std::make_unique<JatsPaper>(papers_.size());
  papers_.emplace_back(false, Paper{});
  opened->paper.type = canonical_article_type(attributes.get("article-type").empty()
                                                  ? attributes.get("response-type")
                                                  : attributes.get("article-type"));
  opened->element_id = std::string(attributes.get("id"));
  if (tag == JatsTag::sub_article && !open_.empty()) {
    JatsPaper& outer = *open_.back();
    ++outer.sub_articles;
    if (opened->element_id.empty()) opened->element_id = "s" + std::to_string(outer.sub_articles);
  }
  open_.push_back(std::move(opened));
}

void JatsHandler::end_paper() {
  JatsPaper& done = *open_.back();
  Paper& paper = done.paper;
  while (done.builder.is_open()) done.builder.close();
  if (paper.licence.empty()) paper.licence = licence_of_url(done.licence_text);
  if (paper.licence.empty()) paper.licence = std::string(prefix_utf8(done.licence_text, 300));
  const std::string type = paper.type;
  flag_by_type(paper, type);
  if (ascii::lower_case(done.subject) == "systematic review") paper.type = "systematic-review";
  flag_by_title(paper);
  if (open_.size() > 1) {
    const Paper& outer = open_[open_.size() - 2]->paper;
    if (paper.journal.empty()) paper.journal = outer.journal;
    if (paper.date.year == 0) paper.date = outer.date;
    if (paper.licence.empty()) paper.licence = outer.licence;
    if (paper.title.empty() && !outer.title.empty()) {
      paper.title = type;
      paper.title.append(": ").append(outer.title);
    }
  }
  finish_paper(paper, document_, "jats");
  if (open_.size() > 1 && paper.ids == PaperIds{}) {
    Paper& outer = open_[open_.size() - 2]->paper;
    if (outer.source.empty()) outer.source = document_.source;
    assign_paper_id(outer);
    paper.id = outer.id + "#" + done.element_id;
  }
  papers_[done.index] = {true, std::move(paper)};
  open_.pop_back();
  sink_ = nullptr;
}

void JatsHandler::related_article(const XmlAttributes& attributes) {
  add_relation(paper(), attributes.get("related-article-type"), attributes.get("href"));
}

void JatsHandler::start_front(Element& element, const XmlAttributes& attributes) {
  switch (element.tag) {
    case JatsTag::article_id:
      attribute_ = std::string(attributes.get("pub-id-type"));
      capture();
      break;
    case JatsTag::article_title:
    case JatsTag::subtitle:
      if (parent() == JatsTag::title_group) capture();
      break;
    case JatsTag::contrib: {
      const std::string_view type = attributes.get("contrib-type");
      is_author_ = type.empty() || type == "author";
      break;
    }
    case JatsTag::surname:
    case JatsTag::given_names:
    case JatsTag::journal_title:
    case JatsTag::year:
    case JatsTag::month:
    case JatsTag::day:
    case JatsTag::subject:
      capture();
      break;
    case JatsTag::name:
      surname_.clear();
      given_.clear();
      capture();  // a string-name may hold its text bare
      break;
    case JatsTag::collab:
    case JatsTag::kwd:
      if (parent() != JatsTag::kwd) capture();
      break;
    case JatsTag::pub_date:
      attribute_ = std::string(attributes.get("pub-type"));
      attribute2_ = std::string(attributes.get("date-type"));
      date_ = {};
      break;
    case JatsTag::license:
      if (paper().licence.empty()) paper().licence = licence_of_url(attributes.get("href"));
      capture();
      break;
    case JatsTag::related_article:
      related_article(attributes);
      break;
    case JatsTag::article_meta_aside:
      stack_.pop_back();
      skip_ = 1;
      break;
    case JatsTag::abstract:
    case JatsTag::trans_abstract: {
      const std::string_view type = attributes.get("abstract-type");
      const bool key_points = type == "executive-summary" || type == "teaser" || type == "precis" ||
                              type == "summary" || type == "web-summary" || type == "key-points" ||
                              type == "highlights" || type == "editor" ||
                              type == "plain-language-summary";
      open_part(element, key_points ? SectionKind::key_points : SectionKind::abstract,
                KindRule::fixed_below);
      break;
    }
    default:
      break;
  }
}

void JatsHandler::end_front(JatsTag tag) {
  Paper& paper = this->paper();
  switch (tag) {
    case JatsTag::article_id: {
      const std::string id = field_.take();
      if (attribute_ == "pmc" || attribute_ == "pmcid") paper.ids.pmcid = canonical_pmcid(id);
      if (attribute_ == "pmid") paper.ids.pmid = canonical_pmid(id);
      if (attribute_ == "doi") paper.ids.doi = canonical_doi(id);
      break;
    }
    case JatsTag::article_title:
      if (parent() == JatsTag::title_group) paper.title = field_.take();
      break;
    case JatsTag::subtitle:
      if (parent() == JatsTag::title_group && !field_.empty()) {
        const bool joined =
            paper.title.empty() ||
            std::string_view(":?!.").find(paper.title.back()) != std::string_view::npos;
        paper.title += joined ? paper.title.empty() ? "" : " " : ": ";
        paper.title += field_.take();
      }
      break;
    case JatsTag::surname:
      surname_ = field_.take();
      break;
    case JatsTag::given_names:
      given_ = field_.take();
      break;
    case JatsTag::name:
      if (surname_.empty() && given_.empty()) surname_ = field_.take();
      author_ = given_.empty()     ? surname_
                : surname_.empty() ? given_
                                   : std::string(given_).append(" ").append(surname_);
      if (is_author_ && !author_.empty() && inside(JatsTag::contrib))
        paper.authors.push_back(author_);
      break;
    case JatsTag::collab:
      if (is_author_ && !field_.empty()) paper.authors.push_back(field_.take());
      break;
    case JatsTag::contrib:
      is_author_ = false;
      break;
    case JatsTag::journal_title:
      if (paper.journal.empty()) paper.journal = field_.take();
      break;
    case JatsTag::year:
      date_.year = static_cast<std::uint16_t>(parse_number(field_.take()));
      break;
    case JatsTag::month:
      date_.month = static_cast<std::uint8_t>(parse_month(field_.take()));
      break;
    case JatsTag::day: {
      const int day = parse_number(field_.take());
      date_.day = static_cast<std::uint8_t>(day <= 31 ? day : 0);
      break;
    }
    case JatsTag::pub_date: {
      const int rank = date_rank(attribute_, attribute2_);
      JatsPaper& open = *open_.back();
      if (date_.month == 0) date_.day = 0;
      if (date_.year != 0 &&
          (rank > open.date_rank || (rank == open.date_rank && better_date(date_, paper.date)))) {
        paper.date = date_;
        open.date_rank = rank;
      }
      break;
    }
    case JatsTag::kwd:
      if (parent() != JatsTag::kwd && !field_.empty()) paper.keywords.push_back(field_.take());
      break;
    case JatsTag::subject:
      open_.back()->subject = field_.take();
      break;
    case JatsTag::license:
      open_.back()->licence_text += field_.take();
      break;
    default:
      break;
  }
}

}  // namespace osteon::corpus
