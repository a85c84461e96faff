// JATS and its ancestors, as PMC, Europe PMC, PLOS, eLife and others publish them: one article,
// many in a pmc-articleset, or one in an OAI-PMH envelope.
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "corpus/ids.h"
#include "corpus/jats_tags.h"
#include "corpus/math_text.h"
#include "corpus/readers.h"
#include "corpus/section_builder.h"
#include "corpus/xml_events.h"

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

// Everything known of one article or sub-article while it is open.
struct OpenPaper {
  explicit OpenPaper(std::size_t at) : index(at), builder(paper) {}
  std::size_t index;  ///< its place among the result's papers
  Paper paper;
  SectionBuilder builder;
  int date_rank = 0;
  int sub_articles = 0;
  std::string element_id;
  std::string licence_text;
  std::string subject;
};

class JatsHandler final : public XmlHandler {
 public:
  explicit JatsHandler(const Document& document) : document_(document) {}

  void start(std::string_view name, const XmlAttributes& attributes) override;
  void end(std::string_view name) override;
  void text(std::string_view text) override {
    if (math_depth_ > 0) {
      math_.text(text);
    } else if (sink_ != nullptr && skip_ == 0) {
      append_text(text);
    }
  }

  /// Papers whose end was seen, each before its sub-articles.
  std::vector<Paper> take_papers();
  std::size_t unfinished() const { return open_.size(); }

 private:
  struct Element {
    JatsTag tag;
    TextBuilder* outer_sink;   ///< what text went to before this element
    bool opened_part = false;  ///< a part of the section builder belongs to it
    TextBuilder::Mark mark{};
  };

  JatsTag parent(std::size_t up = 1) const {
    return stack_.size() > up ? stack_[stack_.size() - 1 - up].tag : JatsTag::other;
  }
  bool inside(JatsTag tag) const {
    for (auto it = stack_.rbegin(); it != stack_.rend(); ++it) {
      if (it->tag == tag) return true;
    }
    return false;
  }
  Paper& paper() { return open_.back()->paper; }
  SectionBuilder& builder() { return open_.back()->builder; }

  void append_text(std::string_view text);
  void begin_paper(JatsTag tag, const XmlAttributes& attributes);
  void end_paper();
  void capture() {
    field_.clear();
    sink_ = &field_;
  }
  void open_part(Element& element, SectionKind kind, KindRule rule);
  void start_front(Element& element, const XmlAttributes& attributes);
  void end_front(JatsTag tag);
  void start_text(Element& element, const XmlAttributes& attributes);
  void end_text(const Element& element);
  void end_xref(const Element& element);
  void end_sup(const Element& element);
  void related_article(const XmlAttributes& attributes);
  bool front_tag(JatsTag tag) const {
    return tag >= JatsTag::article_id && tag <= JatsTag::article_meta_aside;
  }

  const Document& document_;
  std::vector<std::unique_ptr<OpenPaper>> open_;
  std::vector<std::pair<bool, Paper>> papers_;
  std::vector<Element> stack_;
  TextBuilder* sink_ = nullptr;
  TextBuilder field_;
  std::size_t skip_ = 0;
  bool in_front_ = false;
  // Citation markers: text of a <sup> or <xref> that is only a marker is taken back.
  bool own_text_ = false;  ///< in the innermost <sup>: text outside any <xref>
  int sup_depth_ = 0;
  int xref_depth_ = 0;
  bool xref_in_sup_ = false;
  bool xref_text_ = false;  ///< in an <xref>: text outside any <sup>
  bool after_xref_ = false;
  std::size_t dropped_at_ = static_cast<std::size_t>(-1);
  // Formulae: MathML is preferred to TeX.
  MathTextBuilder math_;
  int math_depth_ = 0;
  bool formula_has_math_ = false;
  std::string formula_tex_;
  int formula_depth_ = 0;
  // The author that is being read.
  bool is_author_ = false;
  std::string surname_;
  std::string given_;
  std::string author_;
  Date date_;
  std::string attribute_;  ///< of the element whose text is captured: an id's or a date's type
  std::string attribute2_;
};

void JatsHandler::append_text(std::string_view text) {
  if (sup_depth_ > 0 || xref_depth_ > 0 || after_xref_) {
    const std::string_view word = trim(text);
    if (word.empty()) {
      after_xref_ = false;
      sink_->append(text);
      return;
    }
    bool wordy = false;
    for (const char c : word) wordy = wordy || is_word_byte(c);
    // Dashes are longer than one byte, yet no words.
    if (wordy && word.size() == 3 && word.starts_with("\xE2\x80")) wordy = false;
    if (sup_depth_ > 0 && xref_depth_ == 0) own_text_ = own_text_ || wordy;
    if (xref_depth_ > 0) {
      if (sup_depth_ == 0) {
        // A marker set flush against a word would become part of it.
        if (!xref_text_ && is_word_byte(sink_->last()) && is_word_byte(word.front()))
          sink_->space();
        xref_text_ = xref_text_ || wordy;
      }
    } else if (after_xref_ && sup_depth_ == 0 && is_alpha(text.front()) &&
               is_alnum(sink_->last())) {
      sink_->space();
    }
    after_xref_ = false;
  }
  sink_->append(text);
}

