// What a hit shows: highlighted bytes, headings, the paper's line.
#include "searcher/highlight.h"

#include <algorithm>

namespace osteon {

std::vector<ByteRange> find_highlights(const std::string& text, const TokenStream& stream,
                                       PassageNumber passage, const ResolvedQuery& query,
                                       SegmentMatcher& matcher, const Analyzer& analyzer) {
  // Of many units few stand in one text; the sets of those that matched say which.
  const bool many = query.units.size() > 100;
  std::vector<Span> spans, found;
  for_each_positive_unit(query.plan, [&](const Plan& leaf) {
    if (many && !matcher.unit(leaf.unit, {}).test(passage)) return;
    matcher.finder(leaf.unit).find(stream, found);
    spans.insert(spans.end(), found.begin(), found.end());
  });
  if (spans.empty()) return {};
  return ranges_of(spans, token_places(text, analyzer));
}

std::vector<TokenPlace> token_places(const std::string& text, const Analyzer& analyzer) {
  // The text is cut again, by the analyzer that indexed it.
  thread_local TokenList scratch;
  return analyzer.places(text, scratch);
}

std::vector<ByteRange> ranges_of(std::vector<Span> spans, const std::vector<TokenPlace>& places) {
  std::vector<ByteRange> out;
  std::sort(spans.begin(), spans.end());
  for (const Span& span : spans) {
    if (span.last >= places.size()) continue;
    const std::size_t begin = places[span.first].begin, end = places[span.last].end;
    if (begin >= end) continue;
    if (!out.empty() && begin <= out.back().second) {
      out.back().second = std::max(out.back().second, end);
    } else {
      out.emplace_back(begin, end);
    }
  }
  return out;
}

std::string section_path(const Paper& paper, std::size_t section) {
  if (section >= paper.sections.size()) return {};
  std::vector<std::string> headings;
  int depth = paper.sections[section].depth + 1;
  for (std::size_t i = section + 1; i-- > 0 && depth > 0;) {
    const Section& above = paper.sections[i];
    if (above.depth >= depth) continue;
    depth = above.depth;
    if (!above.heading.empty()) headings.push_back(above.heading);
  }
  if (headings.empty()) return std::string(to_string(paper.sections[section].kind));
  std::string out;
  for (auto it = headings.rbegin(); it != headings.rend(); ++it) {
    if (!out.empty()) out += " › ";
    out += *it;
  }
  return out;
}

PaperSummary summary_of(const Paper& paper) {
  PaperSummary out;
  out.id = paper.id;
  out.pmcid = paper.ids.pmcid;
  out.pmid = paper.ids.pmid;
  out.doi = paper.ids.doi;
  out.title = paper.title;
  out.journal = paper.journal;
  out.type = paper.type;
  out.year = paper.date.year;
  out.flags = paper.flags;
  out.authors = paper.authors;
  return out;
}

}  // namespace osteon
