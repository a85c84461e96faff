// A query for what is like a paper, a passage or a text: by its most telling words and concepts.
//
// Words are chosen by (1 + ln count) * idf, as in Salton, Buckley 1988, "Term-weighting approaches
// in automatic text retrieval", and asked as an ordinary query, so that filters, facets, highlights
// and explanations work as in any other.
#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "searcher/find_paper.h"
#include "searcher/matching/plan.h"

namespace osteon {

inline constexpr std::size_t telling_terms = 40;

struct LikeQuery {
  ResolvedQuery query;  ///< a plan of kind `any`, or `nothing`
  /// What it is like, for people: "paper PMC1", "passage PMC1:2", "the given text".
  std::string source;
  /// The paper itself, which is not among its likes.
  std::optional<PaperPlace> paper;
};

/// `like` is a paper's id in any usual writing, a passage's id, or else a text.
LikeQuery like_query(const IndexView& view, const SearchSession& session, const std::string& like);

}  // namespace osteon
