// Counts which concepts share sentences: one pass over token streams, in bounded memory.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "searcher/entities.h"
#include "searcher/index_view.h"
#include "searcher/matching/bitmap.h"
#include "searcher/matching/plan.h"

namespace osteon {

/// A concept of one or of several segments: its number in IndexView::concepts(), or `whole_left` or
/// `whole_right` where that side is one concept with all that is narrower.
using EntityNumber = std::uint32_t;
inline constexpr EntityNumber no_entity = 0xffffffff;
inline constexpr EntityNumber whole_left = 0xfffffffe, whole_right = 0xfffffffd;

/// What may stand on one side of a pair, by segment and concept number there.
class PairSide {
 public:
  /// All concepts of a type; of any type where it is empty. Without those in `except`.
  PairSide(const IndexView& view, std::string_view type, const PairSide* except = nullptr);
  /// One concept, with what is narrower, as `whole`.
  PairSide(const IndexView& view, const QueryUnit& unit, EntityNumber whole);

  EntityNumber entity(std::size_t segment, ConceptNumber number) const {
    return entities_[segment][number];
  }

 private:
  std::vector<std::vector<EntityNumber>> entities_;
};

/// A sentence by its place; of a title where `title`.
struct SentencePlace {
  std::uint32_t segment = 0;
  std::uint32_t number = 0;  ///< of the passage, or of the paper where `title`
  std::uint32_t sentence = 0;
  bool title = false;
};

struct CountedPair {
  EntityNumber left = no_entity, right = no_entity;
  std::uint32_t papers = 0, sentences = 0;
  SentencePlace best;  ///< the one that reads best as a quotation
};

/// Sentences that name more concepts than this are tables and lists in disguise: they say nothing
/// about pairs and are passed over.
inline constexpr std::size_t max_concepts_in_sentence = 60;

class SentencePairs {
 public:
  /// At most `most_pairs` pairs are kept at once. Beyond that the rarest are dropped again and
  /// again: lossy counting, Manku and Motwani 2002, "Approximate Frequency Counts over Data
  /// Streams".
  SentencePairs(const IndexView& view, const PairSide& left, const PairSide& right,
                std::size_t most_pairs = 1'000'000);

  /// Counts in the passages of each segment and the titles of their papers.
  void count(const std::vector<Bitmap>& passages);

  std::uint64_t sentences() const { return sentences_; }
  bool exact() const { return exact_; }
  std::vector<CountedPair> pairs() const;
  /// Lift and strength of a pair; the quote is left empty.
  Association association(const CountedPair& pair) const;
  Quote quote(const CountedPair& pair) const;

 private:
  struct Entry {
    std::uint32_t papers = 0, sentences = 0;
    std::uint64_t last_paper = 0;
    std::uint32_t cost = 0;
    SentencePlace best;
  };
  void count_stream(const TokenStream& stream, SentencePlace place, std::uint64_t paper,
                    std::uint32_t section_cost);
  void count_sentence(SentencePlace place, std::uint64_t paper, std::uint32_t cost);
  void drop_rarest();
  std::uint64_t key(EntityNumber left, EntityNumber right) const;

  const IndexView& view_;
  const PairSide& left_;
  const PairSide& right_;
  std::size_t most_pairs_;
  bool exact_ = true;
  std::uint64_t sentences_ = 0;
  std::vector<std::uint32_t> left_counts_,
      right_counts_;  // by entity; the last is the whole side's
  std::unordered_map<std::uint64_t, Entry> entries_;
  std::vector<EntityNumber> lefts_, rights_;  // of the sentence at hand
};

}  // namespace osteon
