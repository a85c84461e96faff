// One folded word to its token text: stop words, American spelling, plurals, stems with exceptions.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "analyzers/token.h"

struct sb_stemmer;

namespace osteon {

/// The word tables, read once. Immutable; safe from many threads.
class Words {
 public:
  Words();

  /// `word` is folded; `acronym` says that it was written in capitals, five letters at most.
  /// `text` and `exact` receive the stem and the American spelling.
  TokenKind analyze(std::string_view word, bool acronym, sb_stemmer* stemmer, std::string& text,
                    std::string& exact) const;

  bool is_stop(std::string_view word) const { return stops_.contains(word); }
  std::string spelling(std::string_view word) const;

 private:
  struct Rule {
    std::string_view place, letters, replacement;
  };
  void stem(std::string_view exact, bool acronym, sb_stemmer* stemmer, std::string& text) const;
  void spell_ize(std::string& word) const;
  // word_endings.cc; false where no rule fits and `out` is untouched
  bool singular_by_ending(std::string_view word, std::string& out) const;
  bool stem_by_ending(std::string_view word, std::string& out) const;

  std::unordered_set<std::string_view> stops_;
  std::unordered_map<std::string_view, std::string_view> spellings_;
  std::vector<Rule> rules_;
  std::unordered_set<std::string_view> ise_words_;
  std::unordered_map<std::string_view, std::string_view> singulars_;
  std::unordered_map<std::string_view, std::string_view> stems_;
  std::unordered_map<std::string_view, std::string_view> names_;  ///< tnfa -> tnfalpha
  std::unordered_set<std::string_view> kept_s_, kept_adjectives_;
};

/// Splits a table into lines of words, remarks left out.
std::vector<std::vector<std::string_view>> read_table(std::string_view table);

}  // namespace osteon
