// Shows what has changed between a search and the same search later.
#pragma once

#include "searcher/fronts/saved_search.h"
#include "tools/output/terminal.h"

namespace osteon::tools {

void print_comparison(const SearchComparison& comparison, const Screen& screen);

}  // namespace osteon::tools
