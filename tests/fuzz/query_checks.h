// What must hold of every query that was read, whatever its bytes.
#pragma once

#include <cstddef>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

#include "searcher/query/parser.h"

namespace osteon::fuzz {

inline const QueryLanguage language{{"gene", "chemical", "disease", "species"}};

inline void hold(bool promise, const char* what) {
  if (promise) return;
  std::fprintf(stderr, "%s\n", what);
  std::abort();
}

/// Places lie in a query of `size` bytes.
inline void check_places(const Query& query, std::size_t size) {
  hold(query.begin <= query.end && query.end <= size, "a part of the tree outside the query");
  for (const Query::Piece& piece : query.pieces) {
    hold(piece.begin <= piece.end && piece.end <= size, "a word outside the query");
    hold(piece.offset <= query.text.size(), "a word outside its text");
  }
  for (const Query& child : query.children) check_places(child, size);
}

inline void check_notices(const std::vector<Notice>& notices, std::size_t size) {
  for (const Notice& notice : notices)
    hold(notice.begin <= notice.end && notice.end <= size, "a notice outside the query");
}

/// What is printed is read as what was printed.
inline void check_printed(const Query& query) {
  const std::string printed = print_query(query);
  const Query again = parse_query(printed, language).query;
  if (again == query) return;
  std::fprintf(stderr, "%s\n%s\n%s\n", printed.c_str(), describe_query(query).c_str(),
               describe_query(again).c_str());
  hold(false, "a printed query is read as another one");
}

}  // namespace osteon::fuzz
