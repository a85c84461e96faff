#include "searcher/related.h"

#include <algorithm>
#include <cmath>
#include <string_view>

namespace osteon {
namespace {

std::uint64_t count_papers(const IndexView& view, const std::vector<Bitmap>& passages) {
  std::uint64_t papers = 0;
  for (std::size_t s = 0; s < passages.size(); ++s) {
    PaperOrdinal last = 0xffffffff;
    passages[s].for_each([&](PassageNumber p) {
      const PaperOrdinal paper = view.segment(s).paper_of(p);
      papers += paper != last;
      last = paper;
    });
  }
  return papers;
}

double information(double observed, double expected) {
  return observed > 0 ? observed * std::log(observed / expected) : 0;
}

/// Dunning's G2 / 2 of a two by two table by its corner and its margins.
double log_likelihood(double both, double first, double second, double all) {
  const double only_first = first - both, only_second = second - both;
  const double neither = all - first - second + both;
  return information(both, first * second / all) +
         information(only_first, first * (all - second) / all) +
         information(only_second, (all - first) * second / all) +
         information(neither, (all - first) * (all - second) / all);
}

}  // namespace

std::vector<std::uint32_t> papers_by_concept(const IndexView& view,
                                             const std::vector<Bitmap>& passages) {
  const IndexView::ConceptTable& table = view.concepts();
  std::vector<std::uint32_t> counts(table.first.size());
  for (std::size_t s = 0; s < passages.size(); ++s) {
    const Segment& segment = view.segment(s);
    const std::vector<std::uint32_t>& global = table.global[s];
    PaperOrdinal last = 0xffffffff;
    passages[s].for_each([&](PassageNumber p) {
      const PaperOrdinal paper = segment.paper_of(p);
      if (paper == last) return;
      last = paper;
      for (const PaperConcept& entry : segment.paper_concepts(paper))
        ++counts[global.empty() ? entry.concept_number : global[entry.concept_number]];
    });
  }
  return counts;
}

std::vector<RelatedConcept> related_concepts(const IndexView& view,
                                             const std::vector<Bitmap>& matches,
                                             const ResolvedQuery& query, std::size_t limit) {
  std::vector<Bitmap> live;
  for (std::size_t s = 0; s < view.segment_count(); ++s) live.push_back(view.live(s));
  const auto hits = static_cast<double>(count_papers(view, matches));
  const auto all = static_cast<double>(count_papers(view, live));
  const std::vector<std::uint32_t> in_hits = papers_by_concept(view, matches);
  const std::vector<std::uint32_t> in_all = papers_by_concept(view, live);
  std::vector<std::pair<double, std::uint32_t>> ranked;
  for (std::uint32_t c = 0; c < in_hits.size(); ++c) {
    if (in_hits[c] < 2 || in_hits[c] * all <= in_all[c] * hits) continue;
    ranked.emplace_back(-log_likelihood(in_hits[c], hits, in_all[c], all), c);
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
