// Where a unit of a query stands in a token stream: its wordings, and mentions of its concept.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "indexer/segment.h"
#include "indexer/term_row.h"
#include "searcher/index_view.h"
#include "searcher/matching/plan.h"

namespace osteon {

/// Token positions, both inclusive.
struct Span {
  std::uint32_t first = 0, last = 0;
  auto operator<=>(const Span&) const = default;
};

/// One unit, translated to the numbers of one segment. Not for several threads: it remembers which
/// concepts count.
class UnitFinder {
 public:
  UnitFinder(const IndexView& view, std::size_t segment, const QueryUnit& unit);

  /// Replaces `out` by the unit's spans in `stream`: sorted, distinct.
  void find(const TokenStream& stream, std::vector<Span>& out) const;
  /// The same for its own wordings only.
  void find_wordings(const TokenStream& stream, std::vector<Span>& out) const;
  /// Whether one of its own wordings stands in a text, where that can be told without decoding.
  std::optional<bool> passage_holds_wording(PassageNumber passage) const;
  std::optional<bool> title_holds_wording(PaperOrdinal paper) const;
  bool has_concepts() const { return !concepts_.empty() || !vocabulary_concepts_.empty(); }
  /// True if an accepted mention of concept `number` stands for the unit.
  bool means(ConceptNumber number) const;

 private:
  bool counts(const StoredMention& mention) const;
  bool is_own(ConceptNumber number) const;
  bool in_subtree(ConceptNumber number) const;
  std::uint32_t extent(const TokenStream& stream, std::size_t token) const;
  bool match(const TokenStream& stream, std::size_t from, std::uint32_t position,
             const std::vector<std::vector<TermId>>& places, std::size_t place,
             std::uint32_t& last) const;

  const IndexView& view_;
  const Segment& segment_;
  bool exploded_, with_names_;
  std::vector<std::vector<std::vector<TermId>>> wordings_;  // wording, place, sorted terms
  std::vector<TermRow> rows_;                               // of all wordings, or none
  std::vector<ConceptNumber> concepts_;
  std::vector<ConceptIndex> vocabulary_concepts_;
  mutable std::vector<std::int8_t> known_;  // by concept number: -1 unknown, else 0 or 1
};

}  // namespace osteon
