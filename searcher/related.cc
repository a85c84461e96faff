#include "searcher/related.h"

#include <algorithm>
#include <string_view>

#include "searcher/log_likelihood.h"

namespace osteon {

std::vector<RelatedConcept> related_concepts(const IndexView& view,
                                             const std::vector<Bitmap>& matches,
                                             const ResolvedQuery& query, std::size_t limit) {
  std::vector<Bitmap> papers;
  double hits = 0;
  for (std::size_t s = 0; s < view.segment_count(); ++s) {
    papers.push_back(papers_of(view.segment(s), matches[s]));
    hits += static_cast<double>(papers.back().count());
  }
  const auto all = static_cast<double>(view.snapshot().live_papers);
  const std::vector<std::uint32_t> in_hits = view.papers_by_concept(papers);
  const std::vector<std::uint32_t>& in_all = view.concept_papers();
  std::vector<std::pair<double, std::uint32_t>> ranked;
  for (std::uint32_t c = 0; c < in_hits.size(); ++c) {
    if (in_hits[c] < 2 || in_hits[c] * all <= in_all[c] * hits) continue;
    ranked.emplace_back(-log_likelihood_ratio(in_hits[c], hits, in_all[c], all), c);
  }
  std::sort(ranked.begin(), ranked.end());
  const auto asked = [&](std::string_view id) {
    for (const QueryUnit& unit : query.units)
      if (std::find(unit.concepts.begin(), unit.concepts.end(), id) != unit.concepts.end())
        return true;
    return false;
  };
  std::vector<RelatedConcept> out;
  for (const auto& [score, c] : ranked) {
    if (out.size() == limit) break;
    const auto [s, number] = view.concepts().first[c];
    const SegmentConcept entry = view.segment(s).concept_at(number);
    if (asked(entry.id)) continue;
    out.push_back({std::string(entry.id), std::string(entry.name), std::string(entry.type),
                   in_hits[c], in_all[c], in_hits[c] * all / (in_all[c] * hits)});
  }
  return out;
}

}  // namespace osteon
