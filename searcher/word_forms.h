// Index terms as readers know them: which begin alike, and how they are written in the papers.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "searcher/index_view.h"

namespace osteon {

struct PrefixTerms {
  std::vector<std::string> terms;  ///< most frequent first
  std::size_t count = 0;           ///< of all that begin so; `terms` may be fewer
};

/// The index's terms that begin with `head`, at most `limit` of them.
PrefixTerms terms_with_prefix(const IndexView& view, std::string_view head, std::size_t limit);

/// How the first passage (or title) that holds `term` writes it: "IL-1β" for il1beta. The term
/// itself if it is in none. Reads and analyses one passage: tens of microseconds.
std::string written_form(const IndexView& view, const SearchSession& session,
                         const std::string& term);

/// True if that passage, or its paper's title where the passage has it in no case, writes `term` as
/// the ASCII letters of `capitals`. Reads without analysing: for every short word of a query.
bool is_in_capitals(const IndexView& view, const SearchSession& session, const std::string& term,
                    std::string_view capitals);

}  // namespace osteon
