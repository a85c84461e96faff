// Nodes from tokens, with their places.
#include "searcher/query/nodes.h"

#include <algorithm>
#include <unordered_set>

#include "base/utf8.h"
#include "searcher/query/parser.h"

namespace osteon {

Query make_node(Query::Kind kind, std::vector<Query> children) {
  Query q;
  q.kind = kind;
  // Filters are moved behind the other parts, so the first child need not come first.
  for (const Query& child : children) {
    q.begin = &child == children.data() ? child.begin : std::min(q.begin, child.begin);
    q.end = std::max(q.end, child.end);
  }
  q.children = std::move(children);
  return q;
}

Query make_leaf(Query::Kind kind, const QueryToken& token) {
  Query q;
  q.kind = kind;
  q.text = token.text;
  q.begin = token.begin;
  q.end = token.end;
  if (kind == Query::Kind::words) q.pieces.push_back({0, token.begin, token.end});
  return q;
}

bool has_letters(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           (c & 0x80) != 0;
  });
}

Query make_spaced(Query::Kind kind, const QueryToken& token) {
  Query q = make_leaf(kind, token);
  q.text.clear();
  q.pieces.clear();
  std::size_t at = 0;
  const std::string& text = token.text;
  while (at < text.size()) {
    while (at < text.size() && static_cast<unsigned char>(text[at]) <= ' ') ++at;
    const std::size_t start = at;
    while (at < text.size() && static_cast<unsigned char>(text[at]) > ' ') ++at;
    if (at == start) break;
    if (!q.text.empty()) q.text += ' ';
    q.pieces.push_back({q.text.size(), token.text_begin + start, token.text_begin + at});
    q.text.append(text, start, at - start);
  }
  return q;
}

void append_words(Query& to, const Query& from) {
  const std::size_t shift = to.text.size() + 1;
  to.text += ' ' + from.text;
  for (Query::Piece piece : from.pieces) {
    piece.offset += shift;
    to.pieces.push_back(piece);
  }
  to.end = std::max(to.end, from.end);
}

std::string cleaned_query(std::string_view text) {
  std::string out(text);
  std::size_t at = 0;
  while (at < text.size()) {
    const std::size_t begin = at;
    const char32_t c = next_code_point(text, at);
    if (c == replacement_character && text.substr(begin, at - begin) != "\uFFFD") {
      std::fill(out.begin() + static_cast<std::ptrdiff_t>(begin),
                out.begin() + static_cast<std::ptrdiff_t>(at), ' ');
    }
  }
  return out;
}

Query words_query(std::string_view text) {
  Query query;
  query.end = text.size();
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t begin = std::min(text.find_first_not_of(" \t\r\n", i), text.size());
    const std::size_t end = std::min(text.find_first_of(" \t\r\n", begin), text.size());
    if (begin == end) break;
    if (!query.text.empty()) query.text += ' ';
    query.pieces.push_back({query.text.size(), begin, end});
    query.text.append(text, begin, end - begin);
    i = end;
  }
  query.kind = query.text.empty() ? Query::Kind::nothing : Query::Kind::words;
  return query;
}

std::vector<Query> without_repeats(std::vector<Query> queries, Repeats which) {
  if (queries.size() < 2) return queries;
  std::unordered_set<std::string> seen;
  std::erase_if(queries, [&](const Query& q) {
    if (which == Repeats::but_words && q.kind == Query::Kind::words) return false;
    return !seen.insert(describe_query(q)).second;
  });
  return queries;
}

Query collapse(Query::Kind kind, std::vector<Query> children) {
  std::vector<Query> flat;
  for (Query& child : children) {
    if (child.kind == kind && child.boost == 1) {
      for (Query& inner : child.children) flat.push_back(std::move(inner));
    } else {
      flat.push_back(std::move(child));
    }
  }
  flat = without_repeats(std::move(flat));
  if (flat.empty()) return {};
  if (flat.size() == 1) return std::move(flat.front());
  return make_node(kind, std::move(flat));
}

Query negated(Query q) {
  if (q.kind == Query::Kind::nothing) return q;
  if (q.kind == Query::Kind::negation) return std::move(q.children.front());
  return make_node(Query::Kind::negation, {std::move(q)});
}

}  // namespace osteon
