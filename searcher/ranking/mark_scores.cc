#include "searcher/ranking/mark_scores.h"

#include <algorithm>

namespace osteon {

MarkScores::MarkScores(const IndexView& view, const MarkField& field, const Scorer& scorer,
                       const MarkOptions& options)
    : view_(view) {
  for (const ScoredTerm& term : scorer.terms()) {
    if (term.role != ScoredTerm::Role::word) continue;
    const auto* postings = field.find(term.term);
    if (postings == nullptr) continue;
    for (const MarkField::Posting& posting : *postings) {
      const double norm = 1 - options.b + options.b * field.relative_length(posting);
      const double f = posting.queries / norm;
      values_[{posting.segment, posting.paper}] +=
          options.weight * term.weight * term.idf * f * (options.k1 + 1) / (f + options.k1);
    }
  }
}

void MarkScores::add(std::vector<RankedList>& lists) const {
  for (const auto& [place, value] : values_) {
    const auto& [s, paper] = place;
    RankedList& list = lists[s];
    const PassageNumber first = view_.segment(s).first_passage(paper);
    const PassageNumber end = first + view_.segment(s).passage_count(paper);
    auto at = std::lower_bound(list.passages.begin(), list.passages.end(), first);
    for (; at != list.passages.end() && *at < end; ++at)
      list.scores[static_cast<std::size_t>(at - list.passages.begin())] += value;
  }
}

std::vector<ScoreDetail> MarkScores::explain(std::size_t segment, PassageNumber passage) const {
  const auto found = values_.find({segment, view_.segment(segment).paper_of(passage)});
  if (found == values_.end()) return {};
  return {{"marks", found->second, "BM25 of the queries that the paper was marked for", {}}};
}

}  // namespace osteon
