// Concepts and attribute values of an index by folded name, for queries that ask for them by name.
#pragma once

#include <cstdint>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "indexer/segment.h"

namespace osteon {

class IndexView;

/// Each table is made when it is first asked for; safe from many threads.
class FoldedNames {
 public:
  struct Place {
    std::uint32_t segment = 0;
    ConceptNumber number = 0;
  };

  explicit FoldedNames(const IndexView& view) : view_(view) {}

  /// Concepts of the segments with this name, folded (indexer/filter_terms.h), by segment.
  const std::vector<Place>& concepts_named(const std::string& folded) const;
  /// Concepts one of whose ids ends in `number` after its registry: 5056 of PubChem:5056.
  const std::vector<Place>& concepts_numbered(const std::string& number) const;
  /// The values of a segment's column, folded, by value number.
  const std::vector<std::string>& column(std::size_t segment, std::size_t column) const;

 private:
  using Table = std::unordered_map<std::string, std::vector<Place>>;
  void make_concepts() const;
  void make_columns() const;

  const IndexView& view_;
  mutable std::once_flag concepts_made_, columns_made_;
  mutable Table named_, numbered_;
  mutable std::vector<std::vector<std::vector<std::string>>> columns_;  // by segment, column
};

}  // namespace osteon
