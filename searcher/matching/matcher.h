// Which passages match: exact sets by segment, from postings and token streams.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "searcher/index_view.h"
#include "searcher/matching/bitmap.h"
#include "searcher/matching/plan.h"
#include "searcher/matching/spans.h"

namespace osteon {

/// Evaluates plans over one segment. Remembers what each unit matches, so that totals, the receipt
/// and relaxed searches read no posting twice. One search's; not for several threads.
class SegmentMatcher {
 public:
  SegmentMatcher(const IndexView& view, SearchSession& session, const ResolvedQuery& query,
                 std::size_t segment);
  ~SegmentMatcher();

  /// Live passages that match; children of `some` must all match.
  Bitmap evaluate(const Plan& plan);
  /// For a plan of kind `some`: what its required children match, and for every passage the sum of
  /// the weights, one a child, of the others that match.
  Bitmap required(const Plan& some);
  std::vector<std::uint16_t> held(const Plan& some, std::span<const std::uint16_t> weights);

  /// Live passages in which the unit stands.
  const Bitmap& unit(std::size_t unit, const TextPart& part);
  /// The same by its own wordings alone.
  Bitmap unit_wordings(std::size_t unit);
  const UnitFinder& finder(std::size_t unit);

  /// True if a unit, or the children of a NEAR, stand in a passage or its title as the plan asks.
  bool stands_in(const Plan& leaf, PassageNumber passage);

  /// Papers (or sections) in which the parts meet, and their passages that hold a part.
  Bitmap evaluate_across(const Plan& plan, bool sections);
  const Bitmap& live() const { return live_; }

  /// Passages that hold every child of `near`, however far apart.
  Bitmap together(const Plan& near);
  /// The least distance, at most `limit`, at which the children of `near` stand in the passage or
  /// its title; limit + 1 if there is none.
  std::uint32_t least_distance(const Plan& near, PassageNumber passage, std::uint32_t limit);

 private:
  void add_term(const std::string& term, Bitmap& to) const;
  Bitmap term(const std::string& text) const;
  Bitmap wording_candidates(const Wording& wording) const;
  Bitmap concept_postings(std::size_t unit) const;
  Bitmap with_wordings(std::size_t unit, Bitmap known);
  Bitmap hold_wordings(const Bitmap& candidates, const UnitFinder& find) const;
  Bitmap unit_in(std::size_t unit, const TextPart& part);
  /// What `match` gives by reading token streams, or gave in an earlier search for the same key.
  Bitmap remembered(std::string key, const std::function<Bitmap()>& match);
  Bitmap alive(Bitmap passages) const {
    passages &= live_;
    return passages;
  }
  /// Says whether one text of a passage will do.
  using InStream = std::function<bool(const TokenStream& stream, bool title, std::size_t passage)>;
  /// Candidates of which the title or the passage will do. A title is asked about once a paper,
  /// unless the answer depends on the passage.
  Bitmap check_streams(const Bitmap& candidates, const TextPart& part, const InStream& in_stream,
                       bool title_by_passage = false);
  Bitmap near(const Plan& plan);
  Bitmap sentences(const Plan& plan);
  Bitmap upper_bound(const Plan& plan);
  Bitmap papers_with(const std::vector<std::string>& terms) const;
  Bitmap column(const Plan& plan);
  Bitmap years(const Plan& plan) const;
  /// Where `plan` stands in a stream. With the passage whose text or title that is, what each unit
  /// matches is worked out first and spares reading for those that it does not hold.
  void spans(const Plan& plan, const TokenStream& stream, std::optional<PassageNumber> passage,
             std::vector<Span>& out);
  void in_sentences(const Plan& plan, const TokenStream& stream, bool title, std::size_t passage,
                    std::vector<char>& out);
  Bitmap groups(const Plan& plan, std::span<const std::uint32_t> group_of, std::size_t count,
                const Bitmap& within, Bitmap& positive, bool negated);
  Bitmap papers_to_passages(const Bitmap& papers) const;

  const IndexView& view_;
  const Segment& segment_;
  const Xapian::Database& database_;
  PostingCache& postings_;
  MatchCache& matches_;
  const ResolvedQuery& query_;
  std::size_t number_;
  const Bitmap& live_;
  std::vector<std::optional<Bitmap>> units_;                     // in any part
  std::map<std::pair<std::size_t, TextPart>, Bitmap> in_parts_;  // in one
  std::vector<std::unique_ptr<UnitFinder>> finders_;
  std::map<const Plan*, Bitmap> filters_;  // inside sentence scopes
  TokenStream stream_, title_;             // of least_distance() and stands_in(), which never meet
  std::vector<Span> found_;
};

/// How many papers have a passage among these.
std::uint64_t count_papers(const Segment& segment, const Bitmap& passages);

/// By segment; remade where the plan changes.
using SegmentMatchers = std::vector<std::unique_ptr<SegmentMatcher>>;

/// The unordered or ordered ways to stand near each other; `lists` by child, sorted. Appends the
/// spans that cover each found group.
void find_near(const std::vector<std::vector<Span>>& lists, std::uint32_t distance, bool ordered,
               std::vector<Span>& out);

}  // namespace osteon
