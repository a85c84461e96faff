// From passages to lists by term.
#include "indexer/batch_postings.h"

#include <algorithm>
#include <numeric>
#include <string_view>

#include "indexer/posting_run.h"

namespace osteon {
namespace {

constexpr std::uint32_t filter_bit = 0x80000000u;

}  // namespace

void BatchPostings::post_filter(std::uint32_t term, std::uint32_t wdf) {
  if (term >= places_.size()) places_.resize(term + std::size_t{1} + term / 2);
  Place& place = places_[term];
  if (place.passage != passage()) {
    place = {passage(), static_cast<std::uint32_t>(posted_.size())};
    posted_.push_back({term | filter_bit, wdf});
    length_ += wdf;
  } else if (std::uint32_t& posted = posted_[place.posted].wdf; posted < wdf) {
    length_ += wdf - posted;
    posted = wdf;
  }
}

void BatchPostings::end_passage() {
  ends_.push_back(posted_.size());
  lengths_.push_back(length_);
  length_ = 0;
}

void BatchPostings::write(const std::string& path, const TermTable& words, const TermTable& filters,
                          const PostingsDatabase::Values& years) {
  const auto list_of = [&](std::uint32_t term) {
    return (term & filter_bit) != 0 ? words.size() + (term & ~filter_bit) : std::size_t{term};
  };
  std::vector<std::size_t> ends(words.size() + filters.size() + 1);
  for (const Posted& entry : posted_) ++ends[list_of(entry.term) + 1];
  std::partial_sum(ends.begin(), ends.end(), ends.begin());
  struct List {
    std::uint64_t head;  // of the text, to compare by
    std::string_view text;
    std::size_t begin, end;
  };
  std::vector<List> lists;
  for (std::size_t i = 0; i + 1 < ends.size(); ++i) {
    if (ends[i] == ends[i + 1]) continue;
    const std::string_view text = i < words.size()
                                      ? words[static_cast<std::uint32_t>(i)].text
                                      : filters[static_cast<std::uint32_t>(i - words.size())].text;
    std::uint64_t head = 0;
    for (std::size_t c = 0; c < 8; ++c)
      head = head << 8 | (c < text.size() ? static_cast<unsigned char>(text[c]) : 0u);
    lists.push_back({head, text, ends[i], ends[i + 1]});
  }
  std::sort(lists.begin(), lists.end(), [](const List& a, const List& b) {
    return a.head != b.head ? a.head < b.head : a.text < b.text;
  });

  std::vector<Posting> turned(posted_.size());
  std::size_t at = 0;
  for (std::size_t passage = 0; passage < ends_.size(); ++passage) {
    for (; at < ends_[passage]; ++at)
      turned[ends[list_of(posted_[at].term)]++] = {static_cast<std::uint32_t>(passage + 1),
                                                   posted_[at].wdf};
  }
  posted_ = {};
  PostingRunWriter out(path, lengths_, years);
  for (const List& list : lists)
    out.add(list.text, std::span(turned).subspan(list.begin, list.end - list.begin));
  out.finish();
}

}  // namespace osteon
