// The state of a JATS parse: the articles that are open and what text goes to; shared by the files
// that read the front matter (jats_front.cc), the text (jats_text.cc) and the envelope
// (jats_reader.cc).
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "corpus/jats_tags.h"
#include "corpus/math_text.h"
#include "corpus/readers.h"
#include "corpus/section_builder.h"
#include "corpus/xml_events.h"

namespace osteon::corpus {

// Everything known of one article or sub-article while it is open.
struct JatsPaper {
  explicit JatsPaper(std::size_t at) : index(at), builder(paper) {}
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
  void text(std::string_view text) override;

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
  std::vector<std::unique_ptr<JatsPaper>> open_;
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

}  // namespace osteon::corpus
