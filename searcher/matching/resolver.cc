// Chooses what each part of a query means in this index.
#include "searcher/matching/resolver.h"

#include <algorithm>

#include "searcher/matching/leaf_resolver.h"
#include "searcher/matching/resolver_parts.h"
#include "searcher/query/parser.h"

namespace osteon {
namespace {

using Kind = Query::Kind;
using Part = Plan::Kind;

class Resolver {
 public:
  Resolver(const IndexView& view, const SearchSession& session, const ResolveOptions& options,
           std::vector<Notice>& notices)
      : view_(view),
        session_(session),
        options_(options),
        notices_(notices),
        leaves_(view, session, options, notices) {}

  ResolvedQuery run(const Query& query) {
    ResolvedQuery out;
    out.plan = resolve(query, {});
    out.units = std::move(leaves_.units());
    return out;
  }

 private:
  Plan resolve(const Query& q, ResolveContext context) {
    context.boost *= q.boost;
    switch (q.kind) {
      case Kind::nothing:
        return make_plan(Part::nothing);
      case Kind::words:
        return list({&q}, context);
      case Kind::list: {
        std::vector<const Query*> items;
        for (const Query& child : q.children) items.push_back(&child);
        return list(items, context);
      }
      case Kind::phrase:
        return leaves_.phrase(q, context);
      case Kind::prefix:
        return leaves_.prefix(q, context);
      case Kind::paper:
        return leaves_.paper(q);
      case Kind::concept_id:
        return leaves_.concept_plan(q, context);
      case Kind::like:
        return leaves_.like(q, context);
      case Kind::filter:
        return resolve_filter(q, view_, session_, notices_);
      case Kind::range:
        return resolve_filter(q, view_, session_, notices_);
      case Kind::all_of:
      case Kind::any_of: {
        context.top = false;
        std::vector<Plan> children;
        for (const Query& child : q.children) {
          Plan plan = resolve(child, context);
          // Function words ask for nothing; they do not make an AND fail.
          if (plan.kind == Part::nothing && leaves_.is_empty(child)) continue;
          children.push_back(std::move(plan));
        }
        return combine_plans(q.kind == Kind::all_of ? Part::all : Part::any, std::move(children));
      }
      case Kind::negation: {
        context.top = false;
        Plan child = resolve(q.children.front(), context);
        if (child.kind == Part::nothing && leaves_.is_empty(q.children.front())) return child;
        return make_plan(Part::negation, {std::move(child)});
      }
      case Kind::near: {
        context.top = false;
        std::vector<Plan> children;
        for (const Query& child : q.children) children.push_back(resolve(child, context));
        Plan plan = make_plan(Part::near, std::move(children));
        if (near_parts(plan) > max_near_parts) {
          notices_.push_back(
              {"near",
               "more than " + std::to_string(max_near_parts) +
                   " words are not looked for near each other: they are joined by AND",
               q.begin, q.end});
          plan.kind = Part::all;
          return plan;
        }
        plan.distance = q.distance;
        plan.part = context.part;
        return plan;
      }
      case Kind::field:
        context.part = part_of(q.field);
        return resolve(q.children.front(), context);
      case Kind::scope: {
        if (q.text == "passage") return resolve(q.children.front(), context);
        context.top = false;
        return scoped(q.text, resolve(q.children.front(), context));
      }
      case Kind::unexploded:
        context.exploded = false;
        return resolve(q.children.front(), context);
    }
    return make_plan(Part::nothing);
  }

  static TextPart part_of(const std::string& field) {
    TextPart part;
    if (field == "title") {
      part.body = false;
    } else if (field == "tiab") {
      part.section = SectionKind::abstract;
    } else {
      part.title = false;
      for (int i = 0; i < section_kind_count; ++i) {
        const auto kind = static_cast<SectionKind>(i);
        if (to_string(kind) == field) part.section = kind;
      }
    }
    return part;
  }

  /// `plan` within sentences, sections or papers. An OR in a sentence is an OR of sentences, and a
  /// single word is in one anyway: both need no reading of texts.
  Plan scoped(const std::string& scope, Plan plan) const {
    if (scope == "sentence" && plan.kind == Part::any) {
      for (Plan& child : plan.children) child = scoped(scope, std::move(child));
      return plan;
    }
    const bool is_word = plan.kind == Part::unit && !leaves_.units()[plan.unit].has_phrase();
    if (scope == "sentence" && is_word) return plan;
    Plan out = make_plan(Part::scope, {std::move(plan)});
    out.text = scope;
    return out;
  }

  /// How many things must stand near each other.
  static std::size_t near_parts(const Plan& plan) {
    std::size_t parts = 0, most = 1;
    for (const Plan& child : plan.children) {
      const std::size_t inside = near_parts(child);
      parts += inside;
      most = std::max(most, inside);
    }
    const bool each = plan.kind == Part::near || plan.kind == Part::all || plan.kind == Part::some;
    return each ? parts : most;
  }

  Plan list(const std::vector<const Query*>& items, const ResolveContext& context) {
    std::vector<Plan> children;
    ResolveContext inner = context;
    inner.top = false;
    bool relaxable = false;
    for (const Query* item : items) {
      if (item->kind == Kind::words) {
        ResolveContext mine = context;
        if (items.size() > 1) mine.boost *= item->boost;  // else counted by resolve()
        for (Plan& plan : leaves_.words(*item, mine)) children.push_back(std::move(plan));
        relaxable = true;
        continue;
      }
      Plan plan = resolve(*item, inner);
      if (plan.kind == Part::nothing && leaves_.is_empty(*item)) continue;
      // With --any everything may be left out but what restricts.
      plan.required = !options_.any || is_filter(plan) || plan.kind == Part::negation;
      relaxable = relaxable || !plan.required;
      children.push_back(std::move(plan));
    }
    if (children.empty()) {
      if (relaxable) leaves_.set_empty(*items.front());
      return make_plan(Part::nothing);
    }
    if (children.size() == 1 && children.front().kind != Part::nothing) {
      Plan only = std::move(children.front());
      only.required = false;
      return only;
    }
    return make_plan(context.top && relaxable ? Part::some : Part::all, std::move(children));
  }

  const IndexView& view_;
  const SearchSession& session_;
  const ResolveOptions& options_;
  std::vector<Notice>& notices_;
  LeafResolver leaves_;
};

}  // namespace

ResolvedQuery resolve_query(const Query& query, const IndexView& view, const SearchSession& session,
                            const ResolveOptions& options, std::vector<Notice>& notices) {
  return Resolver(view, session, options, notices).run(query);
}

}  // namespace osteon
