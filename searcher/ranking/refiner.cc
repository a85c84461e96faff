#include "searcher/ranking/refiner.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "searcher/ranking/semantic_space.h"

namespace osteon {
namespace {

void append_features(const SemanticSpace& space, std::span<const WeightedTerm> terms,
                     FeatureCounts& out) {
  for (const WeightedTerm& term : terms) {
    const std::int64_t feature = space.find(term.term);
    if (feature >= 0)
      out.push_back({static_cast<std::uint32_t>(feature), static_cast<float>(term.weight)});
  }
}

/// 1 up to `from`, 0 from `to` on, straight in the logarithm between.
double fade(double value, double from, double to) {
  return std::clamp(1 - std::log(value / from) / std::log(to / from), 0.0, 1.0);
}

}  // namespace

RefineOptions refine_options_for(const Parents& parents) {
  double passages = 0, papers = 0, count = 0;
  for (const SegmentParents& segment : parents.segments) {
    passages += segment.first_passage.back();
    papers += static_cast<double>(segment.of_paper.size());
    count += segment.count();
  }
  const double size = std::max(passages, 1.0);
  double feedback = 1;
  if (parents.mean_passages > 4) feedback = fade(size, 15'000, 60'000);
  if (papers > 2 * count) feedback = 0;
  RefineOptions options;
  options.feedback_weight *= feedback;
  options.semantic_weight *= std::min(feedback, fade(size, 60'000, 240'000));
  options.feedback = options.feedback_weight > 0;
  options.semantic = options.semantic_weight > 0;
  return options;
}

Refiner::Refiner(const IndexView& view, SearchSession& session, const Scorer& scorer,
                 const RefineOptions& options)
    : view_(view), session_(session), scorer_(scorer), options_(options), features_(view) {
  if (view.semantic_space() == nullptr) options_.semantic = false;
}

void Refiner::refine(std::vector<RankedList>& lists) {
  std::vector<ScoredPassage> best = best_of(lists, options_.feedback_depth);
  if (best.empty() || best.front().score <= 0) return;
  best_score_ = best.front().score;
  if (options_.feedback || options_.semantic)
    model_ = relevance_model(view_, session_, features_, best);
  if (options_.feedback) add_feedback(lists, best);
  if (options_.semantic) {
    best = best_of(lists, options_.semantic_depth);
    add_semantic(lists, best);
  }
}

void Refiner::add_feedback(std::vector<RankedList>& lists, const std::vector<ScoredPassage>& best) {
  const Scorer scorer(view_, session_, model_);
  feedback_.resize(lists.size());
  std::vector<std::vector<std::size_t>> places(lists.size());  // of `feedback_` in `lists`
  if (!options_.whole_lists) {
    for (const ScoredPassage& passage : best) places[passage.segment].push_back(passage.index);
    for (std::size_t s = 0; s < lists.size(); ++s) {
      std::sort(places[s].begin(), places[s].end());
      for (const std::size_t i : places[s]) feedback_[s].passages.push_back(lists[s].passages[i]);
    }
  }
  double largest = 0;
  for (std::size_t s = 0; s < lists.size(); ++s) {
    if (options_.whole_lists) feedback_[s].passages = lists[s].passages;
    feedback_[s].scores = scorer.score(s, feedback_[s].passages);
    for (const double score : feedback_[s].scores) largest = std::max(largest, score);
  }
  if (largest == 0) return;
  const double unit = options_.feedback_weight * best_score_ / largest;
  for (std::size_t s = 0; s < lists.size(); ++s) {
    for (std::size_t i = 0; i < feedback_[s].scores.size(); ++i) {
      double& value = feedback_[s].scores[i];
      value *= unit;
      lists[s].scores[options_.whole_lists ? i : places[s][i]] += value;
    }
  }
}

std::vector<float> Refiner::query_vector() const {
  const SemanticSpace& space = *view_.semantic_space();
  FeatureCounts typed, learnt;
  append_features(space, scorer_.weighted_terms(), typed);
  for (FeatureCount& feature : typed) feature.count = 1;  // a concept says as much as a word here
  append_features(space, model_, learnt);
  std::vector<float> sum = space.fold_in_weighted(typed);
  const std::vector<float> other = space.fold_in_weighted(learnt);
  for (std::size_t k = 0; k < sum.size(); ++k) sum[k] += other[k];
  const float squares = std::inner_product(sum.begin(), sum.end(), sum.begin(), 0.0F);
  if (squares > 0)
    for (float& value : sum) value /= std::sqrt(squares);
  return sum;
}

void Refiner::add_semantic(std::vector<RankedList>& lists, const std::vector<ScoredPassage>& best) {
  const SemanticSpace& space = *view_.semantic_space();
  const std::vector<float> query = query_vector();
  std::vector<std::int64_t> known;  // by feature of this search: its feature in the space, or -1
  for (const ScoredPassage& passage : best) {
    const auto counts = features_.read(passage.segment, passage.passage);
    while (known.size() < features_.size())
      known.push_back(space.find(features_.term(static_cast<std::uint32_t>(known.size()))));
    FeatureCounts text;
    for (const auto& [feature, count] : counts)
      if (known[feature] >= 0) text.push_back({static_cast<std::uint32_t>(known[feature]), count});
    const std::vector<float> vector = space.fold_in(text);
    const double cosine = std::inner_product(vector.begin(), vector.end(), query.begin(), 0.0F);
    // Negative cosines say no more than small ones; adding nothing keeps the order below.
    const double value = options_.semantic_weight * best_score_ * std::max(cosine, 0.0);
    lists[passage.segment].scores[passage.index] += value;
    semantic_[{passage.segment, passage.passage}] = value;
  }
}

std::vector<ScoreDetail> Refiner::explain(std::size_t segment, PassageNumber passage) const {
  std::vector<ScoreDetail> details;
  if (segment < feedback_.size()) {
    const RankedList& list = feedback_[segment];
    const auto at = std::lower_bound(list.passages.begin(), list.passages.end(), passage);
    const auto i = static_cast<std::size_t>(at - list.passages.begin());
    if (at != list.passages.end() && *at == passage && list.scores[i] > 0) {
      details.push_back({"feedback",
                         list.scores[i],
                         "weight * best score * R / max R, R over " +
                             std::to_string(model_.size()) + " terms of the best passages",
                         {}});
    }
  }
  const auto found = semantic_.find({segment, passage});
  if (found != semantic_.end() && found->second > 0)
    details.push_back({"semantic", found->second, "weight * best score * cosine", {}});
  return details;
}

}  // namespace osteon
