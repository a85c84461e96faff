// Tokens and the contract that every analyzer keeps.
//
// 1. `begin`/`end` are a half-open byte range of the original UTF-8 text, on code point borders,
//    and never empty. No step moves them.
// 2. Positions start at 0 and never go back; `begin` never goes back from one position to the next.
// 3. Variants of one token (4mg, 4, mg) share its position; the whole comes first.
// 4. `text` is never empty and at most `max_token_bytes` long.
// 5. The same text gives the same tokens, whatever was analysed before.
// tests/analyzers/token_contract.h checks this for any analyzer and any text.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "base/api.h"

namespace osteon {

/// In bytes; leaves room for a term prefix below Xapian's limit of 245.
inline constexpr std::size_t max_token_bytes = 200;

enum class TokenKind : std::uint8_t {
  word,    ///< letters
  number,  ///< digits, with inner points
  mixed,   ///< letters with digits, Greek, charges or joiners: one name (il6, tnfalpha, ca2+)
  part,    ///< a piece of the mixed token at the same position (4, mg of 4mg)
  joined,  ///< this token and the next ones read as one name (IL 6 -> il6), at the first's position
  stop,    ///< a function word: kept in token streams for phrases, not posted
};
OSTEON_API std::string_view to_string(TokenKind kind);

struct Token {
  std::string_view text;   ///< the term: folded, canonical spelling, stemmed
  std::string_view exact;  ///< the same before stemming; equal to `text` where stemming did nothing
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  std::uint32_t position = 0;  ///< 0-based, counted in tokens
  TokenKind kind = TokenKind::word;

  /// True for the one token of a position that stands for what was written there.
  bool is_primary() const { return kind != TokenKind::part && kind != TokenKind::joined; }
};

/// A half-open byte range of the original text.
struct TokenPlace {
  std::uint32_t begin = 0, end = 0;
  bool operator==(const TokenPlace&) const = default;
};

/// The tokens of one text, with their sentence ends. Owns the characters that tokens point to;
/// reuse one per thread to save allocations. Move-only: views stay valid until the next analysis.
class OSTEON_API TokenList {
 public:
  TokenList();
  ~TokenList();
  TokenList(TokenList&&) noexcept;
  TokenList& operator=(TokenList&&) noexcept;

  std::span<const Token> tokens() const { return tokens_; }
  /// For each sentence the position after its last token; increasing; the last is position_count().
  std::span<const std::uint32_t> sentence_ends() const { return sentence_ends_; }
  std::uint32_t position_count() const { return position_count_; }

  // For analyzers:
  void clear();
  /// Copies `text` into storage that lives as long as this list.
  std::string_view intern(std::string_view text);
  void push_back(const Token& token);
  void end_sentence();
  /// Storage and scratch that outlive one text (analyzers/text/arena.h); made on first use.
  struct Arena;
  Arena& arena();

 private:
  friend class TokenLists;
  std::unique_ptr<Arena> arena_;
  std::vector<Token> tokens_;
  std::vector<std::uint32_t> sentence_ends_;
  std::uint32_t position_count_ = 0;
};

struct WordMemory;

/// The lists of a document's texts. They share what was worked out about words, from document to
/// document: far fewer words are stemmed than with a memory for each list. For one thread;
/// move-only.
class OSTEON_API TokenLists {
 public:
  TokenLists();
  ~TokenLists();
  TokenLists(TokenLists&&) noexcept;
  TokenLists& operator=(TokenLists&&) noexcept;

  /// `count` empty lists. The lists given before, and views into them, end here.
  std::span<TokenList> reset(std::size_t count);

 private:
  std::shared_ptr<WordMemory> memory_;
  std::vector<TokenList> lists_;
};

}  // namespace osteon
