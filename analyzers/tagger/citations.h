// People that a text cites, whose names may look like something else.
#pragma once

#include <cstddef>
#include <string_view>

namespace osteon::osv {

/// Whether bytes [begin, end) of the text are the name of a cited author: one capitalised word
/// before "et al.", a year ("Rao, 2015"; "Verges (2010)"), or another author's name and these
/// ("Lim and Cha, 2011").
bool cites_author(std::string_view text, std::size_t begin, std::size_t end);

}  // namespace osteon::osv
