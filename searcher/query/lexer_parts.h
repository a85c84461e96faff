// The lexer's parts: Osteon's own signs (lexer.cc) and those of other databases (foreign_signs.cc).
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "searcher/query/dialects.h"
#include "searcher/query/lexer.h"

namespace osteon {

class Lexer {
 public:
  Lexer(std::string_view text, std::size_t limit, const IsFieldName& is_field)
      : text_(text), limit_(limit), is_field_(is_field) {}

  LexedQuery run();

 private:
  // Longer than any index term; also keeps the scan for closing parentheses linear.
  static constexpr std::size_t max_word_bytes = 240;

  char peek(std::size_t ahead = 0) const {
    return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0';
  }
  bool starts(std::size_t at, std::string_view what) const {
    return text_.compare(at, what.size(), what) == 0;
  }
  void push(QueryToken::Kind kind, std::size_t begin, std::string text, double number = 0) {
    if (kind == QueryToken::Kind::phrase) blank_quotes(text);  // a printed phrase has none in it
    out_.tokens.push_back({kind, std::move(text), number, true, begin, at_, begin, false});
  }

  void step();
  void phrase(std::size_t quote);
  /// ~3 right after a phrase, as Lucene writes it, is PubMed's [all:~3].
  void nearness();
  /// ^2 or ^0.5 right after a phrase or a group.
  void boost();
  bool tag();
  /// Bytes of the brackets at `at_` that begin a chemical's name, (R)-ketamine or (+)-catechin: no
  /// group with something excluded after it. 0 for others.
  std::size_t descriptor_bytes() const;
  /// words:"NEXT [mh": words whose signs are letters like others.
  bool literal_words();
  void push_literal(std::size_t begin, std::size_t end);
  /// Where the word at `at_` ends: at white space, a quote, a known tag, or a parenthesis that is
  /// not closed inside the word.
  std::size_t word_end() const;
  void word();
  bool field();
  /// Lower-case letters and a colon, then something: meant as a field, unless it is an address.
  void unknown_field(std::string_view word, std::size_t begin);
  bool operators(std::string_view word, std::size_t begin);
  static void blank_quotes(std::string& text);
  /// Bytes of the white space or control character at `at`; 0 if it is neither.
  std::size_t space_at(std::size_t at) const;
  /// Bytes of the double quote at `at`, straight or curly; 0 if there is none.
  std::size_t quote_at(std::size_t at) const;
  void skip_space();

  // Signs of other databases.
  /// :ti,ab,kw or .ti,ab. or /exp, right after what it belongs to.
  void suffix();
  /// 'gait speed'/exp, 'gait speed':ti: quoted only where such a sign follows, since apostrophes
  /// are common.
  bool single_quoted();
  /// FIRST_PDATE:[2019-01-01 TO 2021-12-31], as Europe PMC and Lucene write a range.
  bool years_in_brackets();
  /// [mh "Muscle Strength"], [mh ^Sarcopenia] and MeSH descriptor: [Sarcopenia] explode all trees,
  /// as Cochrane writes headings.
  bool heading(std::string_view opening, char closing);
  /// TITLE-ABS-KEY( and TS=( and PUBYEAR > 2018 and @GENE_BRCA1.
  bool foreign_field();
  /// PUBYEAR > 2018, PUBYEAR AFT 2018.
  bool publication_year();
  /// True where a part begins: at the beginning, after an operator or an opening parenthesis.
  bool first() const;
  /// Ovid's exp Muscle Strength/, Bone/dt [Drug Therapy] and *Sarcopenia/.
  bool ovid_heading();
  /// EBSCO's MH "Accidental Falls+".
  bool ebsco_heading();
  void push_heading(const ForeignHeading& read);
  /// LIMIT-TO ( DOCTYPE , "re" ) and DOCTYPE(re).
  bool scopus_limit();
  /// Ovid's speed$ and speed$2 as speed*.
  std::string with_star(std::string_view word);
  /// Makes words of what looks like another database's operator in a text without other signs.
  void settle_near_signs();
  /// Those who write other databases' signs write "and" in small letters too.
  void read_small_operators();
  /// Where in `word`, which begins at `at_`, another database's sign begins; npos if it has none.
  std::size_t foreign_suffix_of(std::string_view word) const;
  void foreign(std::size_t begin, std::string read_as);

  std::string_view text_;
  std::size_t limit_;
  const IsFieldName& is_field_;
  std::size_t at_ = 0;
  /// Other databases' signs for NEAR, by place among the tokens.
  std::vector<std::pair<std::size_t, ForeignNearness::Needs>> near_signs_;
  LexedQuery out_;
};

}  // namespace osteon
