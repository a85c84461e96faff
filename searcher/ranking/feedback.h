// Pseudo-relevance feedback: the best passages tell which other words belong to the query.
//
// The relevance model RM3: Lavrenko, Croft 2001, "Relevance-based language models"; Abdul-Jaleel et
// al. 2004, "UMass at TREC 2004". A passage's say falls with exp((score - best) / temperature),
// which on judged sets beats a say in proportion to its score.
#pragma once

#include <span>
#include <vector>

#include "searcher/index_view.h"
#include "searcher/ranking/ranked_list.h"
#include "searcher/ranking/text_features.h"

namespace osteon {

struct FeedbackOptions {
  std::size_t passages = 10;  ///< that have a say, at most one of a paper or of one title
  double temperature = 2;     ///< of the softmax over scores; > 0
  std::size_t terms = 60;     ///< kept
};

/// Terms with their probabilities in the relevance model, which add up to 1. `best` is sorted, best
/// first.
std::vector<WeightedTerm> relevance_model(const IndexView& view, const SearchSession& session,
                                          TextFeatures& features,
                                          std::span<const ScoredPassage> best,
                                          const FeedbackOptions& options = {});

}  // namespace osteon
