// What token lists own: characters, remembered words and scratch, reused from text to text.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "analyzers/text/primary.h"
#include "analyzers/text/unit.h"
#include "analyzers/token.h"

struct sb_stemmer;

namespace osteon {

/// Append-only characters in blocks that never move; `clear` keeps the first block.
class StringStore {
 public:
  std::string_view add(std::string_view text);
  void clear();
  std::size_t bytes() const { return total_; }

 private:
  struct Block {
    std::unique_ptr<char[]> data;
    std::size_t size = 0;
  };
  std::vector<Block> blocks_;
  std::size_t used_ = 0;   ///< of the last block
  std::size_t total_ = 0;  ///< of all
};

/// What a word becomes, worked out once: the answer depends on the word and `flag` alone.
struct WordForm {
  std::string_view text, exact;
  std::uint32_t classes = 0;  ///< of Contexts
  TokenKind kind = TokenKind::word;
};

/// Open addressing from a word to its form: small slots, so that most misses stay in cache.
/// Entries live until `trim` finds too many.
class WordCache {
 public:
  static std::uint64_t hash(std::string_view word, unsigned flag);
  /// True if `form` was filled.
  bool find(std::uint64_t hash, std::string_view word, unsigned flag, WordForm& form) const;
  /// Keeps a copy of `form` and points it to that.
  void insert(std::uint64_t hash, std::string_view word, unsigned flag, WordForm& form);
  /// Forgets everything when there is much of it; views to it end here.
  void trim();

 private:
  struct Slot {
    std::uint32_t tag = 0;
    std::uint32_t entry = 0;  ///< 1-based; 0 where free
  };
  struct Entry {
    const char* word;
    const char* text;
    const char* exact;
    std::uint32_t classes;
    std::uint8_t word_size, text_size, exact_size;
    std::uint8_t kind_and_flag;
  };
  void grow();
  std::vector<Slot> slots_;  ///< a power of two
  std::vector<Entry> entries_;
  std::vector<std::uint64_t> hashes_;  ///< of the entries, for growing
  StringStore store_;
};

/// What was worked out about words, for one list or for all of a TokenLists. One thread's.
struct WordMemory {
  WordMemory() = default;
  ~WordMemory();
  WordMemory(const WordMemory&) = delete;
  WordMemory& operator=(const WordMemory&) = delete;
  sb_stemmer* stemmer();  ///< made on first use; Snowball's is not thread-safe

  WordCache words;

 private:
  sb_stemmer* stemmer_ = nullptr;
};

struct TokenList::Arena {
  explicit Arena(std::shared_ptr<WordMemory> shared)
      : shared_memory(shared != nullptr),
        memory(shared != nullptr ? std::move(shared) : std::make_shared<WordMemory>()) {}

  StringStore store;   ///< of the current text
  bool shared_memory;  ///< then whoever shares it decides when words are forgotten
  std::shared_ptr<WordMemory> memory;
  std::vector<Primary> primaries;
  std::vector<std::string_view> parts;
  std::vector<Unit> units;
  std::string buffer;
};

}  // namespace osteon
