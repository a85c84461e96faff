// Ids of concepts in one writing, whatever the source's or the reader's habit.
#pragma once

#include <string>
#include <string_view>

#include "base/api.h"

namespace osteon {

/// `id` with its name space as Osteon writes it: `D055948`, `mesh:d055948` -> `MESH:D055948`;
/// `gene:574453`, `NCBI Gene 574453` -> `NCBIGene:574453`; `PubChem CID 5056` -> `PubChem:5056`;
/// `NCBITaxon:1492`, `taxon 1492` -> `taxon:1492`. A type's name before an id is taken off
/// (`chemical:PubChem:5056`). A bare number gets `number_space` ("NCBIGene") where one is given.
/// Unknown name spaces are kept as written; empty if `id` holds no id.
OSTEON_API std::string canonical_id(std::string_view id, std::string_view number_space = {});

/// The form by which ids are compared: canonical, lower case (ASCII).
OSTEON_API std::string fold_id(std::string_view canonical);

/// "MESH" of "MESH:D055948"; empty without a colon.
OSTEON_API std::string_view id_space(std::string_view canonical);
/// "D055948" of "MESH:D055948"; all of it without a colon.
OSTEON_API std::string_view id_local(std::string_view canonical);

}  // namespace osteon
