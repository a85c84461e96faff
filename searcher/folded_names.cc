// Folds all names of an index once.
#include "searcher/folded_names.h"

#include "analyzers/concept_id.h"
#include "indexer/filter_terms.h"
#include "searcher/index_view.h"

namespace osteon {
namespace {

template <typename Table>
const auto& found_in(const Table& table, const std::string& key) {
  static const typename Table::mapped_type none;
  const auto found = table.find(key);
  return found != table.end() ? found->second : none;
}

}  // namespace

void FoldedNames::make_concepts() const {
  for (std::uint32_t s = 0; s < view_.segment_count(); ++s) {
    const Segment& segment = view_.segment(s);
    for (ConceptNumber c = 0; c < segment.concept_count(); ++c) {
      const SegmentConcept entry = segment.concept_at(c);
      named_[folded_name(view_.analyzer(), entry.name)].push_back({s, c});
      for (const std::string_view id : entry.ids) {
        std::vector<Place>& places = numbered_[std::string(id_local(id))];
        const bool known = !places.empty() && places.back().segment == s &&
                           places.back().number == c;  // by another id
        if (!known) places.push_back({s, c});
      }
    }
  }
}

void FoldedNames::make_columns() const {
  for (std::size_t s = 0; s < view_.segment_count(); ++s) {
    const Segment& segment = view_.segment(s);
    auto& columns = columns_.emplace_back();
    for (std::size_t column = 0; column < segment.column_names().size(); ++column) {
      auto& values = columns.emplace_back();
      for (std::uint32_t value = 0; value < segment.column_size(column); ++value)
        values.push_back(folded_name(view_.analyzer(), segment.column_text(column, value)));
    }
  }
}

const std::vector<FoldedNames::Place>& FoldedNames::concepts_named(
    const std::string& folded) const {
  std::call_once(concepts_made_, [this] { make_concepts(); });
  return found_in(named_, folded);
}

const std::vector<FoldedNames::Place>& FoldedNames::concepts_numbered(
    const std::string& number) const {
  std::call_once(concepts_made_, [this] { make_concepts(); });
  return found_in(numbered_, number);
}

const std::vector<std::string>& FoldedNames::column(std::size_t segment, std::size_t column) const {
  std::call_once(columns_made_, [this] { make_columns(); });
  return columns_[segment][column];
}

}  // namespace osteon
