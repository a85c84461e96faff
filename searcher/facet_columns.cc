// Finds columns of facets by name.
#include "searcher/facet_columns.h"

#include <algorithm>

namespace osteon {
namespace {

/// Facet -> column of a segment.
std::string_view column_of(std::string_view facet) {
  if (facet == "source") return "format";
  if (facet == "flag") return "flags";
  return facet;
}

}  // namespace

bool is_column_facet(std::string_view facet) {
  return std::find(column_facets.begin(), column_facets.end(), facet) != column_facets.end();
}

int find_column(const Segment& segment, std::string_view facet) {
  const auto names = segment.column_names();
  const auto at = std::find(names.begin(), names.end(), column_of(facet));
  return at == names.end() ? -1 : static_cast<int>(at - names.begin());
}

std::vector<std::string> split_flags(std::string_view text) {
  std::vector<std::string> out;
  while (!text.empty()) {
    const std::size_t comma = std::min(text.find(','), text.size());
    if (comma > 0) out.emplace_back(text.substr(0, comma));
    text.remove_prefix(std::min(comma + 1, text.size()));
  }
  return out;
}

}  // namespace osteon
