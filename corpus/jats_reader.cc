// JATS and its ancestors, as PMC, Europe PMC, PLOS, eLife and others publish them: one article,
// many in a pmc-articleset, or one in an OAI-PMH envelope.
#include <string>
#include <utility>
#include <vector>

#include "corpus/jats_handler.h"
#include "corpus/text.h"

namespace osteon::corpus {

void JatsHandler::text(std::string_view text) {
  if (math_depth_ > 0) {
    math_.text(text);
  } else if (sink_ != nullptr && skip_ == 0) {
    append_text(text);
  }
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

std::vector<Paper> JatsHandler::take_papers() {
  std::vector<Paper> finished;
  for (auto& [done, paper] : papers_) {
    if (done) finished.push_back(std::move(paper));
  }
  return finished;
}

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
