// A finished name to its token: alleles, charges, splits, parts.
#include <algorithm>

#include "analyzers/text/chunk.h"
#include "analyzers/text/fold.h"
#include "base/ascii.h"

namespace osteon {
namespace {

using ascii::is_digit;

constexpr std::size_t long_letters = 6;  ///< letters before digits that make a word of their own

bool is_letter(char c) {
  return !is_digit(c) && c != '-' && c != '+';
}

}  // namespace

std::size_t ChunkReader::emit_group(std::size_t first, std::size_t last, const std::string& text,
                                    std::size_t inner) {
  const Atom& head = chain_[first];
  const Atom& tail = chain_[last];
  std::size_t end = tail.end;
  const std::uint32_t begin = units_[head.begin].begin;
  const bool alone = first == last;
  std::string name = text;
  if (name.empty()) return end;

  // Alleles: HLA-B*27:05, CYP2C19*2.
  bool star = false;
  if (last + 1 == chain_.size() && kind_at(end, UnitClass::star) &&
      kind_at(end + 1, UnitClass::digit) && is_letter(name.front()) && name.size() <= 12) {
    std::size_t to = end + 1;
    while (alnum_at(to) || (kind_at(to, UnitClass::colon) && alnum_at(to + 1))) {
      if (to - end > 20) break;
      ++to;
    }
    std::string allele;
    append(allele, end + 1, to);
    if (name.starts_with("hla") && allele.size() == 4 &&
        std::all_of(allele.begin(), allele.end(), is_digit)) {
      allele.insert(2, 1, ':');
    }
    inner = name.size();
    name += '*' + allele;
    end = to;
    star = true;
  }

  // A stop codon: R213*.
  if (!star && alone && last + 1 == chain_.size() && kind_at(end, UnitClass::star) &&
      head.letters == 1 && head.digits >= 2 && name.size() == head.digits + 1u &&
      is_letter(name.front()) && !alnum_at(end + 1)) {
    name += '*';
    ++end;
    star = true;
  }

  // Charges and marker signs: Ca2+, Na+, CD4+, HER2-.
  char sign = 0;
  const bool signed_next = kind_at(end, UnitClass::plus) || kind_at(end, UnitClass::minus) ||
                           kind_at(end, UnitClass::hyphen);
  if (!star && signed_next && last + 1 == chain_.size() && name.size() <= 10 &&
      is_letter(name.front()) && (head.letters <= 5 || head.digits > 0)) {
    const UnitClass kind = units_[end].kind;
    const std::string_view letters =
        std::string_view(name).substr(0, name.find_last_not_of("0123456789") + 1);
    const bool ion = contexts_.is(name, context::ion) || contexts_.is(letters, context::ion);
    const bool glued = alnum_at(end + 1);
    const bool has_digit = std::any_of(name.begin(), name.end(), is_digit);
    if (kind == UnitClass::plus &&
        (!glued || ((has_digit || ion) && kind_at(end + 1, UnitClass::letter)))) {
      sign = '+';
    } else if (kind == UnitClass::minus && !glued) {
      sign = '-';
    } else if (kind == UnitClass::hyphen && !glued && !kind_at(end + 1, UnitClass::open) && ion &&
               head.uppers > 0) {
      // F6-(DSS)6 goes on: that is no charge.
      sign = '-';
    }
    if (sign != 0) {
      const bool cation = sign == '+' && contexts_.is(name, context::cation);
      const bool marker = !(ion || cation) || (head.letters >= 2 && head.uppers == head.letters);
      inner = marker ? name.size() : 0;
      name += sign;
      ++end;
    }
  }

  if (alone && sign == 0 && !star) {
    if (head.only_letters()) {
      emit_letters(head);
      return end;
    }
    if (head.only_digits()) {
      const bool power = name.find('^') != std::string::npos;
      const auto parts = builder_.next_part();
      builder_.add_name(name, begin, units_[end - 1].end,
                        power ? TokenKind::mixed : TokenKind::number, 0, parts);
      return end;
    }
    if (emit_split(head)) return end;
  }

  contexts_.canonical_name(name);
  if (alone && head.greek == 0) {
    if (const std::string variant = protein_variant(name); !variant.empty()) name = variant;
  }
  const auto parts = builder_.next_part();
  if (inner > 0 && inner < name.size()) builder_.add_part(std::string_view(name).substr(0, inner));
  for (std::size_t i = first; i <= last; ++i) {
    const Atom& atom = chain_[i];
    std::string run;
    UnitClass kind = UnitClass::other;
    const auto flush = [&] {
      if (!run.empty() && (kind == UnitClass::digit || run.size() >= 2)) builder_.add_part(run);
      run.clear();
    };
    for (std::size_t u = atom.begin; u < atom.end; ++u) {
      UnitClass now = units_[u].kind;
      if (now == UnitClass::apostrophe) continue;
      if (now != UnitClass::letter && now != UnitClass::greek) now = UnitClass::digit;
      if (u > atom.begin && now != kind) flush();
      kind = now;
      append(run, u, u + 1);
    }
    flush();
  }
  builder_.add_name(name, begin, units_[end - 1].end, TokenKind::mixed,
                    shape_of(head.begin, tail.end), parts);
  return end;
}

void ChunkReader::emit_letters(const Atom& atom) {
  std::uint8_t shape = shape_of(atom.begin, atom.end);
  std::string_view text = atom.text;
  if (atom.uppers > 0 && is_greek_led(text, 2)) shape |= shape::greek_led;
  // The plural of an acronym: SNPs, RCTs.
  const Unit& last = units_[atom.end - 1];
  if (text.size() >= 3 && text.back() == 's' && !last.upper && atom.uppers >= 2 &&
      units_[atom.end - 2].upper) {
    text.remove_suffix(1);
    shape |= shape::all_upper;
  }
  builder_.add_word(text, units_[atom.begin].begin, last.end, shape);
}

// Greek letters before a word of four letters or more, and a long word before a number, are tokens
// of their own: alpha synuclein, caspase 3.
bool ChunkReader::emit_split(const Atom& atom) {
  std::size_t cut = atom.end;
  while (cut > atom.begin && units_[cut - 1].kind == UnitClass::letter) --cut;
  if (cut > atom.begin && atom.end - cut >= 4 && units_[cut - 1].kind == UnitClass::greek) {
    const Atom head = [&] {
      Atom part;
      part.begin = atom.begin;
      part.end = cut;
      for (std::size_t i = part.begin; i < cut; ++i) {
        part.digits += units_[i].kind == UnitClass::digit ? 1 : 0;
        part.letters += units_[i].kind == UnitClass::letter ? 1 : 0;
        part.greek += units_[i].kind == UnitClass::greek ? 1 : 0;
      }
      append(part.text, part.begin, cut);
      return part;
    }();
    if (head.letters > 0) return false;
    const std::uint32_t begin = units_[head.begin].begin, middle = units_[cut - 1].end;
    if (head.greek == 1 && head.digits == 0) {
      builder_.add_word(head.text, begin, middle, 0);
    } else {
      const auto parts = builder_.next_part();
      builder_.add_name(head.text, begin, middle, TokenKind::mixed, 0, parts);
    }
    std::string rest;
    append(rest, cut, atom.end);
    builder_.add_word(rest, units_[cut].begin, units_[atom.end - 1].end, shape_of(cut, atom.end));
    return true;
  }
  if (atom.greek == 1 && atom.letters == 0 && atom.digits == 0) {
    builder_.add_word(atom.text, units_[atom.begin].begin, units_[atom.end - 1].end,
                      shape_of(atom.begin, atom.end));
    return true;
  }
  const std::string_view head = std::string_view(atom.text).substr(0, atom.letters);
  if (is_greek_led(head, 2) || contexts_.is(head, context::pair_head)) return false;
  if (atom.greek > 0 || atom.letters < long_letters || atom.digits == 0 || atom.digits > 3) {
    return false;
  }
  std::size_t digits = atom.end;
  while (digits > atom.begin && units_[digits - 1].kind == UnitClass::digit) --digits;
  if (atom.end - digits != atom.digits || digits - atom.begin != atom.letters) return false;
  std::string letters, number;
  append(letters, atom.begin, digits);
  append(number, digits, atom.end);
  builder_.add_word(letters, units_[atom.begin].begin, units_[digits - 1].end,
                    shape_of(atom.begin, digits));
  const auto parts = builder_.next_part();
  builder_.add_name(number, units_[digits].begin, units_[atom.end - 1].end, TokenKind::number, 0,
                    parts);
  return true;
}

}  // namespace osteon
