// Prints and compares query trees.
#include "searcher/query/query.h"

#include <algorithm>
#include <cstdio>

#include "searcher/query/words.h"

namespace osteon {
namespace {

using Kind = Query::Kind;

std::string number(double value) {
  char buffer[32];
  std::snprintf(buffer, sizeof buffer, "%g", value);
  return buffer;
}

/// A field's value, quoted wherever the lexer might read it as anything but one word.
std::string value_text(const std::string& text) {
  const auto alphanumeric = [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  };
  bool plain = !text.empty() && alphanumeric(text.front()) && alphanumeric(text.back()) &&
               text != "AND" && text != "OR" && text != "NOT" && text.compare(0, 4, "NEAR") != 0;
  for (const char c : text) {
    plain =
        plain && (alphanumeric(c) || std::string_view("-_./:").find(c) != std::string_view::npos);
  }
  const std::size_t colon = text.find(':');
  if (colon != std::string::npos && !is_id_space(std::string_view(text).substr(0, colon)))
    plain = false;
  return plain ? text : '"' + text + '"';
}

bool one_word(const Query& q) {
  return q.kind == Kind::words && q.text.find(' ') == std::string::npos;
}

/// Stands alone before or after any operator.
bool is_primary(const Query& q) {
  switch (q.kind) {
    case Kind::words:
      return one_word(q);
    case Kind::list:
    case Kind::all_of:
    case Kind::any_of:
    case Kind::near:
    case Kind::scope:
    case Kind::negation:
    case Kind::nothing:
      return false;
    default:
      return true;
  }
}

std::string print(const Query& q);

std::string parenthesised(const Query& q) {
  return "(" + print(q) + ")";
}

std::string primary(const Query& q) {
  return is_primary(q) && q.boost == 1 ? print(q) : parenthesised(q);
}

/// As a child of AND, OR or NEAR, which bind weaker than words side by side. Filters among such
/// words would apply to the whole group, so they keep their parentheses.
std::string operand(const Query& q) {
  if (q.boost != 1) return print(q);
  switch (q.kind) {
    case Kind::words:
      return print(q);
    case Kind::list: {
      for (const Query& child : q.children) {
        if (is_filter(child)) return parenthesised(q);
      }
      return print(q);
    }
    case Kind::negation:
      return "NOT " + (q.children.front().kind == Kind::words ? print(q.children.front())
                                                              : primary(q.children.front()));
    default:
      return primary(q);
  }
}

std::string joined(const Query& q, const std::string& separator) {
  std::string out;
  for (const Query& child : q.children) {
    if (!out.empty()) out += separator;
    out += operand(child);
  }
  return out;
}

std::string listed(const Query& q) {
  std::string out;
  for (const Query& child : q.children) {
    if (!out.empty()) out += ' ';
    if (child.boost != 1 || child.kind == Kind::words) {
      out += print(child);
    } else if (child.kind == Kind::negation) {
      // A minus before a digit is a sign, not an operator.
      const std::string what = primary(child.children.front());
      const char c = what.front();
      const bool bare = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '(' || c == '~' ||
                        c == '"' || (c & 0x80) != 0;
      out += bare ? '-' + what : "-(" + what + ')';
    } else {
      out += primary(child);
    }
  }
  return out;
}

std::string body(const Query& q) {
  switch (q.kind) {
    case Kind::nothing:
      return {};
    case Kind::words:
      return q.text;
    case Kind::phrase:
      return (q.expanded ? "~\"" : "\"") + q.text + '"';
    case Kind::prefix:
      return q.text + '*';
    case Kind::paper:
      return q.field + ':' + value_text(q.text);
    case Kind::concept_id:
      return q.field.empty() ? q.text : q.field + ':' + value_text(q.text);
    case Kind::like:
      return "like:\"" + q.text + '"';
    case Kind::filter:
      return q.field + ':' + value_text(q.text);
    case Kind::range:
      return q.field + ':' + q.text + ".." + q.high;
    case Kind::list:
      return listed(q);
    case Kind::all_of:
      return joined(q, " AND ");
    case Kind::any_of:
      return joined(q, " OR ");
    case Kind::negation:
      return operand(q);
    case Kind::near:
      return joined(q, " NEAR/" + std::to_string(q.distance) + " ");
    case Kind::field:
      return q.field + ':' + primary(q.children.front());
    case Kind::scope:
      return "scope:" + q.text + ' ' + parenthesised(q.children.front());
    case Kind::unexploded:
      return "noexp:" + primary(q.children.front());
  }
  return {};
}

std::string print(const Query& q) {
  if (q.boost == 1) return body(q);
  const std::string text = body(q);
  return (is_primary(q) ? text : "(" + text + ")") + '^' + number(q.boost);
}

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

std::string print_query(const Query& query) {
  return print(query);
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
  if (q.boost != 1) out += '^' + number(q.boost);
  return out;
}

}  // namespace osteon
