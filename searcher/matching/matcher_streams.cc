// The parts of matching that read token streams: NEAR and sentences.
#include <algorithm>
#include <set>
#include <utility>

#include "searcher/matching/matcher.h"

namespace osteon {

using Kind = Plan::Kind;

namespace {

// Bounds the work on one text; real texts stay far below.
constexpr std::size_t max_near_steps = 200000;

struct NearSearch {
  const std::vector<std::vector<Span>>& lists;
  std::uint32_t distance;
  bool ordered;
  std::vector<Span>& out;
  std::size_t steps = 0;
  /// Lists used and the place reached, from the present start: what follows depends on nothing
  /// else.
  std::set<std::pair<std::uint64_t, std::uint32_t>> seen = {};

  void extend(std::uint64_t used, std::size_t count, Span cover, std::uint32_t last) {
    if (count == lists.size()) {
      out.push_back(cover);
      return;
    }
    if (count > 2 && !seen.emplace(used, last).second) return;
    for (std::size_t i = ordered ? count : 0; i < lists.size(); ++i) {
      if (used >> i & 1) continue;
      const std::vector<Span>& list = lists[i];
      auto it = std::lower_bound(list.begin(), list.end(), Span{last + 1, 0});
      for (; it != list.end() && it->first - last <= distance; ++it) {
        if (++steps > max_near_steps) return;
        extend(used | std::uint64_t{1} << i, count + 1,
               {cover.first, std::max(cover.last, it->last)}, it->last);
      }
      if (ordered) break;
    }
  }
};

/// Children of lists inside NEAR stand near as well.
void flatten_near(const Plan& plan, std::vector<const Plan*>& out) {
  for (const Plan& child : plan.children) {
    if (child.kind == Kind::all || child.kind == Kind::some) {
      flatten_near(child, out);
    } else if (child.kind != Kind::negation && !is_filter(child)) {
      out.push_back(&child);
    }
  }
}

}  // namespace

void find_near(const std::vector<std::vector<Span>>& lists, std::uint32_t distance, bool ordered,
               std::vector<Span>& out) {
  if (lists.empty() || lists.size() > 64) return;
  for (const std::vector<Span>& list : lists) {
    if (list.empty()) return;
  }
  NearSearch search{lists, distance, ordered, out};
  for (std::size_t i = 0; i < (ordered ? 1 : lists.size()); ++i) {
    for (const Span& start : lists[i]) {
      search.seen.clear();
      search.extend(std::uint64_t{1} << i, 1, start, start.last);
    }
  }
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
}

void SegmentMatcher::spans(const Plan& plan, const TokenStream& stream,
                           std::optional<PassageNumber> passage, std::vector<Span>& out) {
  out.clear();
  switch (plan.kind) {
    case Kind::unit:
      // Of the many words of an OR a text holds few.
      if (passage && !unit(plan.unit, {}).test(*passage)) return;
      finder(plan.unit).find(stream, out);
      return;
    case Kind::any: {
      std::vector<Span> more;
      for (const Plan& child : plan.children) {
        spans(child, stream, passage, more);
        out.insert(out.end(), more.begin(), more.end());
      }
      std::sort(out.begin(), out.end());
      out.erase(std::unique(out.begin(), out.end()), out.end());
      return;
    }
    case Kind::near: {
      std::vector<const Plan*> children;
      flatten_near(plan, children);
      std::vector<std::vector<Span>> lists(children.size());
      for (std::size_t i = 0; i < children.size(); ++i) {
        spans(*children[i], stream, passage, lists[i]);
        if (lists[i].empty()) return;
      }
      find_near(lists, plan.distance, plan.ordered, out);
      return;
    }
    default:
      return;
  }
}

Bitmap SegmentMatcher::together(const Plan& near) {
  Bitmap out = live_;
  for (const Plan& child : near.children) out &= upper_bound(child);
  return out;
}

std::uint32_t SegmentMatcher::least_distance(const Plan& near, PassageNumber passage,
                                             std::uint32_t limit) {
  std::uint32_t best = limit + 1;
  Plan attempt = near;
  std::vector<Span> found;
  const auto try_stream = [&](const TokenStream& stream) {
    const auto holds_within = [&](std::uint32_t distance) {
      attempt.distance = distance;
      spans(attempt, stream, passage, found);
      return !found.empty();
    };
    if (best <= 1 || !holds_within(best - 1)) return;
    std::uint32_t low = 1, high = best - 1;  // it holds at `high`
    while (low < high) {
      const std::uint32_t middle = low + (high - low) / 2;
      if (holds_within(middle)) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    best = high;
  };
  if (near.part.title) {
    segment_.title_stream(segment_.paper_of(passage), title_);
    try_stream(title_);
  }
  if (near.part.body) {
    segment_.passage_stream(passage, stream_);
    try_stream(stream_);
  }
  return best;
}

Bitmap SegmentMatcher::near(const Plan& plan) {
  const Bitmap candidates = together(plan);
  std::vector<Span> found;
  return check_streams(candidates, plan.part,
                       [&](const TokenStream& stream, bool, std::size_t passage) {
                         spans(plan, stream, static_cast<PassageNumber>(passage), found);
                         return !found.empty();
                       });
}

bool SegmentMatcher::stands_in(const Plan& leaf, PassageNumber passage) {
  const auto stands = [&](const TokenStream& stream) {
    spans(leaf, stream, std::nullopt, found_);
    return !found_.empty();
  };
  const UnitFinder* const words =
      leaf.kind == Kind::unit && !finder(leaf.unit).has_concepts() ? &finder(leaf.unit) : nullptr;
  const TextPart& part = leaf.part;
  if (part.body && (!part.section || segment_.section_of(passage) == *part.section)) {
    std::optional<bool> known;
    if (words != nullptr) known = words->passage_holds_wording(passage);
    if (!known) {
      segment_.passage_stream(passage, stream_);
      known = stands(stream_);
    }
    if (*known) return true;
  }
  if (!part.title) return false;
  const PaperOrdinal paper = segment_.paper_of(passage);
  std::optional<bool> known;
  if (words != nullptr) known = words->title_holds_wording(paper);
  if (!known) {
    segment_.title_stream(paper, title_);
    known = stands(title_);
  }
  return *known;
}

/// A superset of what `plan` can match inside a smaller scope: negations are left for later.
Bitmap SegmentMatcher::upper_bound(const Plan& plan) {
  switch (plan.kind) {
    case Kind::negation:
      return is_filter(plan) ? evaluate(plan) : live_;
    case Kind::all:
    case Kind::some: {
      Bitmap out = live_;
      for (const Plan& child : plan.children) out &= upper_bound(child);
      return out;
    }
    case Kind::any: {
      Bitmap out(segment_.passage_count());
      for (const Plan& child : plan.children) out |= upper_bound(child);
      return out;
    }
    case Kind::scope:
      return plan.text == "sentence" || plan.text == "passage" ? upper_bound(plan.children.front())
                                                               : evaluate(plan);
    default:
      return evaluate(plan);
  }
}

/// For each sentence of `stream` whether `plan` holds in it.
void SegmentMatcher::in_sentences(const Plan& plan, const TokenStream& stream, bool title,
                                  std::size_t passage, std::vector<char>& out) {
  const std::size_t count = stream.sentence_ends.size();
  switch (plan.kind) {
    case Kind::all:
    case Kind::some:
    case Kind::any: {
      const bool all = plan.kind != Kind::any;
      out.assign(count, all);
      std::vector<char> child_out;
      for (const Plan& child : plan.children) {
        in_sentences(child, stream, title, passage, child_out);
        for (std::size_t i = 0; i < count; ++i) {
          out[i] = all ? (out[i] & child_out[i]) : (out[i] | child_out[i]);
        }
      }
      return;
    }
    case Kind::negation:
      in_sentences(plan.children.front(), stream, title, passage, out);
      for (char& c : out) c = !c;
      return;
    case Kind::scope:
      if (plan.text == "sentence" || plan.text == "passage") {
        return in_sentences(plan.children.front(), stream, title, passage, out);
      }
      break;
    case Kind::unit:
    case Kind::near: {
      out.assign(count, 0);
      if (title ? !plan.part.title
                : !plan.part.body || (plan.part.section &&
                                      segment_.section_of(static_cast<PassageNumber>(passage)) !=
                                          *plan.part.section)) {
        return;
      }
      std::vector<Span> found;
      spans(plan, stream, static_cast<PassageNumber>(passage), found);
      for (const Span& span : found) {
        const auto end =
            std::upper_bound(stream.sentence_ends.begin(), stream.sentence_ends.end(), span.first);
        // Both ends in one sentence.
        if (end != stream.sentence_ends.end() && span.last < *end) {
          out[static_cast<std::size_t>(end - stream.sentence_ends.begin())] = 1;
        }
      }
      return;
    }
    default:
      break;
  }
  auto known = filters_.find(&plan);
  if (known == filters_.end()) known = filters_.emplace(&plan, evaluate(plan)).first;
  out.assign(count, known->second.test(passage));
}

Bitmap SegmentMatcher::sentences(const Plan& plan) {
  const Bitmap candidates = upper_bound(plan);
  std::vector<char> holds;
  return check_streams(
      candidates, {},
      [&](const TokenStream& stream, bool title, std::size_t passage) {
        in_sentences(plan, stream, title, passage, holds);
        return std::find(holds.begin(), holds.end(), 1) != holds.end();
      },
      true);
}

}  // namespace osteon
