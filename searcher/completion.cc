#include "searcher/completion.h"

#include <algorithm>
#include <set>
#include <utility>

#include "base/ascii.h"
#include "searcher/index_view.h"

namespace osteon {
namespace {

/// Longer titles are told apart by less; what is shown comes from the record.
constexpr std::size_t kept_title_bytes = 80;

bool is_word_part(char c) {
  return ascii::is_letter(c) || ascii::is_digit(c) || (static_cast<unsigned char>(c) & 0x80);
}

/// The range of sorted `entries` whose text begins with `prefix`.
template <typename Entry>
std::pair<typename std::vector<Entry>::const_iterator, typename std::vector<Entry>::const_iterator>
beginning_with(const std::vector<Entry>& entries, const std::string& prefix) {
  const auto first =
      std::lower_bound(entries.begin(), entries.end(), prefix,
                       [](const Entry& e, const std::string& text) { return e.text < text; });
  const auto last = std::partition_point(
      first, entries.end(), [&](const Entry& e) { return e.text.starts_with(prefix); });
  return {first, last};
}

}  // namespace

CompletionTable::CompletionTable(const IndexView& view) {
  const IndexView::ConceptTable& table = view.concepts();
  const std::vector<std::uint32_t>& papers = view.concept_papers();
  for (std::uint32_t c = 0; c < table.first.size(); ++c) {
    if (papers[c] == 0) continue;
    const auto [s, number] = table.first[c];
    const std::string name = ascii::lower_case(view.segment(s).concept_name(number));
    for (std::size_t i = 0; i < name.size(); ++i)
      if (is_word_part(name[i]) && (i == 0 || !is_word_part(name[i - 1])))
        starts_.push_back({name.substr(i), c, i == 0});
  }
  for (std::uint32_t s = 0; s < view.segment_count(); ++s) {
    const Segment& segment = view.segment(s);
    for (PaperOrdinal paper = 0; paper < segment.paper_count(); ++paper) {
      if (view.is_dead(s, paper)) continue;
      std::string title = ascii::lower_case(segment.paper(paper).paper.title);
      title.resize(std::min(title.size(), kept_title_bytes));
      if (!title.empty()) titles_.push_back({std::move(title), s, paper});
    }
  }
  const auto by_text = [](const auto& a, const auto& b) { return a.text < b.text; };
  std::stable_sort(starts_.begin(), starts_.end(), by_text);
  std::stable_sort(titles_.begin(), titles_.end(), by_text);
}

std::vector<Completion> CompletionTable::complete(const IndexView& view, std::string_view prefix,
                                                  std::size_t limit) const {
  std::string wanted = ascii::lower_case(prefix);
  wanted.erase(0, wanted.find_first_not_of(' '));
  std::vector<Completion> out;
  if (wanted.empty()) return out;

  struct Found {
    bool first;
    std::uint32_t papers, number;
  };
  std::vector<Found> found;
  const auto [begin, end] = beginning_with(starts_, wanted);
  for (auto at = begin; at != end; ++at)
    found.push_back({at->first, view.concept_papers()[at->number], at->number});
  std::sort(found.begin(), found.end(), [](const Found& a, const Found& b) {
    if (a.first != b.first) return a.first;
    return a.papers != b.papers ? a.papers > b.papers : a.number < b.number;
  });
  std::set<std::uint32_t> taken;
  for (const Found& one : found) {
    if (taken.size() == limit) break;
    if (!taken.insert(one.number).second) continue;
    const auto [s, number] = view.concepts().first[one.number];
    const Segment& segment = view.segment(s);
    out.push_back({"concept", std::string(segment.concept_name(number)),
                   std::string(segment.concept_id(number)),
                   std::string(segment.concept_type(number)), one.papers});
  }

  const std::size_t concepts = out.size();
  wanted.resize(std::min(wanted.size(), kept_title_bytes));
  const auto [first_title, last_title] = beginning_with(titles_, wanted);
  for (auto at = first_title; at != last_title && out.size() < concepts + limit; ++at) {
    const Segment& segment = view.segment(at->segment);
    const std::string title = segment.paper(at->paper).paper.title;
    // One title may stand over many records: passages indexed one by one.
    if (out.size() > concepts && out.back().text == title) {
      ++out.back().papers;
      continue;
    }
    out.push_back({"title", title, std::string(segment.paper_id(at->paper)), "", 1});
  }
  return out;
}

}  // namespace osteon
