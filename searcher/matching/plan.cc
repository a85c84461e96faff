// What plans say of themselves.
#include "searcher/matching/plan.h"

#include <iterator>

namespace osteon {

Plan make_plan(Plan::Kind kind, std::vector<Plan> children) {
  Plan plan;
  plan.kind = kind;
  plan.children = std::move(children);
  return plan;
}

Plan combine_plans(Plan::Kind kind, std::vector<Plan> children) {
  if (children.empty()) return make_plan(Plan::Kind::nothing);
  if (children.size() == 1) return std::move(children.front());
  return make_plan(kind, std::move(children));
}

using Kind = Plan::Kind;

bool is_filter(const Plan& plan) {
  switch (plan.kind) {
    case Kind::paper_ids:
    case Kind::terms:
    case Kind::column:
    case Kind::section:
    case Kind::years:
      return true;
    case Kind::negation:
    case Kind::all:
    case Kind::any:
      return !plan.children.empty() &&
             std::all_of(plan.children.begin(), plan.children.end(),
                         [](const Plan& child) { return is_filter(child); });
    default:
      return false;
  }
}

bool open_rows(Plan& plan) {
  bool any = false;
  for (Plan& child : plan.children) any = open_rows(child) || any;
  if (plan.kind == Kind::some) {  // each word of a row may be left out like the others
    std::vector<Plan> children;
    for (Plan& child : plan.children) {
      if (child.kind == Kind::some && child.written_row) {
        std::move(child.children.begin(), child.children.end(), std::back_inserter(children));
      } else {
        children.push_back(std::move(child));
      }
    }
    plan.children = std::move(children);
  }
  if (plan.kind != Kind::near || !plan.written_row) return any;
  plan.kind = Kind::some;
  return true;
}

}  // namespace osteon
