// Word classes that decide how neighbours are read together: heads of numerals, units, prefixes, …
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace osteon {

/// Bits of Contexts::of, one per class of the table `contexts`.
namespace context {
inline constexpr std::uint32_t numeral_head = 1;  ///< type, stage: a roman numeral may follow
inline constexpr std::uint32_t abbreviation = 2;  ///< its full stop ends no sentence
inline constexpr std::uint32_t plain = 4;         ///< never part of a name with digits: day-28
inline constexpr std::uint32_t unit = 8;          ///< 12-week, 4-mg: stays apart from its number
inline constexpr std::uint32_t measure = 16;      ///< BMI 25: no name
inline constexpr std::uint32_t symbol = 32;       ///< a family of names, also in lower case: il 6
inline constexpr std::uint32_t prefix = 64;      ///< anti-, non-: a word of its own before a hyphen
inline constexpr std::uint32_t greek_led = 128;  ///< catenin: the Greek letter before it is its own
inline constexpr std::uint32_t letter_head = 256;  ///< vitamin A: the letter is no article
inline constexpr std::uint32_t second = 512;  ///< -related: a line-break hyphen before it stays
inline constexpr std::uint32_t after_digit = 1024;  ///< 5-fu: one name with the number before it
inline constexpr std::uint32_t ion = 2048;          ///< ca: takes a charge
inline constexpr std::uint32_t number_word = 4096;  ///< one … ten
inline constexpr std::uint32_t pair_head = 8192;    ///< hla, pd: joins a short name after it
inline constexpr std::uint32_t hyphen_prefix = 1u << 17;  ///< over-: a prefix before a hyphen only
inline constexpr std::uint32_t numbered = 1u << 18;       ///< tgfbeta: a number after it is its own
inline constexpr std::uint32_t combining = 1u << 19;      ///< gastro-: may be written closed
inline constexpr std::uint32_t greek = 1u << 14;          ///< the name of a Greek letter
inline constexpr std::uint32_t pair_first = 1u << 15;     ///< first word of a closed pair
inline constexpr std::uint32_t amyloid = 1u << 16;        ///< amyloid, beta: read together
inline constexpr std::uint32_t cation = 1u << 20;         ///< co2: takes a plus, unless in capitals
inline constexpr std::uint32_t latin_led = 1u << 21;      ///< synuclein: a- before it is alpha
}  // namespace context

/// Immutable; safe from many threads.
class Contexts {
 public:
  Contexts();
  std::uint32_t of(std::string_view word) const;
  bool is(std::string_view word, std::uint32_t classes) const { return (of(word) & classes) != 0; }
  /// The closed spelling of a name in two words ("k", "ras" -> "kras"); empty where they stay two.
  std::string_view closed(std::string_view first, std::string_view second) const;
  /// The same of plain words ("follow", "up"), which a hyphen parts.
  std::string_view closed_word(std::string_view first, std::string_view second) const;
  /// The canonical form of a mixed name ("nfkb1" -> "nfkappab1"); unchanged where there is none.
  void canonical_name(std::string& name) const;

 private:
  struct Slot {
    std::uint64_t hash = 0;  ///< of the word; 0 where free
    std::uint32_t classes = 0;
  };
  void add(std::string_view word, std::uint32_t classes);

  std::vector<Slot> slots_ = std::vector<Slot>(8192);  ///< open addressing; asked for every name
  std::size_t used_ = 0;
  std::unordered_map<std::string, std::string_view> closed_, closed_words_;
  std::unordered_map<std::string_view, std::string_view> names_;
};

/// The value of a roman numeral from I to XXXIX in lower-case letters; 0 for anything else.
unsigned roman_value(std::string_view letters);

}  // namespace osteon
