// The parts of matching that join passages: papers and sections that hold all parts between them.
#include <span>
#include <vector>

#include "searcher/matching/matcher.h"

namespace osteon {

using Kind = Plan::Kind;

/// Leaves become sets of groups, and the logic runs over these.
Bitmap SegmentMatcher::groups(const Plan& plan, std::span<const std::uint32_t> group_of,
                              std::size_t count, const Bitmap& within, Bitmap& positive,
                              bool negated) {
  switch (plan.kind) {
    case Kind::all:
    case Kind::some: {
      // Filters on passages hold for the passages that the other parts are looked for in.
      Bitmap inside = within;
      for (const Plan& child : plan.children) {
        if (is_filter(child)) inside &= evaluate(child);
      }
      Bitmap out(count, true);
      bool only_filters = true;
      for (const Plan& child : plan.children) {
        if (is_filter(child)) continue;
        only_filters = false;
        out &= groups(child, group_of, count, inside, positive, negated);
      }
      if (only_filters) {
        out = Bitmap(count);
        inside.for_each([&](PassageNumber p) { out.set(group_of[p]); });
        if (!negated) positive |= inside;
      }
      return out;
    }
    case Kind::any: {
      Bitmap out(count);
      for (const Plan& child : plan.children) {
        out |= groups(child, group_of, count, within, positive, negated);
      }
      return out;
    }
    case Kind::negation: {
      Bitmap out = groups(plan.children.front(), group_of, count, within, positive, !negated);
      out.complement();
      return out;
    }
    default: {
      Bitmap passages = evaluate(plan);
      passages &= within;
      if (!negated) positive |= passages;
      if (count == passages.size()) return passages;  // each is a group of its own
      Bitmap out(count);
      passages.for_each([&](PassageNumber p) { out.set(group_of[p]); });
      return out;
    }
  }
}

Bitmap SegmentMatcher::evaluate_across(const Plan& plan, bool by_section) {
  std::span<const std::uint32_t> group_of = segment_.paper_table();
  std::size_t count = segment_.paper_count();
  std::vector<std::uint32_t> section_of;
  if (by_section) {
    section_of.resize(segment_.passage_count());
    count = 0;
    PassageInfo last{};
    for (PassageNumber p = 0; p < segment_.passage_count(); ++p) {
      const PassageInfo info = segment_.passage(p);
      if (p == 0 || info.paper != last.paper || info.section_number != last.section_number) ++count;
      section_of[p] = static_cast<std::uint32_t>(count - 1);
      last = info;
    }
    group_of = section_of;
  }
  Bitmap positive(segment_.passage_count());
  const Bitmap matched = groups(plan, group_of, count, live_, positive, false);
  const Bitmap& from = positive.none() ? live_ : positive;
  if (count == from.size()) {
    Bitmap out = from;
    out &= matched;
    return out;
  }
  Bitmap out(segment_.passage_count());
  from.for_each([&](PassageNumber p) {
    if (matched.test(group_of[p])) out.set(p);
  });
  return out;
}

}  // namespace osteon
