// Response values with every member set, for tests of what is made of them.
#pragma once

#include "searcher/fronts/saved_search.h"
#include "searcher/search.h"
#include "searcher/searcher.h"

namespace osteon::test {

SearchResponse full_response();
WhyNot full_why_not();
StoredPaper full_paper();
ConceptPage full_concept_page();
PairTable full_pair_table();
SavedSearch full_saved_search();
IndexStatistics full_statistics();

}  // namespace osteon::test
