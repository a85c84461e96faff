// Reads single words and the values of fields.
#include "searcher/query/values.h"

#include <string>
#include <utility>

#include "base/ascii.h"
#include "searcher/query/nodes.h"
#include "searcher/query/words.h"

namespace osteon {
namespace {

using Kind = Query::Kind;

Query placed(Query q, const QueryToken& token) {
  q.begin = token.begin;
  q.end = token.end;
  return q;
}

/// True for what is an operator or holds signs once a star in it is gone.
bool is_reserved(const std::string& text) {
  return text == "AND" || text == "OR" || text == "NOT" || text == "noexp" ||
         text.substr(0, 4) == "NEAR" || text.find_first_of(":[](^-+~") != std::string::npos;
}

/// A word with a star at `star`.
Query read_starred(const QueryToken& token, std::size_t star, NoticeList& notices) {
  const std::string& text = token.text;
  const bool allele = star > 0 && star + 1 < text.size() && text[star + 1] >= '0' &&
                      text[star + 1] <= '9';  // HLA-B*27
  if (allele && text.back() != '*') return make_leaf(Kind::words, token);
  const std::size_t last = allele ? text.size() - 1 : star;
  Query q = make_leaf(Kind::prefix, token);
  q.text = text.substr(0, last);
  q.pieces.clear();
  if (last + 1 < text.size()) {
    notices.add("prefix", "* stands only at the end of a word", token);
    if (last == 0) {
      QueryToken bare = token;
      std::erase(bare.text, '*');
      return is_reserved(bare.text) ? Query{} : read_word(bare, notices);
    }
  }
  if (!has_letters(q.text) || q.text.size() < 2) {
    notices.add("prefix", "a prefix needs at least two characters", token);
    return {};
  }
  return q;
}

/// One value.
Query read_value(const FieldName& field, Query value, const QueryToken& name, NoticeList& notices) {
  Query q;
  switch (field.use) {
    case FieldUse::years:
      if (auto years = read_years(field.name, value.text)) {
        q = std::move(*years);
      } else {
        notices.add("ignored", name.text + ": takes a year or a range such as 2018..2024",
                    value.begin, value.end);
      }
      break;
    case FieldUse::paper:
      q = read_paper_field(field.name, value.text);
      break;
    case FieldUse::like:
      q.kind = Kind::like;
      q.text = std::move(value.text);
      q.pieces = std::move(value.pieces);
      break;
    case FieldUse::unread:
      return {};
    default:
      q.kind = field.use == FieldUse::filter ? Kind::filter : Kind::concept_id;
      q.field = field.name;
      q.text = value.text;
      break;
  }
  q.begin = value.begin;
  q.end = value.end;
  return q;
}

}  // namespace

Query read_word(const QueryToken& token, NoticeList& notices) {
  if (!has_letters(token.text)) return {};
  if (auto paper = read_paper_id(token.text)) return placed(std::move(*paper), token);
  if (auto id = read_concept_id(token.text)) return placed(std::move(*id), token);
  // Ovid's signs for one letter or none inside a word (wom?n) end a prefix here.
  const std::size_t sign = token.text.find('?');
  const std::size_t star = token.text.find('*');
  if (sign != std::string::npos && sign < star && sign >= 2 && sign + 1 < token.text.size() &&
      ascii::is_letter(token.text[sign - 1]) && ascii::is_letter(token.text[sign + 1])) {
    QueryToken begun = token;
    begun.text.resize(sign);
    Query q = make_leaf(Kind::prefix, begun);
    q.pieces.clear();
    notices.add("prefix", "“" + token.text + "” is read as “" + q.text + "*”", token);
    return q;
  }
  return star == std::string::npos ? make_leaf(Kind::words, token)
                                   : read_starred(token, star, notices);
}

Query read_quoted(const QueryToken& token, NoticeList& notices) {
  if (!token.closed) notices.add("unbalanced", "an opening quote without a closing one", token);
  Query q = make_spaced(Kind::phrase, token);
  return has_letters(q.text) ? q : Query{};
}

Query read_values(const FieldName& field, Query values, const QueryToken& name,
                  NoticeList& notices) {
  if (values.kind != Kind::nothing && !values.text.empty())
    return read_value(field, std::move(values), name, notices);
  if (values.children.empty()) {
    if (values.kind != Kind::nothing)
      notices.add("ignored", name.text + ": is followed by no value", name);
    return {};
  }
  std::vector<Query> made;
  for (Query& child : values.children) {
    Query q = read_values(field, std::move(child), name, notices);
    if (q.kind != Kind::nothing) made.push_back(std::move(q));
  }
  if (made.empty()) return {};
  if (values.kind == Kind::negation) return negated(std::move(made.front()));
  return collapse(values.kind == Kind::any_of ? Kind::any_of : Kind::all_of, std::move(made));
}

}  // namespace osteon
