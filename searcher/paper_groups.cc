#include "searcher/paper_groups.h"

#include <algorithm>
#include <span>
#include <tuple>

#include "searcher/cursor.h"

namespace osteon {
namespace {

constexpr std::size_t spread_papers = 50;

}  // namespace

PaperGroups::PaperGroups(const IndexView& view, const std::vector<RankedList>& lists)
    : view_(view), lists_(lists) {
  std::size_t listed = 0;
  for (const RankedList& list : lists) listed += list.passages.size();
  groups_.reserve(listed);
  for (std::size_t s = 0; s < lists.size(); ++s) {
    const std::span<const PaperOrdinal> papers = view.segment(s).paper_table();
    const std::vector<PassageNumber>& passages = lists[s].passages;
    for (std::size_t i = 0; i < passages.size(); ++i) add(s, i, papers[passages[i]]);
  }
}

PaperGroups::PaperGroups(const IndexView& view, const std::vector<RankedList>& lists,
                         std::size_t passages)
    : view_(view), lists_(lists) {
  std::vector<ScoredPassage> best = best_of(lists, passages);
  std::sort(best.begin(), best.end(), [](const ScoredPassage& a, const ScoredPassage& b) {
    return std::tie(a.segment, a.index) < std::tie(b.segment, b.index);
  });
  for (const ScoredPassage& passage : best)
    add(passage.segment, passage.index, view.segment(passage.segment).paper_of(passage.passage));
}

void PaperGroups::add(std::size_t segment, std::size_t index, PaperOrdinal paper) {
  const double score = lists_[segment].scores[index];
  const auto number = static_cast<std::uint32_t>(segment);
  const auto place = static_cast<std::uint32_t>(index);
  if (groups_.empty() || groups_.back().segment != number || groups_.back().paper != paper)
    groups_.push_back({score, number, paper, place, 0});
  PaperGroup& group = groups_.back();
  group.score = std::max(group.score, score);
  group.count = place + 1 - group.first;
}

bool PaperGroups::before(const PaperGroup& a, const PaperGroup& b) const {
  if (a.score != b.score) return a.score > b.score;
  return paper_id(a) < paper_id(b);
}

const PaperGroup* PaperGroups::find(std::size_t segment, PaperOrdinal paper) const {
  const auto found = std::find_if(groups_.begin(), groups_.end(), [&](const PaperGroup& group) {
    return group.segment == segment && group.paper == paper;
  });
  return found == groups_.end() ? nullptr : &*found;
}

std::vector<PaperGroup> PaperGroups::above(const PaperGroup& group) const {
  std::vector<PaperGroup> out;
  for (const PaperGroup& other : groups_) {
    if (before(other, group)) out.push_back(other);
  }
  std::sort(out.begin(), out.end(),
            [this](const PaperGroup& a, const PaperGroup& b) { return before(a, b); });
  return out;
}

std::vector<std::size_t> PaperGroups::best_passages(const PaperGroup& group,
                                                    std::size_t most) const {
  const RankedList& list = lists_[group.segment];
  std::vector<std::size_t> order(group.count);
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = group.first + i;
  const std::size_t wanted = std::min(order.size(), std::max<std::size_t>(1, most));
  std::partial_sort(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(wanted), order.end(),
                    [&](std::size_t a, std::size_t b) {
                      if (list.scores[a] != list.scores[b]) return list.scores[a] > list.scores[b];
                      return a < b;
                    });
  order.resize(wanted);
  return order;
}

TokenStream PaperGroups::best_stream(const PaperGroup& group) const {
  TokenStream stream;
  const std::size_t best = best_passages(group, 1).front();
  view_.segment(group.segment).passage_stream(lists_[group.segment].passages[best], stream);
  return stream;
}

/// Maximal marginal relevance over the best `count` groups: Carbonell, Goldstein 1998, "The use of
/// MMR, diversity-based reranking for reordering documents and producing summaries".
void PaperGroups::spread(std::size_t count) {
  constexpr double relevance = 0.5;
  std::vector<WordVector> words;
  for (std::size_t i = 0; i < count; ++i) {
    words.push_back(words_of(best_stream(groups_[i]), view_.segment(groups_[i].segment)));
  }
  std::vector<double> likest(count, 0);  // to what has been taken already
  const double best = count > 0 ? std::max(groups_.front().score, 1e-9) : 1;
  for (std::size_t done = 0; done < count; ++done) {
    const auto value = [&](std::size_t i) {
      return relevance * groups_[i].score / best - (1 - relevance) * likest[i];
    };
    std::size_t taken = done;
    for (std::size_t i = done + 1; i < count; ++i)
      if (value(i) > value(taken)) taken = i;
    const auto from = static_cast<std::ptrdiff_t>(done), to = static_cast<std::ptrdiff_t>(taken);
    std::rotate(groups_.begin() + from, groups_.begin() + to, groups_.begin() + to + 1);
    std::rotate(words.begin() + from, words.begin() + to, words.begin() + to + 1);
    std::rotate(likest.begin() + from, likest.begin() + to, likest.begin() + to + 1);
    for (std::size_t i = done + 1; i < count; ++i)
      likest[i] = std::max(likest[i], cosine(words[i], words[done]));
  }
}

void PaperGroups::pass_cursor(const std::string& text, std::vector<Notice>& notices) {
  const auto cursor = read_cursor(text);
  if (!cursor) {
    notices.push_back({"ignored", "the cursor is not one that a search gave", 0, 0});
    return;
  }
  std::erase_if(groups_, [&](const PaperGroup& group) {
    return group.score > cursor->score ||
           (group.score == cursor->score && paper_id(group) <= cursor->paper);
  });
  if (cursor->revision != view_.snapshot().revision)
    notices.push_back(
        {"changed",
         "the index has changed since the page before: papers may come twice or not at all", 0, 0});
}

PaperPage PaperGroups::page(const SearchRequest& request, std::vector<Notice>& notices) {
  PaperPage out;
  const std::size_t limit = std::min(request.limit, most_hits);
  const std::size_t offset = request.cursor.empty() ? request.offset : 0;
  if (!request.cursor.empty()) pass_cursor(request.cursor, notices);
  const std::size_t end = std::min(groups_.size(), offset + limit);
  if (offset >= end) return out;
  // Folding looks further down for what fills the page, spreading for what to bring up.
  std::size_t sorted = end;
  if (request.fold) sorted = std::min(groups_.size(), end + limit);
  if (request.diverse) sorted = std::min(groups_.size(), std::max(sorted, spread_papers));
  std::partial_sort(groups_.begin(), groups_.begin() + static_cast<std::ptrdiff_t>(sorted),
                    groups_.end(),
                    [this](const PaperGroup& a, const PaperGroup& b) { return before(a, b); });
  if (request.diverse) spread(std::min(sorted, spread_papers));
  std::vector<PassageSignature> shown;
  std::size_t next = offset;
  for (; next < sorted && (next < end || request.fold); ++next) {
    const PaperGroup& group = groups_[next];
    if (request.fold) {
      const PassageSignature mine = signature_of(best_stream(group), view_.segment(group.segment));
      const auto copy = std::find_if(shown.begin(), shown.end(), [&](const PassageSignature& one) {
        return similarity(one, mine) >= near_copy;
      });
      if (copy != shown.end()) {
        out.papers[static_cast<std::size_t>(copy - shown.begin())].copies.emplace_back(
            paper_id(group));
        continue;
      }
      if (out.papers.size() == limit) break;
      shown.push_back(mine);
    }
    out.papers.push_back({group, {}});
  }
  if (next < groups_.size() && !request.diverse) {
    out.next_cursor = write_cursor({view_.snapshot().revision, groups_[next - 1].score,
                                    std::string(paper_id(groups_[next - 1]))});
  }
  return out;
}

}  // namespace osteon
