// The second pass: numerals, articles, joined names and sentence ends, by what stands side by side.
#pragma once

#include <string>

#include "analyzers/text/arena.h"
#include "analyzers/text/contexts.h"
#include "analyzers/text/words.h"

namespace osteon {

/// Turns an arena's primaries into the tokens and sentence ends of `tokens`.
class NeighbourPass {
 public:
  NeighbourPass(const Words& words, const Contexts& contexts, TokenList& tokens)
      : words_(words), contexts_(contexts), tokens_(tokens), arena_(tokens.arena()) {}

  void run();

 private:
  void read_numeral(std::size_t at);
  void read_latin_letter(Primary& letter, const Primary& next) const;
  void read_article(Primary& article, const Primary* before) const;
  bool ends_sentence(std::size_t before, std::size_t sentence_start) const;
  void join(std::size_t at, std::uint32_t position);
  std::size_t join_amyloid(std::size_t at, std::string& name) const;
  std::size_t join_symbol(std::size_t at, std::string& name) const;
  std::size_t join_words(std::size_t at, std::string& name) const;
  bool spaced(std::size_t at) const;  ///< only white space or a hyphen before it
  /// An abbreviation in brackets before it, of which it is the rest.
  bool goes_on_after_bracket(std::size_t at) const;
  bool names_follow(const Primary& first) const;

  const Words& words_;
  const Contexts& contexts_;
  TokenList& tokens_;
  TokenList::Arena& arena_;
  bool numeral_chain_ = false;
  std::size_t joined_until_ = 0;  ///< positions before it are inside a joined name
};

}  // namespace osteon
