// Prints a plan for people.
#include "searcher/interpretation.h"

#include <cstdio>

namespace osteon {
namespace {

using Kind = Plan::Kind;

std::string joined(const std::vector<std::string>& items, const std::string& separator) {
  std::string out;
  for (const std::string& item : items) {
    if (!out.empty()) out += separator;
    out += item;
  }
  return out;
}

std::string unit_text(const QueryUnit& unit, const TextPart& part) {
  std::string out = unit.text;
  const bool phrase = !unit.wordings.empty() && unit.wordings.front().places.size() > 1;
  if (phrase && unit.concepts.empty()) out = '"' + out + '"';
  if (!unit.concepts.empty()) {
    out += " [" + unit.sense + ", " + unit.ids.front();
    if (unit.exploded && unit.explosion > 0)
      out += ", with " + std::to_string(unit.explosion) + " narrower";
    out += ']';
  }
  if (unit.weight != 1) {
    char factor[16];
    std::snprintf(factor, sizeof factor, "^%g", unit.weight);
    out += factor;
  }
  if (!part.everywhere()) {
    if (part.title && part.section) {
      out += " in title or " + std::string(to_string(*part.section));
    } else if (part.title) {
      out += " in the title";
    } else if (part.section) {
      out += " in " + std::string(to_string(*part.section));
    }
  }
  return out;
}

std::string print(const ResolvedQuery& query, const Plan& plan, bool inner) {
  std::vector<std::string> children;
  for (const Plan& child : plan.children) children.push_back(print(query, child, true));
  const auto wrap = [&](const std::string& text) {
    return inner && children.size() > 1 ? '(' + text + ')' : text;
  };
  switch (plan.kind) {
    case Kind::nothing:
      return "nothing";
    case Kind::all_live:
      return "everything";
    case Kind::unit:
      return unit_text(query.units[plan.unit], plan.part);
    case Kind::all:
    case Kind::some:
      return wrap(joined(children, " AND "));
    case Kind::any:
      return wrap(joined(children, " OR "));
    case Kind::negation:
      return "NOT " + children.front();
    case Kind::near:
      return wrap(joined(
          children, (plan.ordered ? " THEN/" : " NEAR/") + std::to_string(plan.distance) + ' '));
    case Kind::scope:
      return "in one " + plan.text + ": " + children.front();
    case Kind::paper_ids:
      return "paper " + (plan.text.empty() ? joined(plan.terms, " or ") : plan.text);
    case Kind::terms:
      return plan.text.empty() ? joined(plan.terms, " or ") : plan.text;
    case Kind::column:
      return plan.text + " is " + (plan.terms.empty() ? "unknown" : joined(plan.terms, " or "));
    case Kind::section:
      return "section is " + std::string(to_string(*plan.part.section));
    case Kind::years:
      if (plan.low == plan.high) return "year is " + std::to_string(plan.low);
      if (plan.high == 9999) return "year from " + std::to_string(plan.low);
      if (plan.low == 0) return "year to " + std::to_string(plan.high);
      return "year from " + std::to_string(plan.low) + " to " + std::to_string(plan.high);
  }
  return {};
}

}  // namespace

std::string interpretation(const ResolvedQuery& query) {
  return print(query, query.plan, false);
}

std::string interpretation(const ResolvedQuery& query, const Plan& part) {
  return print(query, part, false);
}

}  // namespace osteon
