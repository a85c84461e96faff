// What an English stemmer gets wrong among biomedical words.
#include "analyzers/tables/tables.h"

namespace osteon::tables {

// The stem, then the words that have it. A word that is here is not given to the stemmer.
const std::string_view stems = R"(
aging aging
aids_ aids_
sarcopenia sarcopenia sarcopenic
)";

// The singular, then its plurals; the singular is then stemmed as any word.
const std::string_view plurals = R"(
metastasis metastases
diagnosis diagnoses
analysis analyses
mouse mice
bacterium bacteria
)";

}  // namespace osteon::tables
