// A line of text cut into the words and signs that the query parser reads.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace osteon {

struct QueryToken {
  enum class Kind : std::uint8_t {
    word,    ///< `text` as typed, without the comma or stop that ends it
    phrase,  ///< `text` between double quotes
    open,    ///< ( that opens a group
    close,   ///< ) that closes one
    and_,
    or_,
    not_,
    near,   ///< `number`: the distance
    minus,  ///< - right before what it excludes
    tilde,  ///< ~ right before a phrase
    field,  ///< `text`: a field's name with a colon right after it
    boost,  ///< `number`, right after what it boosts
    tag,    ///< `text`: what stands in PubMed's brackets, lower case
    end,
  };
  Kind kind = Kind::end;
  std::string text;
  double number = 0;
  bool closed = true;              ///< phrases: the closing quote was there
  std::size_t begin = 0, end = 0;  ///< bytes of the query, half-open
  std::size_t text_begin = 0;      ///< where `text` begins: after the quote of a phrase
  bool literal = false;            ///< words: never a sign, whatever it looks like
};

/// Says whether `name` followed by a colon starts a field.
using IsFieldName = std::function<bool(std::string_view name)>;

/// A sign of another database, and how it is read. Bytes of the query, half-open.
struct ForeignText {
  std::size_t begin = 0, end = 0;
  std::string read_as;
};

struct LexedQuery {
  std::vector<QueryToken> tokens;  ///< the last one is `end`
  bool truncated = false;          ///< more than the limit
  /// Words too long for any index, left out: bytes of the query.
  std::vector<std::pair<std::size_t, std::size_t>> long_words;
  /// Names with a colon that look like fields (foo:bar, foo:"bar") but are none: bytes of the name.
  std::vector<std::pair<std::size_t, std::size_t>> unknown_fields;
  std::vector<ForeignText> foreign;
};

/// Cuts `text`, reading at most `limit` tokens. Signs inside a word (HLA-B*27:05, 25(OH)D,
/// c.1799T>A) stay in it. Linear in the length of `text`.
LexedQuery lex_query(std::string_view text, std::size_t limit, const IsFieldName& is_field);

/// True if `name` is one of PubMed's field tags, in any case.
bool is_pubmed_tag(std::string_view name);

}  // namespace osteon
