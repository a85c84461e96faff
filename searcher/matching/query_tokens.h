// A query's words as the analyzer's tokens, and which of them are one name.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "analyzers/analyzer.h"
#include "searcher/matching/plan.h"

namespace osteon {

/// The tokens of a text; positions are those of its primary tokens. Cannot be copied: tokens point
/// into it.
class QueryTokens {
 public:
  QueryTokens(std::string text, const Analyzer& analyzer);
  QueryTokens(const QueryTokens&) = delete;
  QueryTokens& operator=(const QueryTokens&) = delete;

  std::string_view text() const { return text_; }
  const TokenList& list() const { return list_; }
  std::size_t count() const { return primary_.size(); }
  const Token& at(std::size_t position) const { return *primary_[position]; }

  /// The joined token that begins at a position and reaches furthest, but not beyond `last`; null
  /// if there is none that covers more than one position.
  const Token* joined_at(std::size_t position, std::size_t last) const;
  /// The last position that a joined token covers.
  std::size_t last_covered(const Token& joined) const;
  /// True if one joined token stands for all of these positions.
  bool is_one_name(std::size_t first, std::size_t last) const;

  /// Both ways to read the tokens of some positions: short forms joined (TNF alpha is tnfalpha, TGF
  /// beta 1 is tgfbeta1), or one by one. One wording if these are the same.
  std::vector<Wording> wordings(std::size_t first, std::size_t last) const;

 private:
  std::string text_;
  TokenList list_;
  std::vector<const Token*> primary_;  // by position
};

/// Akt, mTOR, β, IL-6, 2: what stands in a name rather than in a sentence.
bool is_symbol(std::string_view written);

/// True for the signs between the parts of a word: hyphens, dashes, a slash, brackets.
bool parts_a_word(std::string_view signs);

/// Where a name that ends at `end` ends with its closing bracket: Ca(2+).
std::size_t end_with_bracket(std::string_view text, std::size_t begin, std::size_t end);

/// alpha, beta … spelt out, in small letters; tau is a protein more often than a letter.
bool is_greek_letter(std::string_view word);

}  // namespace osteon
