// The entity lists of a paper's summary: "osteoporosis (MESH:D010024), F6-(DSS)6 (-)".
#pragma once

#include <string_view>
#include <vector>

#include "corpus/paper.h"

namespace osteon::corpus {

/// Reads one list. `type` is as the document writes it ("Genes"). Forms of an entity:
/// `name (description) [NCBI Gene 574453]`, `name (PubChem CID 5056)`, `name (MESH:D010024)`,
/// `name (species) [taxon 1492]`, `name (-)` and `name`.
std::vector<PaperEntity> parse_entity_list(std::string_view type, std::string_view list,
                                           EntityProvenance provenance);

}  // namespace osteon::corpus
