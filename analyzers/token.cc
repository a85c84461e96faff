// Storage behind a token list: characters, remembered words, sentence ends.
#include "analyzers/token.h"

#include <libstemmer.h>

#include <algorithm>
#include <cstring>

#include "analyzers/text/arena.h"
#include "base/error.h"

namespace osteon {

std::string_view to_string(TokenKind kind) {
  switch (kind) {
    case TokenKind::word:
      return "word";
    case TokenKind::number:
      return "number";
    case TokenKind::mixed:
      return "mixed";
    case TokenKind::part:
      return "part";
    case TokenKind::joined:
      return "joined";
    case TokenKind::stop:
      return "stop";
  }
  return "unknown";
}

std::string_view StringStore::add(std::string_view text) {
  constexpr std::size_t block_bytes = 16 * 1024;
  if (blocks_.empty() || blocks_.back().size - used_ < text.size()) {
    const std::size_t size = std::max(block_bytes, text.size());
    blocks_.push_back({std::make_unique<char[]>(size), size});
    used_ = 0;
  }
  char* place = blocks_.back().data.get() + used_;
  if (!text.empty()) std::memcpy(place, text.data(), text.size());
  used_ += text.size();
  total_ += text.size();
  return {place, text.size()};
}

void StringStore::clear() {
  if (blocks_.size() > 1) blocks_.resize(1);
  used_ = 0;
  total_ = 0;
}

std::uint64_t WordCache::hash(std::string_view word, unsigned flag) {
  std::uint64_t h = 0x9e3779b97f4a7c15u + flag;
  const char* p = word.data();
  std::size_t left = word.size();
  const auto mix = [&h](std::uint64_t v) {
    h = (h ^ v) * 0xff51afd7ed558ccdu;
    h ^= h >> 32;
  };
  for (; left >= 8; left -= 8, p += 8) {
    std::uint64_t v;
    std::memcpy(&v, p, 8);
    mix(v);
  }
  std::uint64_t v = left;
  for (; left > 0; --left, ++p) v = v << 8 | static_cast<unsigned char>(*p);
  mix(v);
  return h;
}

namespace {

/// memcmp without the call: words are short.
bool same_bytes(const char* a, const char* b, std::size_t size) {
  for (; size >= 8; size -= 8, a += 8, b += 8) {
    std::uint64_t x, y;
    std::memcpy(&x, a, 8);
    std::memcpy(&y, b, 8);
    if (x != y) return false;
  }
  for (; size > 0; --size, ++a, ++b) {
    if (*a != *b) return false;
  }
  return true;
}

}  // namespace

bool WordCache::find(std::uint64_t hash, std::string_view word, unsigned flag,
                     WordForm& form) const {
  if (slots_.empty()) return false;
  const std::size_t mask = slots_.size() - 1;
  const auto tag = static_cast<std::uint32_t>(hash >> 32);
  for (std::size_t i = hash & mask;; i = (i + 1) & mask) {
    const Slot& slot = slots_[i];
    if (slot.entry == 0) return false;
    if (slot.tag != tag) continue;
    const Entry& entry = entries_[slot.entry - 1];
    if (entry.word_size != word.size() || entry.kind_and_flag >> 4 != flag ||
        !same_bytes(entry.word, word.data(), word.size())) {
      continue;
    }
    form.text = {entry.text, entry.text_size};
    form.exact = {entry.exact, entry.exact_size};
    form.classes = entry.classes;
    form.kind = static_cast<TokenKind>(entry.kind_and_flag & 15);
    return true;
  }
}

void WordCache::insert(std::uint64_t hash, std::string_view word, unsigned flag, WordForm& form) {
  if ((entries_.size() + 1) * 2 > slots_.size()) grow();
  const std::string_view kept = store_.add(word);
  form.exact = form.exact == word ? kept : store_.add(form.exact);
  form.text = form.text == form.exact ? form.exact : store_.add(form.text);
  entries_.push_back({kept.data(), form.text.data(), form.exact.data(), form.classes,
                      static_cast<std::uint8_t>(kept.size()),
                      static_cast<std::uint8_t>(form.text.size()),
                      static_cast<std::uint8_t>(form.exact.size()),
                      static_cast<std::uint8_t>(static_cast<unsigned>(form.kind) | flag << 4)});
  hashes_.push_back(hash);
  const std::size_t mask = slots_.size() - 1;
  std::size_t i = hash & mask;
  while (slots_[i].entry != 0) i = (i + 1) & mask;
  slots_[i] = {static_cast<std::uint32_t>(hash >> 32), static_cast<std::uint32_t>(entries_.size())};
}

void WordCache::grow() {
  slots_.assign(slots_.empty() ? 256 : slots_.size() * 2, Slot{});
  const std::size_t mask = slots_.size() - 1;
  for (std::size_t entry = 0; entry < hashes_.size(); ++entry) {
    std::size_t i = hashes_[entry] & mask;
    while (slots_[i].entry != 0) i = (i + 1) & mask;
    slots_[i] = {static_cast<std::uint32_t>(hashes_[entry] >> 32),
                 static_cast<std::uint32_t>(entry + 1)};
  }
}

void WordCache::trim() {
  constexpr std::size_t most_words = 100'000;
  if (entries_.size() < most_words) return;
  slots_.clear();
  entries_.clear();
  hashes_.clear();
  store_.clear();
}

WordMemory::~WordMemory() {
  if (stemmer_ != nullptr) sb_stemmer_delete(stemmer_);
}

sb_stemmer* WordMemory::stemmer() {
  if (stemmer_ == nullptr) stemmer_ = sb_stemmer_new("english", "UTF_8");
  if (stemmer_ == nullptr) throw Error(ErrorCode::internal, "libstemmer has no English stemmer");
  return stemmer_;
}

TokenList::TokenList() = default;
TokenList::~TokenList() = default;
TokenList::TokenList(TokenList&&) noexcept = default;
TokenList& TokenList::operator=(TokenList&&) noexcept = default;

TokenList::Arena& TokenList::arena() {
  if (!arena_) arena_ = std::make_unique<Arena>(nullptr);
  return *arena_;
}

void TokenList::clear() {
  tokens_.clear();
  sentence_ends_.clear();
  position_count_ = 0;
  if (arena_) {
    arena_->store.clear();
    if (!arena_->shared_memory) arena_->memory->words.trim();
  }
}

std::string_view TokenList::intern(std::string_view text) {
  return arena().store.add(text);
}

void TokenList::push_back(const Token& token) {
  tokens_.push_back(token);
  position_count_ = std::max(position_count_, token.position + 1);
}

void TokenList::end_sentence() {
  const std::uint32_t last = sentence_ends_.empty() ? 0 : sentence_ends_.back();
  if (position_count_ > last) sentence_ends_.push_back(position_count_);
}

TokenLists::TokenLists() : memory_(std::make_shared<WordMemory>()) {}
TokenLists::~TokenLists() = default;
TokenLists::TokenLists(TokenLists&&) noexcept = default;
TokenLists& TokenLists::operator=(TokenLists&&) noexcept = default;

std::span<TokenList> TokenLists::reset(std::size_t count) {
  for (TokenList& list : lists_) list.clear();
  memory_->words.trim();
  while (lists_.size() < count) {
    lists_.emplace_back().arena_ = std::make_unique<TokenList::Arena>(memory_);
  }
  return std::span(lists_).first(count);
}

}  // namespace osteon
