#include "searcher/ranking/parents.h"

#include <algorithm>

namespace osteon {
namespace {

bool same_words(const TokenStream& a, const TokenStream& b) {
  return std::equal(a.tokens.begin(), a.tokens.end(), b.tokens.begin(), b.tokens.end(),
                    [](const StoredToken& x, const StoredToken& y) { return x.term == y.term; });
}

}  // namespace

Parents find_parents(const Snapshot& snapshot) {
  Parents parents;
  std::uint64_t passages = 0, count = 0;
  TokenStream title, last_title;
  for (const SnapshotSegment& part : snapshot.segments) {
    const Segment& segment = *part.segment;
    SegmentParents& out = parents.segments.emplace_back();
    bool last_single = false;
    for (PaperOrdinal paper = 0; paper < segment.paper_count(); ++paper) {
      const bool single = segment.passage_count(paper) == 1;
      if (single) segment.title_stream(paper, title);
      const bool joins =
          single && last_single && !title.tokens.empty() && same_words(title, last_title);
      if (!joins) out.first_passage.push_back(segment.first_passage(paper));
      out.of_paper.push_back(static_cast<std::uint32_t>(out.first_passage.size() - 1));
      last_single = single;
      std::swap(title, last_title);
    }
    out.first_passage.push_back(segment.passage_count());
    passages += segment.passage_count();
    count += out.count();
  }
  if (count > 0) parents.mean_passages = static_cast<double>(passages) / static_cast<double>(count);
  return parents;
}

}  // namespace osteon
