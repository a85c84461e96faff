// Words that say of a symbol beside them that it is a gene's (data/gene_words.tsv).
#pragma once

#include <string_view>

#include "analyzers/analyzer.h"
#include "analyzers/tagger/local_names.h"
#include "analyzers/vocabulary/terms.h"

namespace osteon::osv {

/// Immutable.
class GeneWords {
 public:
  explicit GeneWords(const Analyzer& analyzer);
  /// `Akt pathway`: whether the word speaks of a gene that stands before it.
  bool follows(const TermUnit& unit) const { return holds(after_, unit); }
  /// `the gene Akt`: of one that stands after it.
  bool precedes(const TermUnit& unit) const { return holds(before_, unit); }

 private:
  static bool holds(const FlatMap& words, const TermUnit& unit) {
    return unit.token != nullptr && words.find(unit.word, 0) != 0;
  }

  FlatMap after_, before_;
};

/// Whether a gene's symbol is written so that it could as well be a word, a person or a measure:
/// `Akt` and `Fig`, `REF` and `TH`, `ha−1`. No digit, and fewer than two capitals or at most three
/// letters; or a unit to a negative power.
bool is_doubtful_symbol(std::string_view surface);

}  // namespace osteon::osv
