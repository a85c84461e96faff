// Reads the tables of word classes, closed pairs and names.
#include "analyzers/text/contexts.h"

#include "analyzers/tables/tables.h"
#include "analyzers/text/arena.h"
#include "analyzers/text/fold.h"
#include "analyzers/text/words.h"
#include "base/error.h"

namespace osteon {
namespace {

std::uint32_t class_bit(std::string_view name) {
  constexpr struct {
    std::string_view name;
    std::uint32_t bit;
  } classes[] = {
      {"numeral_head", context::numeral_head},
      {"abbreviation", context::abbreviation},
      {"plain", context::plain},
      {"unit", context::unit},
      {"measure", context::measure},
      {"symbol", context::symbol},
      {"prefix", context::prefix},
      {"greek_led", context::greek_led},
      {"letter_head", context::letter_head},
      {"second", context::second},
      {"after_digit", context::after_digit},
      {"ion", context::ion},
      {"cation", context::cation},
      {"latin_led", context::latin_led},
      {"number_word", context::number_word},
      {"combining", context::combining},
      {"numbered", context::numbered},
      {"hyphen_prefix", context::hyphen_prefix},

      {"pair_head", context::pair_head},
  };
  for (const auto& entry : classes) {
    if (entry.name == name) return entry.bit;
  }
  throw Error(ErrorCode::internal, "unknown word class in a table: " + std::string(name));
}

std::string_view find_pair(const std::unordered_map<std::string, std::string_view>& pairs,
                           std::string_view first, std::string_view second) {
  if (first.size() > 12 || second.size() > 16) return {};
  std::string key(first);
  key += ' ';
  key += second;
  const auto it = pairs.find(key);
  return it == pairs.end() ? std::string_view{} : it->second;
}

}  // namespace

Contexts::Contexts() {
  for (const auto& line : read_table(tables::contexts)) {
    const std::uint32_t bit = class_bit(line[0]);
    for (std::size_t i = 1; i < line.size(); ++i) add(line[i], bit);
  }
  const auto read_pairs = [this](std::string_view table, auto& pairs) {
    for (const auto& line : read_table(table)) {
      add(line[1], context::pair_first);
      pairs.emplace(std::string(line[1]) + ' ' + std::string(line[2]), line[0]);
    }
  };
  read_pairs(tables::closed_pairs, closed_);
  read_pairs(tables::closed_words, closed_words_);
  for (const std::string_view name : all_greek_names()) add(name, context::greek);
  for (const std::string_view word : {"amyloid", "beta", "abeta"}) add(word, context::amyloid);
  for (const std::string_view word : {"sars"}) add(word, context::pair_first);
  for (const auto& line : read_table(tables::names)) {
    for (std::size_t i = 1; i < line.size(); ++i) names_.emplace(line[i], line[0]);
  }
}

// The hash alone stands for the word: at 64 bits, no two words of a language share one.
std::uint32_t Contexts::of(std::string_view word) const {
  if (word.size() > 16) return 0;
  const std::uint64_t hash = WordCache::hash(word, 0);
  const std::size_t mask = slots_.size() - 1;
  for (std::size_t i = hash & mask;; i = (i + 1) & mask) {
    if (slots_[i].hash == hash) return slots_[i].classes;
    if (slots_[i].hash == 0) return 0;
  }
}

void Contexts::add(std::string_view word, std::uint32_t classes) {
  if (word.size() > 16) throw Error(ErrorCode::internal, "a table's word is too long");
  const std::uint64_t hash = WordCache::hash(word, 0);
  const std::size_t mask = slots_.size() - 1;
  std::size_t i = hash & mask;
  while (slots_[i].hash != 0 && slots_[i].hash != hash) i = (i + 1) & mask;
  if (slots_[i].hash == 0 && ++used_ * 4 > slots_.size() * 3) {
    throw Error(ErrorCode::internal, "the table of word classes is full");
  }
  slots_[i].hash = hash;
  slots_[i].classes |= classes;
}

std::string_view Contexts::closed(std::string_view first, std::string_view second) const {
  if (!is(first, context::pair_first)) return {};
  return find_pair(closed_, first, second);
}

std::string_view Contexts::closed_word(std::string_view first, std::string_view second) const {
  if (!is(first, context::pair_first)) return {};
  return find_pair(closed_words_, first, second);
}

void Contexts::canonical_name(std::string& name) const {
  if (const auto it = names_.find(name); it != names_.end()) {
    name = it->second;
  } else if (name.starts_with("nfkb")) {
    name.replace(0, 4, "nfkappab");
  } else if (name.starts_with("ikb") && name.size() > 3 && name[3] >= 'a') {
    name.replace(0, 3, "ikappab");
  }
}

unsigned roman_value(std::string_view letters) {
  unsigned tens = 0;
  while (!letters.empty() && letters.front() == 'x') {
    ++tens;
    letters.remove_prefix(1);
  }
  constexpr std::string_view ones[] = {"", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"};
  if (tens > 3) return 0;
  for (unsigned one = 0; one < 10; ++one) {
    if (letters == ones[one]) return tens * 10 + one;
  }
  return 0;
}

}  // namespace osteon
