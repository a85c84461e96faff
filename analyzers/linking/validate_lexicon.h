// Whether what was learnt holds in documents that were not read when learning.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "analyzers/linking/lexicon.h"
#include "analyzers/linking/linking_eval.h"
#include "base/api.h"

namespace osteon {

/// The lines of one kind and type, tried on held-back documents.
struct LexiconTrial {
  LexiconLine line = LexiconLine::name;
  /// (document, id) pairs that are right because of these lines, and wrong because of them.
  std::uint32_t better = 0, worse = 0;
  std::string left_out;  ///< which of them were left out for that; empty if none
};

/// What a lexicon is worth for one type. Counts are of unique (document, id) pairs in held-back
/// documents, ids compared as they are written.
struct LexiconWorth {
  std::string type;
  LinkingCounts without, with_all;
  std::vector<LexiconTrial> trials;  ///< of the kinds of lines that were learnt
};

struct ValidatedLexicon {
  Lexicon lexicon;
  std::vector<LexiconWorth> worth;  ///< by type; empty where too few documents were given to try it
};

/// learn_lexicon, tried by fourfold cross-validation on the documents themselves: each quarter is
/// annotated with what the others teach, with and without the lines of a kind. A kind that makes
/// more wrong than right there, and more than chance would, is left out, or those of its lines that
/// few documents support. With fewer than 40 documents all lines stay untried.
OSTEON_API ValidatedLexicon
learn_validated_lexicon(std::span<const std::vector<PubtatorDocument>> corpora,
                        const Vocabulary& vocabulary, const Analyzer& analyzer);

}  // namespace osteon
