// Function words: kept in token streams for phrases, not posted and not asked for.
#include "analyzers/tables/tables.h"

namespace osteon::tables {

// Written in capitals (WHO, IT, ALL, NO, AS) none of them is a stop word.
const std::string_view stop_words = R"(
a about after again all also although am among an and any are as at
be because been before being between both but by
can cannot could
did do does doing done during
each either
for from further
had has have having he her here hers him his how however
i if in into is it its itself
may me might more most must my
no nor not
of on onto or other our ours
quite
rather
she should since so some such
than that the their theirs them then there therefore these they this those through thus to too
upon us
very via
was we were what when where whether which while who whom whose why will with within would
you your
)";

}  // namespace osteon::tables
