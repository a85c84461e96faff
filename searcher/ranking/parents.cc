#include "searcher/ranking/parents.h"

namespace osteon {

Parents find_parents(const Snapshot& snapshot) {
  Parents parents;
  std::uint64_t passages = 0, count = 0;
  for (const SnapshotSegment& part : snapshot.segments) {
    const Segment& segment = *part.segment;
    SegmentParents& out = parents.segments.emplace_back();
    bool last_single = false;
    for (PaperOrdinal paper = 0; paper < segment.paper_count(); ++paper) {
      const bool single = segment.passage_count(paper) == 1;
      const bool joins = single && last_single && segment.same_title(paper - 1, paper);
      if (!joins) out.first_passage.push_back(segment.first_passage(paper));
      out.of_paper.push_back(static_cast<std::uint32_t>(out.first_passage.size() - 1));
      last_single = single;
    }
    out.first_passage.push_back(segment.passage_count());
    passages += segment.passage_count();
    count += out.count();
  }
  if (count > 0) parents.mean_passages = static_cast<double>(passages) / static_cast<double>(count);
  return parents;
}

}  // namespace osteon