void JatsHandler::begin_paper(JatsTag tag, const XmlAttributes& attributes) {
  auto opened = std::make_unique<OpenPaper>(papers_.size());
  papers_.emplace_back(false, Paper{});
  opened->paper.type = canonical_article_type(attributes.get("article-type").empty()
                                                  ? attributes.get("response-type")
                                                  : attributes.get("article-type"));
  opened->element_id = std::string(attributes.get("id"));
  if (tag == JatsTag::sub_article && !open_.empty()) {
    OpenPaper& outer = *open_.back();
    ++outer.sub_articles;
    if (opened->element_id.empty()) opened->element_id = "s" + std::to_string(outer.sub_articles);
  }
  open_.push_back(std::move(opened));
}

void JatsHandler::end_paper() {
  OpenPaper& done = *open_.back();
  Paper& paper = done.paper;
  while (done.builder.is_open()) done.builder.close();
  if (paper.licence.empty()) paper.licence = licence_of_url(done.licence_text);
  if (paper.licence.empty()) paper.licence = std::string(prefix_utf8(done.licence_text, 300));
  const std::string& type = paper.type;
  if (type == "retraction" || type == "partial-retraction") add_flag(paper, "retraction-notice");
  if (type == "correction" || type == "addendum") add_flag(paper, "correction-notice");
  if (type == "expression-of-concern") add_flag(paper, "concern-notice");
  if (type == "retracted") add_flag(paper, "retracted");
  if (type == "preprint") add_flag(paper, "preprint");
  if (to_lower_ascii(done.subject) == "systematic review") paper.type = "systematic-review";
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

void JatsHandler::open_part(Element& element, SectionKind kind, KindRule rule) {
  builder().open(kind, rule);
  element.opened_part = true;
  sink_ = &builder().text();
}

void JatsHandler::start(std::string_view name, const XmlAttributes& attributes) {
  if (math_depth_ > 0) {
    ++math_depth_;
    math_.start(name);
    return;
  }
  if (skip_ > 0) {
    ++skip_;
    return;
  }
  const JatsTag tag = jats_tag(name);
  if (tag == JatsTag::article || tag == JatsTag::sub_article) {
    begin_paper(tag, attributes);
    stack_.push_back({tag, sink_});
    sink_ = nullptr;
    in_front_ = false;
    return;
  }
  if (open_.empty()) {
    stack_.push_back({JatsTag::other, sink_});
    return;
  }
  if (tag == JatsTag::skipped || (tag == JatsTag::citation && sink_ == nullptr)) {
    // An article's own permissions hold its licence.
    if (!(in_front_ && name == "permissions")) {
      skip_ = 1;
      return;
    }
  }
  stack_.push_back({tag, sink_});
  Element& element = stack_.back();
  if (tag == JatsTag::front || tag == JatsTag::front_stub) {
    in_front_ = true;
  } else if (in_front_ && front_tag(tag)) {
    start_front(element, attributes);
  } else if (tag == JatsTag::related_article && sink_ == nullptr) {
    related_article(attributes);
  } else if (tag == JatsTag::body) {
    builder().open_body();
    element.opened_part = true;
    sink_ = &builder().text();
  } else if (sink_ != nullptr || tag >= JatsTag::sec) {
    // In the front matter only abstracts open text; in back and floats-group each part does.
    if (!(in_front_ && sink_ == nullptr)) start_text(element, attributes);
  }
}

void JatsHandler::end(std::string_view name) {
  if (math_depth_ > 0) {
    if (--math_depth_ > 0) {
      math_.end(name);
      return;
    }
    const std::string formula = math_.take();
    if (sink_ != nullptr && !formula.empty()) {
      formula_has_math_ = true;
      if (formula_depth_ == 0) sink_->space();
      sink_->append(formula);
      if (formula_depth_ == 0) sink_->space();
    }
    stack_.pop_back();
    return;
  }
  if (skip_ > 0) {
    --skip_;
    return;
  }
  if (stack_.empty()) return;
  const Element element = stack_.back();
  switch (element.tag) {
    case JatsTag::article:
    case JatsTag::sub_article:
      stack_.pop_back();
      if (!open_.empty()) end_paper();
      sink_ = element.outer_sink;
      in_front_ = false;
      return;
    case JatsTag::front:
    case JatsTag::front_stub:
      in_front_ = false;
      break;
    default:
      if (open_.empty()) break;
      if (in_front_ && front_tag(element.tag)) {
        end_front(element.tag);
      } else if (sink_ != nullptr) {
        end_text(element);
      }
  }
  if (element.opened_part) {
    if (element.tag == JatsTag::abstract || element.tag == JatsTag::trans_abstract) {
      builder().name_if_unnamed("Abstract");
    }
    builder().close();
  }
  sink_ = element.outer_sink;
  stack_.pop_back();
}

void JatsHandler::related_article(const XmlAttributes& attributes) {
  const std::string_view type = attributes.get("related-article-type");
  if (type == "retraction-forward" || type == "retraction") add_flag(paper(), "retracted");
  if (type == "correction-forward" || type == "corrected-article-forward") {
    add_flag(paper(), "corrected");
  }
  if (type == "concern-forward" || type == "expression-of-concern") add_flag(paper(), "concern");
  // In a notice the relation names the paper that it is about.
  if (type == "retracted-article") add_flag(paper(), "retraction-notice");
  if (type == "corrected-article") add_flag(paper(), "correction-notice");
  if (type == "object-of-concern") add_flag(paper(), "concern-notice");
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
      OpenPaper& open = *open_.back();
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

void JatsHandler::start_text(Element& element, const XmlAttributes& attributes) {
  switch (element.tag) {
    case JatsTag::sec: {
      const std::string_view type = attributes.get("sec-type");
      SectionKind kind = section_kind_of_heading(type);
      if (type == "intro") kind = SectionKind::introduction;
      if (type.starts_with("supplementary")) kind = SectionKind::supplement;
      open_part(element, kind, kind == SectionKind::other ? KindRule::by_heading : KindRule::fixed);
      break;
    }
    case JatsTag::boxed_text:
    case JatsTag::notes:
    case JatsTag::ack:
    case JatsTag::glossary:
    case JatsTag::fn_group:
    case JatsTag::bio:
      open_part(element, SectionKind::other, KindRule::by_heading);
      break;
    case JatsTag::app:
      open_part(element, SectionKind::supplement, KindRule::fixed_below);
      break;
    case JatsTag::fig:
      open_part(element, SectionKind::figure, KindRule::fixed);
      break;
    case JatsTag::table_wrap:
      open_part(element, SectionKind::table, KindRule::fixed);
      break;
    case JatsTag::supplementary:
      open_part(element, SectionKind::supplement, KindRule::fixed_below);
      break;
    case JatsTag::fn:
      // A footnote in the middle of a sentence must not break it.
      if (sink_ != nullptr && parent() == JatsTag::p)
        open_part(element, SectionKind::other, KindRule::by_heading);
      break;
    default:
      break;
  }
  if (sink_ == nullptr) return;
  switch (element.tag) {
    case JatsTag::title:
    case JatsTag::list:
    case JatsTag::list_item:
      // What came before on the same level is a paragraph of its own.
      if (sink_ != &field_) {
        builder().end_paragraph();
      }
      break;
    case JatsTag::tr:
      if (sink_ != &field_) builder().begin_row();
      break;
    case JatsTag::cell:
      if (sink_ != &field_) builder().begin_cell();
      break;
    case JatsTag::kwd:
    case JatsTag::block:
    case JatsTag::label:
    case JatsTag::p:
    case JatsTag::br:
      sink_->space();
      break;
    case JatsTag::xref:
      if (xref_depth_++ == 0) {
        element.mark = sink_->mark();
        xref_in_sup_ = sup_depth_ > 0 || xref_in_sup_;
        if (sup_depth_ == 0) {
          xref_text_ = false;
          xref_in_sup_ = false;
        }
      }
      break;
    case JatsTag::sup:
      if (sup_depth_++ == 0) {
        element.mark = sink_->mark();
        own_text_ = false;
        if (xref_depth_ == 0) xref_in_sup_ = false;
      }
      break;
    case JatsTag::disp_formula:
      sink_->space();
      [[fallthrough]];
    case JatsTag::formula:
      if (formula_depth_++ == 0) {
        formula_has_math_ = false;
        formula_tex_.clear();
      }
      break;
    case JatsTag::math:
      math_depth_ = 1;
      math_.take();
      math_.start("math");
      break;
    case JatsTag::tex_math:
      capture();
      break;
    default:
      break;
  }
}

void JatsHandler::end_sup(const Element& element) {
  if (--sup_depth_ > 0) return;
  const std::string_view raised = trim(sink_->since(element.mark));
  if (xref_depth_ > 0) {
    xref_in_sup_ = true;  // the xref's end decides
    return;
  }
  bool word = false;
  for (const char c : raised) word = word || is_word_byte(c);
  const bool between_markers = dropped_at_ == element.mark.size && !word && !raised.empty();
  if ((xref_in_sup_ && !own_text_) || between_markers ||
      (raised == "\u2013" && dropped_at_ == element.mark.size)) {
    sink_->cut(element.mark);
    dropped_at_ = element.mark.size;
    after_xref_ = true;  // what follows is not part of the word before
    return;
  }
  const std::string copy(raised);
  if (!element.mark.pending_space &&
      needs_caret(std::string_view(sink_->text()).substr(0, element.mark.size), copy)) {
    sink_->insert(element.mark, "^");
  }
}

void JatsHandler::end_xref(const Element& element) {
  if (--xref_depth_ > 0) return;
  if (sup_depth_ > 0) {
    xref_in_sup_ = true;
    return;
  }
  // <xref><sup>12</sup></xref> is a marker too; and no marker belongs into a title.
  if ((xref_in_sup_ && !xref_text_) || sink_ == &field_) {
    sink_->cut(element.mark);
    dropped_at_ = element.mark.size;
    after_xref_ = true;  // what follows is not part of the word before
  } else {
    after_xref_ = true;
  }
}

void JatsHandler::end_text(const Element& element) {
  const bool in_field = sink_ == &field_;
  switch (element.tag) {
    case JatsTag::xref:
      end_xref(element);
      return;
    case JatsTag::sup:
      end_sup(element);
      return;
    case JatsTag::disp_formula:
    case JatsTag::formula:
      if (--formula_depth_ == 0 && !formula_has_math_) {
        // One that is only an image still stands between two words.
        if (formula_tex_.empty()) sink_->space();
        sink_->append(tex_to_text(formula_tex_));
      }
      // A formula between paragraphs is a paragraph.
      if (element.tag == JatsTag::formula) return;
      if (!in_field && (parent() == JatsTag::sec || parent() == JatsTag::body)) {
        builder().end_paragraph();
      } else {
        sink_->space();
      }
      return;
    case JatsTag::tex_math: {
      std::string tex = field_.take();
      sink_ = element.outer_sink;
      if (formula_depth_ > 0) {
        formula_tex_ = std::move(tex);
      } else if (sink_ != nullptr) {
        sink_->append(tex_to_text(tex));
      }
      return;
    }
    default:
      break;
  }
  if (in_field) {
    if (element.tag == JatsTag::p || element.tag == JatsTag::block) sink_->space();
    return;
  }
  switch (element.tag) {
    case JatsTag::title:
      // A caption's title is text; a part's own is its heading.
      if (parent() == JatsTag::block || parent() == JatsTag::list ||
          !stack_[stack_.size() - 2].opened_part) {
        builder().end_paragraph();
      } else {
        builder().end_heading();
      }
      break;
    case JatsTag::label:
      if (stack_.size() > 1 && stack_[stack_.size() - 2].opened_part) {
        builder().end_label();
      } else {
        sink_->space();
      }
      break;
    case JatsTag::p:
    case JatsTag::list:
    case JatsTag::list_item:
    case JatsTag::def_item:
    case JatsTag::fn:
      builder().end_paragraph();
      break;
    case JatsTag::block:
      if (parent() == JatsTag::p) {
        sink_->space();
      } else {
        builder().end_paragraph();
      }
      break;
    case JatsTag::term:
      if (!sink_->empty() && sink_->last() != ':') sink_->append(":");
      sink_->space();
      break;
    case JatsTag::tr:
      builder().end_row();
      break;
    case JatsTag::cell:
      builder().end_cell();
      break;
    default:
      break;
  }
}

std::vector<Paper> JatsHandler::take_papers() {
  std::vector<Paper> finished;
  for (auto& [done, paper] : papers_) {
    if (done) finished.push_back(std::move(paper));
  }
  return finished;
}

}  // namespace

void read_jats(const Document& document, const ReadOptions& /*options*/, ReadResult& result) {
  JatsHandler handler(document);
  const XmlOutcome outcome = parse_xml(document.bytes, handler);
  std::vector<Paper> papers = handler.take_papers();
  if (outcome.errors > 0) {
    std::string reason = outcome.reason;
    if (handler.unfinished() > 0) reason += "; the article is cut off and was left out";
    report_line(document, outcome.line, std::move(reason), result);
  } else if (papers.empty()) {
    report(document, {}, "no <article> in the document", result);
  }
  for (Paper& paper : papers) result.papers.push_back(std::move(paper));
}

}  // namespace osteon::corpus
