// The module's data files, compiled in: edit analyzers/data/*.tsv, not code.
#pragma once

#include <string_view>

namespace osteon::data {

extern const std::string_view types;    ///< concept types
extern const std::string_view mesh_trees;  ///< types of MeSH's subtrees
extern const std::string_view starter;  ///< the starter vocabulary: bone, muscle and ageing

}  // namespace osteon::data
