// Finds words in a row and mentions in a decoded token stream.
#include "searcher/matching/spans.h"

#include <algorithm>

namespace osteon {

UnitFinder::UnitFinder(const IndexView& view, std::size_t segment, const QueryUnit& unit)
    : view_(view),
      segment_(view.segment(segment)),
      exploded_(unit.exploded),
      with_names_(unit.with_names) {
  for (const Wording& wording : unit.wordings) {
    std::vector<std::vector<TermId>> places;
    for (const std::vector<std::string>& terms : wording.places) {
      std::vector<TermId> ids;
      for (const std::string& term : terms) {
        if (const auto id = segment_.find_term(term)) ids.push_back(*id);
      }
      std::sort(ids.begin(), ids.end());
      if (ids.empty()) break;
      places.push_back(std::move(ids));
    }
    if (places.size() == wording.places.size()) wordings_.push_back(std::move(places));
  }
  const bool fit = std::all_of(wordings_.begin(), wordings_.end(), [](const auto& places) {
    return places.size() <= TermRow::most_places;
  });
  if (fit)
    for (const auto& places : wordings_) rows_.emplace_back(places);
  for (const std::string& id : unit.concepts) {
    if (const auto number = segment_.find_concept(id)) concepts_.push_back(*number);
    if (view.vocabulary() != nullptr) {
      const ConceptIndex index = view.vocabulary()->find_id(id);
      if (index != no_concept) vocabulary_concepts_.push_back(index);
    }
  }
}

namespace {

/// What holds of one of the rows at least.
template <typename Ask>
std::optional<bool> any_row(const std::vector<TermRow>& rows, Ask&& ask) {
  bool known = true;
  for (const TermRow& row : rows) {
    const std::optional<bool> stands = ask(row);
    if (stands && *stands) return true;
    known = known && stands;
  }
  return known ? std::optional(false) : std::nullopt;
}

}  // namespace

std::optional<bool> UnitFinder::passage_holds_wording(PassageNumber passage) const {
  if (rows_.size() != wordings_.size()) return std::nullopt;
  return any_row(rows_, [&](const TermRow& row) { return segment_.passage_holds(passage, row); });
}

std::optional<bool> UnitFinder::title_holds_wording(PaperOrdinal paper) const {
  if (rows_.size() != wordings_.size()) return std::nullopt;
  return any_row(rows_, [&](const TermRow& row) { return segment_.title_holds(paper, row); });
}

bool UnitFinder::in_subtree(ConceptNumber number) const {
  if (vocabulary_concepts_.empty()) return false;
  if (known_.empty()) known_.assign(segment_.concept_count(), -1);
  std::int8_t& known = known_[number];
  if (known < 0) {
    known = 0;
    const ConceptIndex index = view_.vocabulary()->find_id(segment_.concept_at(number).id);
    if (index != no_concept) {
      for (const ConceptIndex ancestor : view_.vocabulary()->ancestors(index)) {
        if (std::find(vocabulary_concepts_.begin(), vocabulary_concepts_.end(), ancestor) !=
            vocabulary_concepts_.end()) {
          known = 1;
        }
      }
    }
  }
  return known == 1;
}

bool UnitFinder::is_own(ConceptNumber number) const {
  return std::find(concepts_.begin(), concepts_.end(), number) != concepts_.end();
}

bool UnitFinder::means(ConceptNumber number) const {
  return is_own(number) || (exploded_ && in_subtree(number));
}

bool UnitFinder::counts(const StoredMention& mention) const {
  return mention.accepted ? means(mention.concept_number)
                          : with_names_ && is_own(mention.concept_number);
}

std::uint32_t UnitFinder::extent(const TokenStream& stream, std::size_t token) const {
  const std::uint32_t position = stream.tokens[token].position;
  if (token == 0 || stream.tokens[token - 1].position != position) return 1;
  // A variant. One that joins this token with the next ones (TNF alpha -> tnfalpha, TGF beta 1 ->
  // tgfbeta1) spans them all.
  const std::string_view text = segment_.term(stream.tokens[token].term);
  std::size_t whole = token;
  while (whole > 0 && stream.tokens[whole - 1].position == position) --whole;
  std::size_t length = 0;
  std::uint32_t positions = 0;
  while (whole < stream.tokens.size()) {
    const std::string_view head = segment_.term(stream.tokens[whole].term);
    if (text.substr(length, head.size()) != head) return 1;
    length += head.size();
    ++positions;
    if (length == text.size()) return positions;
    const std::uint32_t here = stream.tokens[whole].position;
    while (whole < stream.tokens.size() && stream.tokens[whole].position == here) ++whole;
  }
  return 1;
}

bool UnitFinder::match(const TokenStream& stream, std::size_t from, std::uint32_t position,
                       const std::vector<std::vector<TermId>>& places, std::size_t place,
                       std::uint32_t& last) const {
  while (from < stream.tokens.size() && stream.tokens[from].position < position) ++from;
  const std::vector<TermId>& terms = places[place];
  for (std::size_t t = from; t < stream.tokens.size() && stream.tokens[t].position == position;
       ++t) {
    if (!std::binary_search(terms.begin(), terms.end(), stream.tokens[t].term)) continue;
    const std::uint32_t end = position + extent(stream, t);
    if (place + 1 == places.size()) {
      last = end - 1;
      return true;
    }
    if (match(stream, t, end, places, place + 1, last)) return true;
  }
  return false;
}

void UnitFinder::find_wordings(const TokenStream& stream, std::vector<Span>& out) const {
  out.clear();
  for (const auto& places : wordings_) {
    const std::vector<TermId>& first = places.front();
    // Which lowest six bits the terms have: few of a text's terms need a search. Of very many terms
    // all of them.
    std::uint64_t low_bits = first.size() > 64 ? ~std::uint64_t{0} : 0;
    if (low_bits == 0)
      for (const TermId term : first) low_bits |= std::uint64_t{1} << (term % 64);
    for (std::size_t t = 0; t < stream.tokens.size(); ++t) {
      const StoredToken& token = stream.tokens[t];
      if ((low_bits >> (token.term % 64) & 1) == 0) continue;
      if (!std::binary_search(first.begin(), first.end(), token.term)) continue;
      std::uint32_t last = token.position + extent(stream, t) - 1;
      if (places.size() == 1 || match(stream, t, last + 1, places, 1, last)) {
        out.push_back({token.position, last});
      }
    }
  }
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
}

void UnitFinder::find(const TokenStream& stream, std::vector<Span>& out) const {
  find_wordings(stream, out);
  if (!has_concepts()) return;
  for (const StoredMention& mention : stream.mentions) {
    if (counts(mention)) out.push_back({mention.first_position, mention.last_position});
  }
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
}

}  // namespace osteon
