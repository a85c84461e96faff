// Collects a paper's sections while a structured document goes by.
#include "corpus/section_builder.h"

#include <utility>

namespace osteon::corpus {

void SectionBuilder::open(SectionKind kind, KindRule rule) {
  Section added;
  const int depth = parts_.empty() ? 0 : parts_.back().depth + 1;
  added.depth = depth;
  added.kind = kind;
  const bool is_float =
      kind == SectionKind::figure || kind == SectionKind::table || kind == SectionKind::supplement;
  if (!parts_.empty()) {
    // Figures and tables stand between paragraphs; only a nested section ends its parent's run.
    if (!is_float) parts_.back().child_since = true;
    const bool locked = parts_.back().rule == KindRule::fixed_below;
    if (locked && !is_float) rule = KindRule::fixed_below;
    if (rule == KindRule::by_heading || (locked && !is_float)) added.kind = section().kind;
  }
  paper_->sections.push_back(std::move(added));
  Part part;
  part.section = paper_->sections.size() - 1;
  part.rule = rule;
  part.depth = depth;
  parts_.push_back(std::move(part));
}

void SectionBuilder::open_body() {
  open(SectionKind::other, KindRule::by_heading);
  parts_.back().depth = -1;
}

void SectionBuilder::close() {
  if (parts_.empty()) return;
  parts_.back().cell_depth = 0;
  end_paragraph();
  parts_.pop_back();
}

void SectionBuilder::continue_after_child() {
  Part& part = parts_.back();
  if (!part.child_since) return;
  Section more;
  more.heading = section().heading;
  more.kind = section().kind;
  more.depth = section().depth;
  paper_->sections.push_back(std::move(more));
  part.section = paper_->sections.size() - 1;
  part.child_since = false;
}

void SectionBuilder::end_paragraph() {
  Part& part = parts_.back();
  if (part.cell_depth > 0) {
    part.text.space();
    return;
  }
  if (part.text.empty()) {
    part.text.clear();
    return;
  }
  continue_after_child();
  section().paragraphs.push_back(part.text.take());
}

void SectionBuilder::end_heading() {
  Part& part = parts_.back();
  if (part.has_title) {
    end_paragraph();
    return;
  }
  std::string title = part.text.take();
  if (title.empty()) return;
  Section& target = section();
  part.has_title = true;
  if (part.rule == KindRule::by_heading) {
    if (const SectionKind kind = section_kind_of_heading(title); kind != SectionKind::other) {
      target.kind = kind;
    }
  }
  if (!target.heading.empty()) target.heading.push_back(' ');
  target.heading += title;
}

void SectionBuilder::name_if_unnamed(std::string_view heading) {
  if (section().heading.empty()) section().heading = heading;
}

void SectionBuilder::end_label() {
  Part& part = parts_.back();
  std::string label = part.text.take();
  if (label.empty()) return;
  Section& target = section();
  if (target.heading.empty()) {
    target.heading = std::move(label);
  } else {
    target.heading += ' ';
    target.heading += label;
  }
}

void SectionBuilder::begin_row() {
  end_paragraph();
}

void SectionBuilder::begin_cell() {
  Part& part = parts_.back();
  if (part.cell_depth++ == 0 && !part.text.empty()) {
    part.text.space();
    part.text.append("|");
    part.text.space();
  }
}

void SectionBuilder::end_cell() {
  Part& part = parts_.back();
  if (part.cell_depth > 0) --part.cell_depth;
}

void SectionBuilder::end_row() {
  if (parts_.back().cell_depth == 0) end_paragraph();
}

}  // namespace osteon::corpus
