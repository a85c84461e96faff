// Reads mentions sentence by sentence.
#include "searcher/sentence_pairs.h"

#include <algorithm>

#include "searcher/highlight.h"
#include "searcher/log_likelihood.h"
#include "searcher/matching/spans.h"

namespace osteon {
namespace {

constexpr std::size_t quotable_words = 24;  // in a sentence that says one thing

// What is concluded is worth more as a quotation than what was done.
std::uint32_t section_cost(SectionKind kind) {
  switch (kind) {
    case SectionKind::abstract:
    case SectionKind::results:
    case SectionKind::discussion:
    case SectionKind::conclusion:
      return 0;
    case SectionKind::table:  // its rows are no sentences
      return 100;
    default:
      return 8;
  }
}

void sort_distinct(std::vector<EntityNumber>& entities) {
  std::sort(entities.begin(), entities.end());
  entities.erase(std::unique(entities.begin(), entities.end()), entities.end());
}

/// The byte where the sentence begins whose first token is at `position`, opening marks included.
std::size_t sentence_begin(const std::string& text, const std::vector<TokenPlace>& places,
                           std::uint32_t position) {
  if (position == 0) return 0;
  if (position >= places.size()) return text.size();
  std::size_t at = places[position].begin;
  while (at > places[position - 1].end && static_cast<unsigned char>(text[at - 1]) > ' ') --at;
  return at;
}

}  // namespace

PairSide::PairSide(const IndexView& view, std::string_view type, const PairSide* except) {
  const IndexView::ConceptTable& table = view.concepts();
  for (std::size_t s = 0; s < view.segment_count(); ++s) {
    const Segment& segment = view.segment(s);
    std::vector<EntityNumber> entities(segment.concept_count(), no_entity);
    for (ConceptNumber c = 0; c < entities.size(); ++c) {
      if (!type.empty() && segment.concept_type(c) != type) continue;
      if (except != nullptr && except->entity(s, c) != no_entity) continue;
      entities[c] = table.global[s].empty() ? c : table.global[s][c];
    }
    entities_.push_back(std::move(entities));
  }
}

PairSide::PairSide(const IndexView& view, const QueryUnit& unit, EntityNumber whole) {
  for (std::size_t s = 0; s < view.segment_count(); ++s) {
    const UnitFinder finder(view, s, unit);
    std::vector<EntityNumber> entities(view.segment(s).concept_count(), no_entity);
    for (ConceptNumber c = 0; c < entities.size(); ++c) {
      if (finder.means(c)) entities[c] = whole;
    }
    entities_.push_back(std::move(entities));
  }
}

SentencePairs::SentencePairs(const IndexView& view, const PairSide& left, const PairSide& right,
                             std::size_t most_pairs)
    : view_(view),
      left_(left),
      right_(right),
      most_pairs_(most_pairs),
      left_counts_(view.concepts().first.size() + 1),
      right_counts_(view.concepts().first.size() + 1) {}

void SentencePairs::count(const std::vector<Bitmap>& passages) {
  TokenStream stream;
  for (std::uint32_t s = 0; s < view_.segment_count(); ++s) {
    const Segment& segment = view_.segment(s);
    std::uint64_t last_paper = 0;
    passages[s].for_each([&](PassageNumber number) {
      const PaperOrdinal ordinal = segment.paper_of(number);
      const std::uint64_t paper = (std::uint64_t{s} << 32 | ordinal) + 1;
      if (paper != last_paper) {
        segment.title_stream(ordinal, stream);
        count_stream(stream, {s, ordinal, 0, true}, paper, 0);
        last_paper = paper;
      }
      segment.passage_stream(number, stream);
      count_stream(stream, {s, number, 0, false}, paper, section_cost(segment.section_of(number)));
    });
  }
}

void SentencePairs::count_stream(const TokenStream& stream, SentencePlace place,
                                 std::uint64_t paper, std::uint32_t extra_cost) {
  sentences_ += stream.sentence_ends.size();
  auto mention = stream.mentions.begin();
  std::uint32_t begin = 0;
  for (const std::uint32_t end : stream.sentence_ends) {
    lefts_.clear();
    rights_.clear();
    for (; mention != stream.mentions.end() && mention->first_position < end; ++mention) {
      if (!mention->accepted) continue;
      const EntityNumber left = left_.entity(place.segment, mention->concept_number);
      const EntityNumber right = right_.entity(place.segment, mention->concept_number);
      if (left != no_entity) lefts_.push_back(left);
      if (right != no_entity) rights_.push_back(right);
    }
    if (!lefts_.empty() || !rights_.empty()) {
      const std::uint32_t words = end - begin;
      const auto ideal = static_cast<std::uint32_t>(quotable_words);
      // Too short says less than too long.
      const std::uint32_t cost = words < ideal ? 2 * (ideal - words) : words - ideal;
      count_sentence(place, paper, cost + extra_cost);
    }
    begin = end;
    ++place.sentence;
  }
}

void SentencePairs::count_sentence(SentencePlace place, std::uint64_t paper, std::uint32_t cost) {
  sort_distinct(lefts_);
  sort_distinct(rights_);
  const auto count = [](std::vector<std::uint32_t>& counts, EntityNumber entity) {
    ++counts[std::min<std::size_t>(entity, counts.size() - 1)];
  };
  for (const EntityNumber left : lefts_) count(left_counts_, left);
  for (const EntityNumber right : rights_) count(right_counts_, right);
  if (lefts_.size() > max_concepts_in_sentence || rights_.size() > max_concepts_in_sentence) return;
  for (const EntityNumber left : lefts_) {
    for (const EntityNumber right : rights_) {
      if (left == right) continue;
      // Two of one type are one pair, whichever is named first.
      if (left > right && std::binary_search(lefts_.begin(), lefts_.end(), right) &&
          std::binary_search(rights_.begin(), rights_.end(), left)) {
        continue;
      }
      Entry& entry = entries_[key(left, right)];
      if (entry.sentences == 0 || cost < entry.cost) {
        entry.cost = cost;
        entry.best = place;
      }
      ++entry.sentences;
      if (entry.last_paper != paper) {
        entry.last_paper = paper;
        ++entry.papers;
      }
    }
  }
  if (entries_.size() > most_pairs_) drop_rarest();
}

std::uint64_t SentencePairs::key(EntityNumber left, EntityNumber right) const {
  return std::uint64_t{left} << 32 | right;
}

void SentencePairs::drop_rarest() {
  exact_ = false;
  for (std::uint32_t rare = 1; entries_.size() > most_pairs_ / 2; rare *= 2) {
    std::erase_if(entries_, [&](const auto& item) { return item.second.sentences <= rare; });
  }
}

std::vector<CountedPair> SentencePairs::pairs() const {
  std::vector<CountedPair> out;
  out.reserve(entries_.size());
  for (const auto& [pair, entry] : entries_) {
    out.push_back({static_cast<EntityNumber>(pair >> 32), static_cast<EntityNumber>(pair),
                   entry.papers, entry.sentences, entry.best});
  }
  return out;
}

Association SentencePairs::association(const CountedPair& pair) const {
  const auto of = [](const std::vector<std::uint32_t>& counts, EntityNumber entity) {
    return static_cast<double>(counts[std::min<std::size_t>(entity, counts.size() - 1)]);
  };
  const double all = static_cast<double>(sentences_), both = pair.sentences;
  const double left = of(left_counts_, pair.left), right = of(right_counts_, pair.right);
  Association out;
  out.papers = pair.papers;
  out.sentences = pair.sentences;
  out.lift = both * all / (left * right);
  out.strength = (out.lift < 1 ? -1 : 1) * log_likelihood_ratio(both, left, right, all);
  return out;
}

Quote SentencePairs::quote(const CountedPair& pair) const {
  const SentencePlace& place = pair.best;
  const Segment& segment = view_.segment(place.segment);
  const PaperOrdinal ordinal = place.title ? place.number : segment.paper_of(place.number);
  Quote out;
  out.paper = segment.paper_id(ordinal);
  TokenStream stream;
  std::string text;
  if (place.title) {
    text = segment.paper(ordinal).paper.title;
    segment.title_stream(ordinal, stream);
  } else {
    text = segment.passage_text(place.number);
    segment.passage_stream(place.number, stream);
    out.passage =
        out.paper + ':' + std::to_string(segment.passage(place.number).number_in_paper + 1);
  }
  const std::uint32_t end = stream.sentence_ends.at(place.sentence);
  const std::uint32_t begin = place.sentence == 0 ? 0 : stream.sentence_ends[place.sentence - 1];
  std::vector<Span> spans;
  for (const StoredMention& mention : stream.mentions) {
    if (!mention.accepted || mention.first_position < begin || mention.first_position >= end) {
      continue;
    }
    const EntityNumber left = left_.entity(place.segment, mention.concept_number);
    const EntityNumber right = right_.entity(place.segment, mention.concept_number);
    if (left == pair.left || left == pair.right || right == pair.left || right == pair.right) {
      spans.push_back({mention.first_position, mention.last_position});
    }
  }
  const std::vector<TokenPlace> places = token_places(text, view_.analyzer());
  const std::size_t from = sentence_begin(text, places, begin);
  std::size_t to = sentence_begin(text, places, end);
  while (to > from && static_cast<unsigned char>(text[to - 1]) <= ' ') --to;
  out.text = text.substr(from, to - from);
  for (const auto& [first, last] : ranges_of(spans, places)) {
    if (first >= from && last <= to) out.highlights.emplace_back(first - from, last - from);
  }
  return out;
}

}  // namespace osteon
