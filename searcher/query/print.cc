// Prints a query tree as a query that is read as this tree.
//
// Words are printed bare where the lexer reads them so, and as words:"…" where it would see a sign
// in them. What stands beside them may still make a sign of them (Bone next to ab/ is Ovid's
// heading), so the whole is read once more, and printed without any bare word if it is another
// query.
#include <algorithm>
#include <charconv>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "searcher/query/lexer.h"
#include "searcher/query/nodes.h"
#include "searcher/query/parser.h"
#include "searcher/query/query.h"
#include "searcher/query/words.h"

namespace osteon {
namespace {

using Kind = Query::Kind;

/// True if the lexer finds the words of `text`, one space between them, and nothing else in it.
bool reads_bare(std::string_view text, const IsFieldName& is_field) {
  const LexedQuery lexed = lex_query(text, max_query_tokens, is_field);
  std::string read;
  for (const QueryToken& token : lexed.tokens) {
    if (token.kind == QueryToken::Kind::end) break;
    if (token.kind != QueryToken::Kind::word || token.text == "noexp") return false;
    if (!read.empty()) read += ' ';
    read += token.text;
  }
  return read == text && lexed.foreign.empty();
}

/// A field's value, quoted wherever the lexer might read it as anything but one word.
std::string value_text(const std::string& text) {
  const auto alphanumeric = [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  };
  const bool plain = !text.empty() && alphanumeric(text.front()) && alphanumeric(text.back()) &&
                     std::all_of(text.begin(), text.end(),
                                 [&](char c) {
                                   return alphanumeric(c) ||
                                          std::string_view("-_./:").find(c) != std::string::npos;
                                 }) &&
                     reads_bare(text, [](std::string_view name) { return !is_id_space(name); });
  return plain ? text : '"' + text + '"';
}

class Printer {
 public:
  enum class Words : unsigned char { bare, marked };

  explicit Printer(Words words) : words_(words) {}

  std::string print(const Query& q) const {
    if (q.boost == 1) return body(q);
    const std::string text = body(q);
    // 2020^2 is a number, not a year that counts twice.
    const bool value = q.kind == Kind::filter || q.kind == Kind::range || q.kind == Kind::paper;
    return (is_primary(q) && !value ? text : "(" + text + ")") + '^' + boost_text(q.boost);
  }

 private:
  std::string word_text(const std::string& text) const {
    const auto any_field = [](std::string_view) { return true; };  // in some language
    return words_ == Words::bare && reads_bare(text, any_field) ? text : "words:\"" + text + '"';
  }

  /// Stands alone before or after any operator.
  static bool is_primary(const Query& q) {
    switch (q.kind) {
      case Kind::words:
        return q.text.find(' ') == std::string::npos;
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

  std::string parenthesised(const Query& q) const { return "(" + print(q) + ")"; }

  std::string primary(const Query& q) const {
    return is_primary(q) && q.boost == 1 ? print(q) : parenthesised(q);
  }

  /// As a child of AND, OR or NEAR, which bind weaker than words side by side. Filters among such
  /// words would apply to the whole group, so they keep their parentheses.
  std::string operand(const Query& q) const {
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

  std::string joined(const Query& q, const std::string& separator) const {
    std::string out;
    for (const Query& child : q.children) {
      if (!out.empty()) out += separator;
      out += operand(child);
    }
    return out;
  }

  std::string listed(const Query& q) const {
    std::string out;
    for (const Query& child : q.children) {
      if (!out.empty()) out += ' ';
      if (child.boost != 1 || child.kind == Kind::words) {
        out += print(child);
      } else if (child.kind == Kind::negation) {
        // A minus before a digit is a sign, not an operator.
        const std::string what = primary(child.children.front());
        const char c = what.front();
        const bool bare = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '(' ||
                          c == '~' || c == '"' || (c & 0x80) != 0;
        out += bare ? '-' + what : "-(" + what + ')';
      } else {
        out += primary(child);
      }
    }
    return out;
  }

  std::string body(const Query& q) const {
    switch (q.kind) {
      case Kind::nothing:
        return {};
      case Kind::words:
        return word_text(q.text);
      case Kind::phrase:
        return (q.expanded ? "~\"" : "\"") + q.text + '"';
      case Kind::prefix:
        return word_text(q.text + '*');
      case Kind::concept_id:
        if (q.field.empty())  // a quoted value of id: may have spaces
          return q.text.find(' ') == std::string::npos ? word_text(q.text) : "id:\"" + q.text + '"';
        return q.field + ':' + value_text(q.text);
      case Kind::paper:
      case Kind::filter:
        return q.field + ':' + value_text(q.text);
      case Kind::like:
        return "like:\"" + q.text + '"';
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

  Words words_;
};

/// The types of concepts that a tree names: the fields that its reader must know.
void add_types(const Query& q, std::vector<std::string>& types) {
  if (q.kind == Kind::concept_id && !q.field.empty()) types.push_back(q.field);
  for (const Query& child : q.children) add_types(child, types);
}

}  // namespace

std::string boost_text(double boost) {
  char digits[64];
  const auto [end, error] =
      std::to_chars(digits, digits + sizeof digits, boost, std::chars_format::fixed);
  return error == std::errc() ? std::string(digits, end) : "1";
}

std::string print_query(const Query& query) {
  std::string bare = Printer(Printer::Words::bare).print(query);
  QueryLanguage language;
  add_types(query, language.concept_types);
  if (parse_query(bare, language).query == query) return bare;
  return Printer(Printer::Words::marked).print(query);
}

}  // namespace osteon
