// Sequence variants in HGVS writing: c.1799T>A stays, p.Val600Glu and p.V600E become v600e.
#include <algorithm>
#include <array>

#include "analyzers/text/chunk.h"
#include "base/ascii.h"

namespace osteon {
namespace {

using ascii::is_digit;

struct Residue {
  std::string_view three;
  char one;
};
constexpr std::array<Residue, 22> residues = {{
    {"ala", 'a'}, {"arg", 'r'}, {"asn", 'n'}, {"asp", 'd'}, {"cys", 'c'}, {"gln", 'q'},
    {"glu", 'e'}, {"gly", 'g'}, {"his", 'h'}, {"ile", 'i'}, {"leu", 'l'}, {"lys", 'k'},
    {"met", 'm'}, {"phe", 'f'}, {"pro", 'p'}, {"sec", 'u'}, {"ser", 's'}, {"thr", 't'},
    {"trp", 'w'}, {"tyr", 'y'}, {"val", 'v'}, {"ter", '*'},
}};

char one_letter(std::string_view code) {
  for (const Residue& residue : residues) {
    if (residue.three == code) return residue.one;
  }
  return 0;
}

/// val600glu to v600e; unchanged where it does not read so.
std::string short_variant(std::string_view text) {
  std::size_t digits = 0;
  while (digits < text.size() && !is_digit(text[digits])) ++digits;
  std::size_t after = digits;
  while (after < text.size() && is_digit(text[after])) ++after;
  if (digits == after) return std::string(text);
  std::string result;
  const std::string_view from = text.substr(0, digits);
  std::string_view rest = text.substr(after);
  if (from.size() == 1) {
    result += from;
  } else if (const char one = one_letter(from); one != 0) {
    result += one;
  } else {
    return std::string(text);
  }
  result += text.substr(digits, after - digits);
  if (rest.size() >= 3) {
    if (const char one = one_letter(rest.substr(0, 3)); one != 0) {
      result += one;
      rest.remove_prefix(3);
    }
  }
  if (rest == "x") rest = "*";
  result += rest;
  return result;
}

}  // namespace

std::string protein_variant(std::string_view name) {
  if (name.size() < 5 || name.size() > 12 || one_letter(name.substr(0, 3)) == 0) return {};
  const std::string result = short_variant(name);
  const bool whole = result.size() >= 3 && result.size() < name.size() && is_digit(result[1]) &&
                     !is_digit(result.back()) &&
                     std::all_of(result.begin() + 1, result.end() - 1, is_digit);
  return whole ? result : std::string();
}

std::size_t ChunkReader::read_hgvs(std::size_t at) {
  if (!kind_at(at, UnitClass::letter) || !kind_at(at + 1, UnitClass::period)) return at;
  const char32_t level = units_[at].character;
  if (std::u32string_view(U"cgmnpr").find(level) == std::u32string_view::npos) return at;
  std::size_t i = at + 2;
  bool letters = false, digits = false;
  std::string text;
  while (i < units_.size() && i - at < 60) {
    const Unit& unit = units_[i];
    const bool sign = unit.kind == UnitClass::greater || unit.kind == UnitClass::underscore ||
                      unit.kind == UnitClass::star || unit.character == '=' ||
                      ((unit.kind == UnitClass::plus || unit.kind == UnitClass::hyphen ||
                        unit.kind == UnitClass::minus) &&
                       kind_at(i + 1, UnitClass::digit) && level != 'p');
    if (!sign && unit.kind != UnitClass::letter && unit.kind != UnitClass::digit) break;
    if (level == 'p' && i == at + 2 && unit.kind != UnitClass::letter) return at;
    if (level != 'p' && i == at + 2 && unit.kind == UnitClass::letter) return at;
    letters |= unit.kind == UnitClass::letter;
    digits |= unit.kind == UnitClass::digit;
    if (unit.character == '=') {
      text += '=';
    } else {
      append(text, i, i + 1);
    }
    ++i;
  }
  if (!letters || !digits || text.size() < 4) return at;
  std::string name;
  if (level == 'p') {
    std::size_t first_digit = 0;
    while (first_digit < text.size() && !is_digit(text[first_digit])) ++first_digit;
    if (first_digit != 1 && first_digit != 3) return at;
    name = short_variant(text);
    if (name == text && first_digit == 3) name = "p." + text;
  } else {
    name = static_cast<char>(level);
    name += '.';
    name += text;
  }
  const auto parts = builder_.next_part();
  builder_.add_name(name, units_[at].begin, units_[i - 1].end, TokenKind::mixed, 0, parts);
  return i;
}

}  // namespace osteon
