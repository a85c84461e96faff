// Names that share a word: `breast and ovarian cancer`, `hepatitis B and C`, `ERK1/2`.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "analyzers/tagger/candidates.h"
#include "analyzers/tagger/senses.h"

namespace osteon::osv {

/// Several names written as one: all that it names, over all of its words.
struct Coordination {
  Candidate candidate;
  Choice choice;  ///< the named concepts in the order of the text, each accepted
};

/// Finds what shares a word with an accepted candidate. A shared word goes to the next name only if
/// the vocabulary has the name so made; a word that stands alone keeps its own meaning.
std::vector<Coordination> find_coordinations(const Compiled& file, const SenseWeigher& weigher,
                                             std::string_view text, std::span<const TermUnit> units,
                                             std::span<const Candidate> candidates,
                                             std::span<const Choice> choices);

}  // namespace osteon::osv
