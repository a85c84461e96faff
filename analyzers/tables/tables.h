// The analyzer's data: each table in a file of its own, as text that a lexicographer can edit.
//
// Every table is lines of words; '#' starts a remark. What the columns mean stands above each
// table. Their text is part of the analyzer's fingerprint.
#pragma once

#include <string_view>

namespace osteon::tables {

extern const std::string_view stop_words;       ///< words
extern const std::string_view spellings;        ///< British, American
extern const std::string_view spelling_rules;   ///< place, letters, replacement
extern const std::string_view ise_words;        ///< beginnings of words that end in -ise
extern const std::string_view stems;            ///< stem, words that share it
extern const std::string_view plurals;          ///< singular, plurals
extern const std::string_view kept_s;           ///< words in -s that are no plurals
extern const std::string_view kept_adjectives;  ///< words in -otic and -emic without a noun
extern const std::string_view contexts;         ///< class, words
extern const std::string_view closed_pairs;     ///< closed spelling of a name, first, second word
extern const std::string_view closed_words;     ///< the same of plain words
extern const std::string_view names;            ///< canonical name, other writings

}  // namespace osteon::tables
