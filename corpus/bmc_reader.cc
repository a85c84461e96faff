// BioMed Central's own <art> XML, as its journals published it before JATS.
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "corpus/ids.h"
#include "corpus/math_text.h"
#include "corpus/readers.h"
#include "corpus/section_builder.h"
#include "corpus/xml_events.h"

namespace osteon::corpus {
namespace {

class BmcHandler final : public XmlHandler {
 public:
  void start(std::string_view name, const XmlAttributes& attributes) override;
  void end(std::string_view name) override;
  void text(std::string_view text) override {
    if (skip_ > 0 || sink_ == nullptr) return;
    // A citation group that was left out may have stood flush between two words.
    if (after_citation_ && !text.empty()) {
      if (is_alnum(text.front()) && is_word_byte(sink_->last())) sink_->space();
      after_citation_ = false;
    }
    sink_->append(text);
  }
  bool finished = false;
  bool begun = false;
  Paper paper;

 private:
  struct Element {
    std::string_view name;
    TextBuilder* outer;
    bool opened = false;
    TextBuilder::Mark mark{};
  };
  std::string_view parent(std::size_t up = 1) const {
    return stack_.size() > up ? stack_[stack_.size() - 1 - up].name : std::string_view();
  }
  bool inside(std::string_view name) const {
    for (const Element& element : stack_) {
      if (element.name == name) return true;
    }
    return false;
  }
  void capture() {
    field_.clear();
    sink_ = &field_;
  }
  void open(Element& element, SectionKind kind, KindRule rule) {
    builder_.open(kind, rule);
    element.opened = true;
    sink_ = &builder_.text();
  }
  void start_front(Element& element, const XmlAttributes& attributes);
  void end_front(std::string_view name);
  void start_text(Element& element);
  void end_text(const Element& element);

