// The query as a tree: what the parser makes of a line of text; printable and comparable.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/api.h"

namespace osteon {

/// One node. Which members count depends on `kind`; the others keep their defaults.
struct Query {
  enum class Kind : std::uint8_t {
    nothing,     ///< an empty query
    words,       ///< `text`: words side by side, one space between them
    phrase,      ///< `text`: quoted; `expanded` after a tilde
    prefix,      ///< `text`: the beginning of a word
    paper,       ///< `field` ("pmid", "pmcid", "doi", "id") and `text`: exactly that paper
    concept_id,  ///< `text`: an id such as MESH:D055948; with `field`, an id or name of that type
    like,        ///< `text`: as many of its words as possible
    filter,      ///< `field` and `text`: author, journal, type, section, year …
    range,       ///< `field`, from `text` to `high`, inclusive; either may be empty
    list,        ///< children side by side: all of them, relaxed where nothing holds them all
    all_of,      ///< AND
    any_of,      ///< OR
    negation,    ///< NOT, one child
    near,        ///< children within `distance` tokens of the next, in any order
    field,       ///< one child, in the part of a paper that `field` names
    scope,       ///< one child, whose parts meet in one `text`: sentence, passage, section, paper
    unexploded,  ///< one child, whose concepts stand for themselves only
  };

  /// Where one word of `text` stands in the query.
  struct Piece {
    std::size_t offset = 0;          ///< in `text`
    std::size_t begin = 0, end = 0;  ///< in the query, half-open
  };

  Kind kind = Kind::nothing;
  std::string field;
  std::string text;
  std::string high;
  bool expanded = false;
  std::uint32_t distance = 0;
  double boost = 1;  ///< multiplies what this node adds to a score; > 0
  std::vector<Query> children;
  std::size_t begin = 0, end = 0;  ///< bytes of the query, half-open; not compared
  std::vector<Piece> pieces;       ///< of words and phrases; not compared

  /// Same meaning: everything but places.
  bool operator==(const Query& other) const;
};

/// True for filters and ranges, and for what is made of them alone: they hold for a whole group.
bool is_filter(const Query& query);

/// The tree as a query that parses to the same tree.
OSTEON_API std::string print_query(const Query& query);

/// The tree with every node's kind named, for tests and for people who debug:
/// (and (words "il-6") (not (phrase "mice"))).
OSTEON_API std::string describe_query(const Query& query);

}  // namespace osteon
