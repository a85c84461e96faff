// Which columns of a segment are facets.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/segment.h"

namespace osteon {

inline constexpr std::array<std::string_view, 5> column_facets = {"journal", "type", "licence",
                                                                  "source", "flag"};
bool is_column_facet(std::string_view facet);

/// The number of a facet's column in a segment; -1 if it has none.
int find_column(const Segment& segment, std::string_view facet);

/// The flags of one value of their column, where several share it.
std::vector<std::string> split_flags(std::string_view text);

}  // namespace osteon
