// Facets: exact counts of papers by concept, year, journal and so on; multi-select within one.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include "searcher/index_view.h"
#include "searcher/matching/bitmap.h"
#include "searcher/search.h"

namespace osteon {

/// The facet filters of a request, looked up in one index. A filter on concepts, year, journal,
/// type, licence, source or flag keeps papers; one on section keeps passages.
class FacetFilters {
 public:
  FacetFilters(const IndexView& view, const SearchRequest& request, std::vector<Notice>& notices);
  ~FacetFilters();

  bool empty() const { return rows_.empty(); }
  /// Takes from `matches` (live passages of a segment) what the filters keep. Where exactly one
  /// filter fails, the passage goes to that filter's bitmap in `sideways` instead, so that its
  /// facet can be counted as if it were not applied.
  void apply(std::size_t segment, Bitmap& matches, std::vector<Bitmap>& sideways) const;
  /// Index of the filter on `facet`; -1 if there is none.
  int find(const std::string& facet) const;
  /// The facets whose filters keep no passage of the paper.
  std::vector<std::string> failed_by(std::size_t segment, PaperOrdinal paper) const;
  bool selected(const std::string& facet, const std::string& id) const;

 private:
  struct Row;
  const IndexView& view_;
  std::vector<Row> rows_;
};

/// Counts in the request's order, ties by name; exact, however many there are. `matches[s]` are
/// what all filters keep of segment s, `sideways[s][f]` what only filter f drops.
std::map<std::string, std::vector<FacetValue>> count_facets(
    const IndexView& view, const std::vector<Bitmap>& matches,
    const std::vector<std::vector<Bitmap>>& sideways, const FacetFilters& filters,
    const SearchRequest& request);

}  // namespace osteon
