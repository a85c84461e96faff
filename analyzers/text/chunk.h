// What stands between two spaces to tokens: names with digits, Greek, charges and hyphens.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "analyzers/text/arena.h"
#include "analyzers/text/contexts.h"
#include "analyzers/text/words.h"

namespace osteon {

/// Appends the tokens of one text to an arena's primaries. One per analysis; holds the gap so far.
class TokenBuilder {
 public:
  /// Without `terms` only the places of primaries are right: cutting asks for no term before it.
  TokenBuilder(const Words& words, const Contexts& contexts, TokenList::Arena& arena, bool shouting,
               bool terms)
      : words_(words), contexts_(contexts), arena_(arena), shouting_(shouting), terms_(terms) {}

  std::uint16_t gap = 0;  ///< what was seen since the last token

  /// A folded word; `acronym` as in Words::analyze.
  void add_word(std::string_view folded, std::uint32_t begin, std::uint32_t end,
                std::uint8_t shape);
  /// A number, or a mixed name with its parts already in the arena from `first_part` on.
  void add_name(std::string_view text, std::uint32_t begin, std::uint32_t end, TokenKind kind,
                std::uint8_t shape, std::uint32_t first_part);
  std::uint32_t next_part() const { return static_cast<std::uint32_t>(arena_.parts.size()); }
  void add_part(std::string_view part);
  bool shouting() const { return shouting_; }

 private:
  void push(const WordForm& form, std::uint32_t begin, std::uint32_t end, std::uint8_t shape);

  const Words& words_;
  const Contexts& contexts_;
  TokenList::Arena& arena_;
  bool shouting_, terms_;
};

/// Reads the folded units of one chunk.
class ChunkReader {
 public:
  ChunkReader(const Contexts& contexts, TokenList::Arena& arena, TokenBuilder& builder)
      : contexts_(contexts), units_(arena.units), builder_(builder) {}

  void read();

 private:
  /// A maximal run of letters, Greek letters and digits, with what belongs inside numbers.
  struct Atom {
    std::size_t begin = 0, end = 0;  ///< units
    unsigned letters = 0, digits = 0, greek = 0, uppers = 0;
    std::string text;  ///< canonical
    bool only_letters() const { return digits == 0 && greek == 0; }
    bool only_digits() const { return letters == 0 && greek == 0; }
  };

  // rewriting before tokens are cut (chunk_rewrite.cc)
  void rewrite();
  void drop(std::size_t unit);
  void drop_close(std::size_t unit);
  void rewrite_parentheses();
  bool is_index(std::size_t open, std::size_t close) const;
  void rewrite_signs();
  void rewrite_amyloid();

  // names (chunk.cc)
  std::size_t read_name(std::size_t at);
  std::size_t read_initials(std::size_t at);
  std::size_t read_hgvs(std::size_t at);
  Atom scan_atom(std::size_t at) const;
  void join_broken_words(std::size_t at);
  void scan_chain(std::size_t at);
  bool joins(const std::string& group, std::size_t first, std::size_t next, bool& keep) const;
  bool joins_digits(const std::string& group, const Atom& left, const Atom& right, bool single,
                    bool& keep) const;
  bool joins_after_digits(const std::string& group, const Atom& right) const;
  bool joins_greek(const Atom& left, const Atom& right, std::size_t next, bool single) const;
  std::size_t emit_group(std::size_t first, std::size_t last, const std::string& text,
                         std::size_t inner);
  void emit_letters(const Atom& atom);
  bool emit_split(const Atom& atom);
  void note_gap(const Unit& unit);

  bool kind_at(std::size_t at, UnitClass kind) const {
    return at < units_.size() && units_[at].kind == kind;
  }
  bool alnum_at(std::size_t at) const { return at < units_.size() && units_[at].is_alnum(); }
  void append(std::string& out, std::size_t begin, std::size_t end) const;
  std::uint8_t shape_of(std::size_t begin, std::size_t end) const;
  void add_runs(std::string_view text, const std::string& borders);

  const Contexts& contexts_;
  std::vector<Unit>& units_;
  TokenBuilder& builder_;
  std::vector<Atom> chain_;
  bool broken_lines_ = false;  ///< a hyphen of this chunk stands at the end of a line
};

/// True for a word that begins with the name of a Greek letter and goes on with at most `most`
/// characters: beta, beta1, kappab.
bool is_greek_led(std::string_view word, std::size_t most);

/// Val600Glu to v600e; empty for any other name.
std::string protein_variant(std::string_view name);

}  // namespace osteon
