// Words in a row, looked for in a stored token stream without decoding it: most passages that hold
// all words of a phrase do not hold them side by side, and finding that out is most of a phrase's
// cost.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "indexer/segment.h"

namespace osteon {

/// What each place of a row may hold. Immutable; safe from many threads.
class TermRow {
 public:
  static constexpr std::size_t most_places = 64;

  /// At least one place and at most most_places; terms in any order.
  explicit TermRow(const std::vector<std::vector<TermId>>& places);

  /// Whether the stream (docs/index-format.md) holds the row. Nothing where one of its terms stands
  /// there as a variant, which may span several positions, or where the bytes are no stream: then
  /// the stream has to be decoded.
  std::optional<bool> stands_in(std::string_view stream) const;

 private:
  bool stands_among(std::string_view numbers) const;
  /// Bit i: place i may hold the term.
  std::uint64_t places_of(TermId term) const;

  std::vector<std::pair<TermId, std::uint64_t>> terms_;  ///< by term, with its places
  std::uint64_t low_bits_ = 0;  ///< which values the terms' lowest six bits have
  std::uint64_t end_ = 0;       ///< the bit of the last place
  std::string bytes_;  ///< the row as it stands in a stream; empty where a place has alternatives
};

}  // namespace osteon