  SectionBuilder builder_{paper};
  std::vector<Element> stack_;
  TextBuilder* sink_ = nullptr;
  TextBuilder field_;
  std::size_t skip_ = 0;
  bool in_front_ = false;
  bool after_citation_ = false;
  std::string id_type_;
  std::string surname_;
  std::string given_;
};

void BmcHandler::start_front(Element& element, const XmlAttributes& attributes) {
  const std::string_view name = element.name;
  if (name == "pubid") {
    id_type_ = std::string(attributes.get("idtype"));
    capture();
  } else if (name == "title" && parent() == "bibl") {
    capture();
  } else if (name == "snm" || name == "fnm" || name == "cnm" || name == "source" ||
             name == "pubdate" || name == "dochead" || name == "kwd" || name == "year" ||
             name == "cpyrt") {
    if (!(name == "year" && sink_ != nullptr)) capture();
  } else if (name == "au") {
    surname_.clear();
    given_.clear();
  } else if (name == "abs") {
    open(element, SectionKind::abstract, KindRule::fixed_below);
  }
}

void BmcHandler::end_front(std::string_view name) {
  if (name == "pubid") {
    const std::string id = field_.take();
    if (id_type_ == "doi") paper.ids.doi = canonical_doi(id);
    if (id_type_ == "pmpid") paper.ids.pmid = canonical_pmid(id);
    if (id_type_ == "pmcid") paper.ids.pmcid = canonical_pmcid(id);
  } else if (name == "title" && parent() == "bibl") {
    paper.title = field_.take();
  } else if (name == "snm") {
    surname_ = field_.take();
  } else if (name == "fnm") {
    given_ = field_.take();
  } else if (name == "cnm") {
    paper.authors.push_back(field_.take());
  } else if (name == "au") {
    if (!given_.empty()) given_ += " ";
    if (!surname_.empty()) paper.authors.push_back(given_ + surname_);
  } else if (name == "source") {
    paper.journal = field_.take();
  } else if (name == "pubdate") {
    if (paper.date.year == 0) paper.date = parse_date(field_.take());
  } else if (name == "dochead") {
    std::string type = canonical_article_type(field_.take());
    if (type == "research-article") type = "research";
    if (!type.empty()) paper.type = std::move(type);
  } else if (name == "kwd") {
    if (!field_.empty()) paper.keywords.push_back(field_.take());
  } else if (name == "cpyrt") {
    paper.licence = licence_of_url(field_.take());
  }
}

void BmcHandler::start(std::string_view name, const XmlAttributes& attributes) {
  static constexpr std::string_view left_out[] = {"refgrp", "abbrgrp", "graphic", "insg",
                                                  "aff",    "history", "ui",      "ji",
                                                  "issn",   "email",   "tblrule"};
  if (skip_ > 0) {
    ++skip_;
    return;
  }
  for (const std::string_view each : left_out) {
    if (name == each) {
      if (name == "abbrgrp" && sink_ != nullptr) {
        after_citation_ = true;
        const TextBuilder::Mark mark = sink_->mark();
        if (mark.pending_space) sink_->cut({mark.size, false, mark.paragraph});
      }
      skip_ = 1;
      return;
    }
  }
  stack_.push_back({name, sink_});
  Element& element = stack_.back();
  if (name == "art") begun = true;
  if (name == "fm") in_front_ = true;
  if (in_front_ && !builder_.is_open()) {
    start_front(element, attributes);
  } else if (name == "bdy") {
    builder_.open_body();
    element.opened = true;
    sink_ = &builder_.text();
  } else {
    start_text(element);
  }
}

void BmcHandler::start_text(Element& element) {
  const std::string_view name = element.name;
  if (name == "sec" || name == "ack" || name == "app" || name == "meth") {
    open(element, SectionKind::other, KindRule::by_heading);
  } else if (name == "fig") {
    open(element, SectionKind::figure, KindRule::fixed);
  } else if (name == "tbl") {
    open(element, SectionKind::table, KindRule::fixed);
  } else if (name == "suppl") {
    open(element, SectionKind::supplement, KindRule::fixed);
  } else if (sink_ == nullptr || sink_ == &field_) {
    return;
  } else if (name == "r") {
    builder_.begin_row();
  } else if (name == "c") {
    builder_.begin_cell();
  } else if (name == "sup") {
    element.mark = sink_->mark();
  } else if (name == "p" || name == "br") {
    sink_->space();
  }
}

void BmcHandler::end_text(const Element& element) {
  const std::string_view name = element.name;
  if (name == "sup") {
    const std::string raised(sink_->since(element.mark));
    if (needs_caret(sink_->before(element.mark), raised)) {
      sink_->insert(element.mark, "^");
    }
  } else if (name == "st" ||
             (name == "title" && (parent() == "fig" || parent() == "tbl" || parent() == "suppl"))) {
    builder_.end_heading();
  } else if (name == "p") {
    // The paragraph of a heading is the heading.
    if (parent() != "st" && parent() != "title") builder_.end_paragraph();
  } else if (name == "r") {
    builder_.end_row();
  } else if (name == "c") {
    builder_.end_cell();
  }
}

void BmcHandler::end(std::string_view name) {
  if (skip_ > 0) {
    --skip_;
    return;
  }
  if (stack_.empty()) return;
  const Element element = stack_.back();
  if (in_front_ && !builder_.is_open()) {
    end_front(name);
  } else if (sink_ != nullptr && builder_.is_open() && sink_ != &field_) {
    end_text(element);
  }
  if (element.opened) {
    builder_.close();
  }
  if (name == "fm") in_front_ = false;
  if (name == "art") finished = true;
  sink_ = element.outer;
  stack_.pop_back();
}

}  // namespace

void read_bmc(const Document& document, const ReadOptions& /*options*/, ReadResult& result) {
  BmcHandler handler;
  const XmlOutcome outcome = parse_xml(document.bytes, handler);
  if (outcome.errors > 0) {
    std::string reason = outcome.reason;
    if (!handler.finished) reason += "; the article is cut off and was left out";
    report_line(document, outcome.line, std::move(reason), result);
  }
  if (!handler.finished) return;
  flag_by_title(handler.paper);
  finish_paper(handler.paper, document, "bmc");
  result.papers.push_back(std::move(handler.paper));
}

}  // namespace osteon::corpus
