// Which names of the vocabulary stand in a query, and what they may mean.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "searcher/index_view.h"
#include "searcher/matching/query_tokens.h"
#include "searcher/matching/query_words.h"

namespace osteon {

/// Names that the tagger of the papers finds in a query, and those that it finds once the query is
/// written as papers and vocabularies write: O₂ as O2, acetyl cysteine as acetylcysteine.
class QueryNames {
 public:
  /// Keeps references to all three.
  QueryNames(const IndexView& view, const QueryTokens& tokens, const TermFrequency& frequency);

  /// Names in reading order, those that do not count too.
  const std::vector<Mention>& mentions() const { return mentions_; }
  /// The longest name that begins at a token and ends by `last`; null if there is none.
  const Mention* name_from(std::size_t first, std::size_t last) const;
  /// True if a name has these tokens and others.
  bool crosses(std::size_t first, std::size_t last) const;

  /// True if a name of what is mentioned begins with the word and a hyphen.
  bool has_name_after(const Mention& mention, std::string_view word) const;

  /// Gives a unit what a name in it means. Of a whole and its part with one name (IL-1 is a family
  /// and its first member) that is the whole.
  void set_meaning(TextUnit& unit, const Mention& mention) const;
  /// Gives a unit the senses of its words that the rules for running text reject. A symbol with
  /// digits or Greek in it that has only one sense means that, however it is written: nobody types
  /// Ca²⁺ by chance.
  void add_alternatives(TextUnit& unit) const;
  /// Gives a unit the other ways in which its name is written, and their meaning: C677T, 677C>T.
  void add_spellings(TextUnit& unit) const;

  /// A name that is found once a space or a hyphen inside it is gone.
  struct Closed {
    std::size_t first = 0, last = 0;  ///< positions
    std::vector<Wording> wordings;    ///< of the closed spelling
    DocumentConcept meaning;
  };
  std::vector<Closed> closed_names() const;

 private:
  struct Read;
  TextSense sense(std::uint32_t number) const;
  /// Of a mention's concepts the one that has the others in it: what is above the one taken, or the
  /// proteins of which several genes have the name as a synonym. By number among `tags_`.
  std::uint32_t whole_of(const Mention& mention, std::string_view written) const;
  std::vector<std::string> members_of(const DocumentConcept& family) const;
  bool same_name(std::string_view a, std::string_view b) const;
  bool take_plain_symbol(TextUnit& unit) const;
  void add_symbols(TextUnit& unit) const;
  void add_open_spellings(TextUnit& unit) const;
  bool is_short_alias(std::uint32_t number, std::string_view written) const;
  bool take_cells(TextUnit& unit) const;
  void close_gap(std::size_t position, std::vector<Closed>& out) const;

  const IndexView& view_;
  const QueryTokens& tokens_;
  const TermFrequency& frequency_;
  DocumentTags tags_;
  std::vector<Mention> mentions_;
};

}  // namespace osteon
