// Compares and describes query trees.
#include "searcher/query/query.h"

#include <algorithm>

#include "searcher/query/nodes.h"

namespace osteon {
namespace {

using Kind = Query::Kind;

std::string_view name_of(Kind kind) {
  switch (kind) {
    case Kind::nothing:
      return "nothing";
    case Kind::words:
      return "words";
    case Kind::phrase:
      return "phrase";
    case Kind::prefix:
      return "prefix";
    case Kind::paper:
      return "paper";
    case Kind::concept_id:
      return "concept";
    case Kind::like:
      return "like";
    case Kind::filter:
      return "filter";
    case Kind::range:
      return "range";
    case Kind::list:
      return "list";
    case Kind::all_of:
      return "and";
    case Kind::any_of:
      return "or";
    case Kind::negation:
      return "not";
    case Kind::near:
      return "near";
    case Kind::field:
      return "field";
    case Kind::scope:
      return "scope";
    case Kind::unexploded:
      return "noexp";
  }
  return {};
}

}  // namespace

bool is_filter(const Query& q) {
  switch (q.kind) {
    case Kind::filter:
    case Kind::range:
      return true;
    case Kind::negation:
    case Kind::all_of:
    case Kind::any_of:
      return std::all_of(q.children.begin(), q.children.end(), is_filter);
    default:
      return false;
  }
}

bool Query::operator==(const Query& other) const {
  return kind == other.kind && field == other.field && text == other.text && high == other.high &&
         expanded == other.expanded && distance == other.distance && boost == other.boost &&
         children == other.children;
}

std::string describe_query(const Query& q) {
  std::string out = "(";
  out += q.expanded ? "~" : "";
  out += name_of(q.kind);
  if (q.distance != 0) out += '/' + std::to_string(q.distance);
  if (!q.field.empty()) out += ' ' + q.field;
  if (q.kind == Kind::range) {
    out += " \"" + q.text + "\" \"" + q.high + '"';
  } else if (!q.text.empty()) {
    out += " \"" + q.text + '"';
  }
  for (const Query& child : q.children) out += ' ' + describe_query(child);
  out += ')';
  if (q.boost != 1) out += '^' + boost_text(q.boost);
  return out;
}

}  // namespace osteon
