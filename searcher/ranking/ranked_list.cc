#include "searcher/ranking/ranked_list.h"

#include <algorithm>

namespace osteon {

std::vector<ScoredPassage> best_of(const std::vector<RankedList>& lists, std::size_t count) {
  std::vector<ScoredPassage> best;
  if (count == 0) return best;
  const auto better = [](const ScoredPassage& a, const ScoredPassage& b) {
    if (a.score != b.score) return a.score > b.score;
    return a.segment != b.segment ? a.segment < b.segment : a.passage < b.passage;
  };
  // Twice as many are kept as are wanted, then the worse half goes: linear in the lists' length.
  // What comes later must beat the worst kept, since equal scores go by place.
  double least = 0;
  const auto shrink = [&] {
    if (best.size() <= count) return;
    std::nth_element(best.begin(), best.begin() + static_cast<std::ptrdiff_t>(count - 1),
                     best.end(), better);
    best.resize(count);
    least = best.back().score;
  };
  for (std::size_t s = 0; s < lists.size(); ++s) {
    const RankedList& list = lists[s];
    for (std::size_t i = 0; i < list.scores.size(); ++i) {
      if (list.scores[i] <= least) continue;
      best.push_back({s, i, list.passages[i], list.scores[i]});
      if (best.size() >= 2 * count) shrink();
    }
  }
  shrink();
  std::sort(best.begin(), best.end(), better);
  return best;
}

}  // namespace osteon
