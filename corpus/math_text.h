// Formulae as readable text: MathML and TeX to one line.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "corpus/text.h"

namespace osteon::corpus {

/// "\frac{a}{b} \leq \alpha_1" -> "a/b ≤ α1". A whole LaTeX document gives its body's text.
std::string tex_to_text(std::string_view tex);

/// True if a raised text beginning with `raised` must be kept apart from `before`, as in 10^6:
/// gluing them would make another number. `before` ends where the raised text begins.
bool needs_caret(std::string_view before, std::string_view raised);

/// Turns the events of one <math> element into text; give it every event inside that element.
class MathTextBuilder {
 public:
  void start(std::string_view name);
  void end(std::string_view name);
  void text(std::string_view text);
  std::string take();

 private:
  struct Node {
    std::string name;
    int child = 0;                    ///< how many children have begun
    TextBuilder::Mark begin{};        ///< where it began
    TextBuilder::Mark child_begin{};  ///< where its latest child began
  };
  void before_child(Node& parent);

  std::vector<Node> open_;
  TextBuilder out_;
  int skip_ = 0;
};

}  // namespace osteon::corpus
