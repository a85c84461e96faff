// British spellings and their American ones: whole words, then rules on letters.
#include "analyzers/tables/tables.h"

namespace osteon::tables {

// American first, then what is rewritten to it.
const std::string_view spellings = R"(
aging ageing
)";

// Where the letters stand (start, end, any), the letters, what replaces them. The first that fits
// at each place is taken; all rules are tried in order.
const std::string_view spelling_rules = R"(
any tumour tumor
any haem hem
any oedem edem
any aemi emi
)";

}  // namespace osteon::tables
