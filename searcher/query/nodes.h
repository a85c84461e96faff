// Makes nodes of a query tree.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "searcher/query/lexer.h"
#include "searcher/query/query.h"

namespace osteon {

/// A node over `children`, from the first begin to the last end of any.
Query make_node(Query::Kind kind, std::vector<Query> children = {});

/// The queries without those that ask for the same as one before, which makes no difference to what
/// AND, OR and lists find. Keeps the order.
enum class Repeats : std::uint8_t { all, but_words };
std::vector<Query> without_repeats(std::vector<Query> queries, Repeats which = Repeats::all);

/// AND, OR or a list over `children`: nested ones of the same kind are opened, repeats are
/// left out, one child stands for itself, none give `nothing`.
Query collapse(Query::Kind kind, std::vector<Query> children);

/// NOT; twice is not at all.
Query negated(Query q);

/// A node with the token's text as it stands.
Query make_leaf(Query::Kind kind, const QueryToken& token);

/// The token's words with one space between them, each with its place in the query.
Query make_spaced(Query::Kind kind, const QueryToken& token);

/// Appends the words of `from` after a space.
void append_words(Query& to, const Query& from);

/// The factor as it is written after ^: the shortest digits that are read as it.
std::string boost_text(double boost);

/// True if there is anything in `text` that an index may hold.
bool has_letters(std::string_view text);

/// `text` with broken UTF-8 made spaces, byte for byte, so that places stay true.
std::string cleaned_query(std::string_view text);

}  // namespace osteon
