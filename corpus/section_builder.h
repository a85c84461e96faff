// Collects a paper's sections while a structured document goes by: nested parts, each with a
// heading and paragraphs, floats that may interrupt a sentence, and table rows.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <string>
#include <string_view>

#include "corpus/paper.h"
#include "corpus/text.h"

namespace osteon::corpus {

/// Where a part's kind comes from.
enum class KindRule : std::uint8_t {
  by_heading,  ///< the parent's, until a known heading says otherwise
  fixed,       ///< as given
  fixed_below  ///< as given, for all parts inside too (an abstract's "Methods" are abstract)
};

/// Writes into one paper. Text that is appended while no part is open is lost, so open one first.
class SectionBuilder {
 public:
  explicit SectionBuilder(Paper& paper) : paper_(&paper) {}

  /// Begins a part inside the open one. A paragraph that is being written in the parent goes on
  /// after the part ends.
  void open(SectionKind kind, KindRule rule);
  /// Begins a part whose nested parts are top sections: a paper's body.
  void open_body();
  /// Ends the innermost part.
  void close();
  bool is_open() const { return !parts_.empty(); }
  std::size_t depth() const { return parts_.size(); }

  /// The paragraph that is being written.
  TextBuilder& text() { return parts_.back().text; }
  /// Ends the paragraph; inside a table cell only the word.
  void end_paragraph();
  /// Takes what has been written since the last paragraph as the part's heading. A second heading
  /// of one part becomes a paragraph.
  void end_heading();
  /// A heading for a part that came without one.
  void name_if_unnamed(std::string_view heading);
  /// Puts a label ("Figure 1", "2.1") before the heading.
  void end_label();

  void begin_row();
  void begin_cell();
  void end_cell();
  void end_row();
  bool in_cell() const { return parts_.back().cell_depth > 0; }

 private:
  struct Part {
    std::size_t section = 0;
    KindRule rule = KindRule::by_heading;
    int depth = 0;
    bool has_title = false;
    bool child_since = false;  ///< a nested part has begun: paragraphs now continue the section
    int cell_depth = 0;
    TextBuilder text;
  };
  Section& section() { return paper_->sections[parts_.back().section]; }
  void continue_after_child();

  Paper* paper_;
  std::deque<Part> parts_;  // a deque, since text() of an outer part is kept across open()
};

}  // namespace osteon::corpus
