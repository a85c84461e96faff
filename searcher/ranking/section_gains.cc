#include "searcher/ranking/section_gains.h"

#include <cstdio>

namespace osteon {

SectionKind SectionGains::kind_of(std::size_t segment, PassageNumber passage) const {
  const Segment& papers = view_.segment(segment);
  const SectionKind kind = papers.section_of(passage);
  if (kind != SectionKind::abstract) return kind;
  const PassageInfo info = papers.passage(passage);
  const Paper paper = papers.paper(info.paper).paper;
  if (info.section_number >= paper.sections.size()) return kind;
  const SectionKind part = section_kind_of_heading(paper.sections[info.section_number].heading);
  return part == SectionKind::other ? kind : part;
}

double SectionGains::share(SectionKind kind) const {
  switch (kind) {
    case SectionKind::results:
      return options_.results;
    case SectionKind::introduction:
    case SectionKind::methods:
    case SectionKind::discussion:
      return 0;
    default:
      return options_.other;
  }
}

void SectionGains::add(std::vector<RankedList>& lists) {
  for (const ScoredPassage& best : best_of(lists, options_.depth)) {
    const SectionKind kind = kind_of(best.segment, best.passage);
    const double value = share(kind) * best.score;
    if (value == 0) continue;
    lists[best.segment].scores[best.index] += value;
    gains_.insert({{best.segment, best.passage}, {kind, value}});
  }
}

std::vector<ScoreDetail> SectionGains::explain(std::size_t segment, PassageNumber passage) const {
  const auto found = gains_.find({segment, passage});
  if (found == gains_.end()) return {};
  const Gain& gain = found->second;
  char formula[60];
  std::snprintf(formula, sizeof formula, "%.4g * score so far", share(gain.kind));
  return {{"section " + std::string(to_string(gain.kind)), gain.value, formula, {}}};
}

}  // namespace osteon
