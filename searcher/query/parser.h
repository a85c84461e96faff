// Text to query tree, leniently: whatever is typed or pasted has a best reading.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/api.h"
#include "searcher/query/query.h"
#include "searcher/search.h"

namespace osteon {

/// What the parser cannot know by itself.
struct QueryLanguage {
  std::vector<std::string> concept_types;  ///< each is a field: gene, chemical, …
};

struct ParsedQuery {
  Query query;
  std::vector<Notice> notices;  ///< at most `max_query_notices`, in order of position
};

inline constexpr std::size_t max_query_words = 1000;     ///< and phrases; what follows is dropped
inline constexpr std::size_t max_query_tokens = 20'000;  ///< words and signs; also of long texts
inline constexpr std::size_t max_query_depth = 64;       ///< deeper parentheses are not read
inline constexpr std::size_t max_query_notices = 20;
inline constexpr std::size_t max_near_parts = 8;    ///< more are not looked for near each other
inline constexpr std::size_t long_text_words = 40;  ///< longer prose is read as `like:`

/// Never throws for any bytes. parse_query(print_query(q)).query == q for every q that it made.
/// The language is in docs/query-language.md.
OSTEON_API ParsedQuery parse_query(std::string_view text, const QueryLanguage& language = {});

/// `text` as words side by side, whatever signs are in it.
Query words_query(std::string_view text);

}  // namespace osteon
