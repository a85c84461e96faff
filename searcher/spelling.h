// Offers for a word that the index does not hold: what it and its concepts hold that is spelled
// alike.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "searcher/index_view.h"

namespace osteon {

struct SpellingOffer {
  std::string text;  ///< as a reader would type it
  std::uint64_t passages = 0;
  int distance = 0;  ///< edits
};

/// The nearest words, then the most frequent; at most `limit`. `term` is the index term of `typed`.
/// Empty for short words in capitals, which are symbols: a rare one is not a mistyped other one.
std::vector<SpellingOffer> spelling_offers(const IndexView& view, const SearchSession& session,
                                           std::string_view typed, std::string_view term,
                                           std::size_t limit);

/// Insertions, deletions, substitutions and swaps of neighbours that turn a into b; `most` + 1 as
/// soon as there are more (optimal string alignment; Damerau 1964, "A technique for computer
/// detection and correction of spelling errors").
int edit_distance(std::string_view a, std::string_view b, int most);

}  // namespace osteon
