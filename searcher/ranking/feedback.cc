#include "searcher/ranking/feedback.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <unordered_map>

#include "searcher/ranking/idf.h"

namespace osteon {
namespace {

/// The first passages of `best` that have different parents: siblings would only repeat each other.
std::vector<ScoredPassage> distinct_parents(const IndexView& view,
                                            std::span<const ScoredPassage> best,
                                            std::size_t count) {
  std::vector<ScoredPassage> chosen;
  std::set<std::pair<std::size_t, std::uint32_t>> parents;
  for (const ScoredPassage& passage : best) {
    if (chosen.size() == count) break;
    const PaperOrdinal paper = view.segment(passage.segment).paper_of(passage.passage);
    const std::uint32_t parent = view.parents().segments[passage.segment].of_paper[paper];
    if (parents.emplace(passage.segment, parent).second) chosen.push_back(passage);
  }
  return chosen;
}

}  // namespace

std::vector<WeightedTerm> relevance_model(const IndexView& view, const SearchSession& session,
                                          TextFeatures& features,
                                          std::span<const ScoredPassage> best,
                                          const FeedbackOptions& options) {
  std::unordered_map<std::uint32_t, double> model;
  for (const ScoredPassage& passage : distinct_parents(view, best, options.passages)) {
    const auto counts = features.read(passage.segment, passage.passage);
    double length = 0;
    for (const auto& [feature, count] : counts) length += count;
    const double say = std::exp((passage.score - best.front().score) / options.temperature);
    for (const auto& [feature, count] : counts) model[feature] += say * count / length;
  }
  // Which terms are kept goes by probability times idf: common words have much probability and tell
  // little. The weight itself is the probability, since BM25 brings the idf.
  struct Candidate {
    double rank, probability;
    std::uint32_t feature;
  };
  const auto total = static_cast<double>(view.passage_count());
  std::vector<Candidate> candidates;
  for (const auto& [feature, probability] : model) {
    const auto df = static_cast<double>(view.term_frequency(session, features.term(feature)));
    candidates.push_back(
        {probability * inverse_document_frequency(df, total), probability, feature});
  }
  const std::size_t kept = std::min(options.terms, candidates.size());
  std::partial_sort(candidates.begin(), candidates.begin() + static_cast<std::ptrdiff_t>(kept),
                    candidates.end(), [&](const Candidate& a, const Candidate& b) {
                      return a.rank != b.rank ? a.rank > b.rank
                                              : features.term(a.feature) < features.term(b.feature);
                    });
  candidates.resize(kept);
  double sum = 0;
  for (const Candidate& c : candidates) sum += c.probability;
  std::vector<WeightedTerm> terms;
  for (const Candidate& c : candidates)
    terms.push_back({features.term(c.feature), c.probability / sum});
  return terms;
}

}  // namespace osteon
