// The text of a JATS article: blocks, floats, formulae, and markers that are no part of a word.
#include <string>
#include <utility>

#include "corpus/jats_handler.h"
#include "corpus/text.h"

namespace osteon::corpus {

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
    } else if (after_xref_ && sup_depth_ == 0 && ascii::is_letter(text.front()) &&
               is_alnum(sink_->last())) {
      sink_->space();
    }
    after_xref_ = false;
  }
  sink_->append(text);
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
  if (!element.mark.pending_space && needs_caret(sink_->before(element.mark), copy)) {
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

}  // namespace osteon::corpus
