#include "analyzers/text/chunk.h"

#include <algorithm>
#include <array>

#include "analyzers/text/fold.h"
#include "base/utf8.h"

namespace osteon {
namespace {

constexpr std::size_t most_atom_units = 64;  ///< a longer run is cut: no name is longer
constexpr std::size_t most_chain = 16;   ///< atoms joined by hyphens that are looked at together
constexpr std::size_t long_letters = 6;  ///< letters before digits that make a word of their own

bool is_dash(UnitClass kind) {
  return kind == UnitClass::hyphen || kind == UnitClass::minus;
}

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_letter(char c) {
  return !is_digit(c) && c != '-' && c != '+';
}

/// iii, iiib: a numeral itself.
bool is_roman_like(std::string_view text) {
  return roman_value(text) != 0 ||
         (text.size() >= 2 && roman_value(text.substr(0, text.size() - 1)) != 0);
}

}  // namespace

bool is_greek_led(std::string_view word, std::size_t most) {
  for (const std::size_t length : {7u, 6u, 5u, 4u, 3u, 2u}) {
    if (word.size() >= length && word.size() <= length + most &&
        is_greek_name(word.substr(0, length))) {
      // A longer word may begin like a letter's name: "eta", "pi" and "nu" stand alone or not at
      // all.
      return length > 3 || word.size() == length || is_digit(word[length]);
    }
  }
  return false;
}

void ChunkReader::read() {
  rewrite();
  for (std::size_t i = 0; i < units_.size();) {
    const Unit& unit = units_[i];
    if (unit.is_alnum()) {
      i = read_name(i);
    } else if (unit.kind == UnitClass::ideograph) {
      std::string text;
      append_utf8(text, unit.character);
      builder_.add_word(text, unit.begin, unit.end, 0);
      ++i;
    } else if (unit.kind == UnitClass::period && kind_at(i + 1, UnitClass::digit) && i == 0) {
      const Atom atom = scan_atom(i + 1);
      if (atom.only_digits()) {
        const auto parts = builder_.next_part();
        builder_.add_name("0." + atom.text, unit.begin, units_[atom.end - 1].end, TokenKind::number,
                          0, parts);
        i = atom.end;
      } else {
        ++i;
      }
    } else {
      note_gap(unit);
      ++i;
    }
  }
}

void ChunkReader::note_gap(const Unit& unit) {
  switch (unit.kind) {
    case UnitClass::hyphen:
    case UnitClass::minus:
      builder_.gap |= gap::hyphen;
      break;
    case UnitClass::slash:
      builder_.gap |= gap::slash;
      break;
    case UnitClass::comma:
      builder_.gap |= gap::comma;
      break;
    case UnitClass::period:
      builder_.gap |= gap::period;
      break;
    case UnitClass::strong_stop:
      builder_.gap |= gap::strong;
      break;
    case UnitClass::space:
      builder_.gap |= gap::space;
      break;
    default:
      builder_.gap |= gap::other;
      break;
  }
}

std::size_t ChunkReader::read_name(std::size_t at) {
  if (const std::size_t end = read_initials(at); end != at) return end;
  if (const std::size_t end = read_hgvs(at); end != at) return end;
  join_broken_words(at);
  scan_chain(at);
  std::size_t end = chain_.back().end;
  for (std::size_t first = 0; first < chain_.size();) {
    std::string group = chain_[first].text;
    std::size_t last = first, inner = 0;
    const bool own_word = chain_[first].only_letters() && contexts_.is(group, context::prefix) &&
                          first + 1 < chain_.size();
    bool keep = false;
    while (!own_word && last + 1 < chain_.size() && joins(group, first, last + 1, keep)) {
      if (keep) {
        if (inner == 0) inner = group.size();
        group += '-';
      }
      ++last;
      const Atom& next = chain_[last];
      const unsigned roman = next.only_letters() && next.letters == next.uppers && !keep &&
                                     chain_[last - 1].only_letters()
                                 ? roman_value(next.text)
                                 : 0;
      if (const auto closed = contexts_.closed(group, next.text); !closed.empty()) {
        group = closed;
      } else if (roman != 0) {
        group += std::to_string(roman);
      } else {
        group += next.text;
      }
    }
    const std::size_t after = emit_group(first, last, group, inner);
    if (last + 1 == chain_.size()) {
      end = after;
    } else {
      builder_.gap |= gap::hyphen;
    }
    first = last + 1;
  }
  // The s of a possessive is no token.
  if (kind_at(end, UnitClass::apostrophe) && kind_at(end + 1, UnitClass::letter) &&
      units_[end + 1].character == 's' && !alnum_at(end + 2)) {
    builder_.gap |= gap::other;
    end += 2;
  }
  return end;
}

// fibro- at the end of a line and sis on the next are one word; age- and related stay two.
void ChunkReader::join_broken_words(std::size_t at) {
  const auto letters = [&](std::size_t i) {
    std::string word;
    while (kind_at(i, UnitClass::letter)) append_utf8(word, units_[i++].character);
    return word;
  };
  std::size_t i = at;
  const std::string left = letters(at);
  i = at;
  while (kind_at(i, UnitClass::letter)) ++i;
  if (!kind_at(i, UnitClass::hyphen) || !units_[i].line_break || i - at < 2) return;
  if (units_[i - 1].upper || !kind_at(i + 1, UnitClass::letter) || units_[i + 1].upper) return;
  const std::string right = letters(i + 1);
  if (contexts_.is(right, context::second) || contexts_.is(left, context::plain)) return;
  if (contexts_.is(left, context::prefix | context::hyphen_prefix) && left.size() > 3) return;
  drop(i);
}

void ChunkReader::scan_chain(std::size_t at) {
  chain_.clear();
  chain_.push_back(scan_atom(at));
  while (chain_.size() < most_chain) {
    const std::size_t end = chain_.back().end;
    if (end >= units_.size() || !is_dash(units_[end].kind) || !alnum_at(end + 1)) break;
    chain_.push_back(scan_atom(end + 1));
  }
}

ChunkReader::Atom ChunkReader::scan_atom(std::size_t at) const {
  Atom atom;
  atom.begin = at;
  std::size_t i = at, letter_run = 0;
  for (; i < units_.size() && i - at < most_atom_units; ++i) {
    const Unit& unit = units_[i];
    const UnitClass before = i > at ? units_[i - 1].kind : UnitClass::other;
    const bool digits_around = before == UnitClass::digit && kind_at(i + 1, UnitClass::digit);
    if (unit.is_alnum()) {
      if (unit.raised && unit.kind == UnitClass::digit && letter_run >= 4)
        break;  // a footnote mark
      if (unit.kind == UnitClass::digit) {
        ++atom.digits;
        letter_run = 0;
      } else if (unit.kind == UnitClass::greek) {
        ++atom.greek;
        letter_run = 0;
      } else {
        ++atom.letters;
        ++letter_run;
        atom.uppers += unit.upper ? 1 : 0;
      }
      continue;
    }
    if (unit.kind == UnitClass::period || unit.kind == UnitClass::middle_dot) {
      if (!digits_around) break;
    } else if (unit.kind == UnitClass::comma) {
      // 1,000 is one number; 1,25 is two; 0,05 is a decimal.
      if (!digits_around || atom.letters + atom.greek != 0) break;
      std::size_t run = i + 1;
      while (kind_at(run, UnitClass::digit)) ++run;
      const bool thousands = run - i == 4 && atom.digits <= 12 && units_[at].character != '0';
      const bool decimal = i == at + 1 && units_[at].character == '0';
      if (!thousands && !decimal) break;
    } else if (unit.kind == UnitClass::caret) {
      const bool power = kind_at(i + 1, UnitClass::digit) ||
                         (i + 1 < units_.size() && is_dash(units_[i + 1].kind) &&
                          kind_at(i + 2, UnitClass::digit));
      if (before != UnitClass::digit || !power) break;
    } else if (is_dash(unit.kind)) {
      const bool exponent = before == UnitClass::caret || (unit.raised && digits_around);
      if (!exponent) break;
    } else if (unit.kind == UnitClass::underscore) {
      if (i == at || !units_[i - 1].is_alnum() || !alnum_at(i + 1)) break;
    } else if (unit.kind == UnitClass::apostrophe) {
      const bool letters_around = before == UnitClass::letter && kind_at(i + 1, UnitClass::letter);
      const bool possessive = letters_around && units_[i + 1].character == 's' && !alnum_at(i + 2);
      if (!letters_around || possessive || units_[i + 1].upper != units_[at].upper) {
        if (!letters_around || possessive) break;
      }
    } else {
      break;
    }
  }
  atom.end = i;
  append(atom.text, atom.begin, atom.end);
  return atom;
}

void ChunkReader::append(std::string& out, std::size_t begin, std::size_t end) const {
  for (std::size_t i = begin; i < end; ++i) {
    const Unit& unit = units_[i];
    switch (unit.kind) {
      case UnitClass::greek:
        out += greek_name(unit.character);
        break;
      case UnitClass::digit:
        if (unit.raised && i > begin && units_[i - 1].kind == UnitClass::digit &&
            !units_[i - 1].raised) {
          out += '^';
        }
        out += static_cast<char>(unit.character);
        break;
      case UnitClass::letter:
        append_utf8(out, unit.character);
        break;
      case UnitClass::period:
      case UnitClass::middle_dot:
        out += '.';
        break;
      case UnitClass::comma:
        if (begin + 1 == i && units_[begin].character == '0') out += '.';
        break;
      case UnitClass::caret:
        out += '^';
        break;
      case UnitClass::hyphen:
      case UnitClass::minus:
        if (unit.raised && i > begin && units_[i - 1].kind == UnitClass::digit) out += '^';
        out += '-';
        break;
      case UnitClass::underscore:
        out += '_';
        break;
      case UnitClass::star:
        out += '*';
        break;
      case UnitClass::colon:
        out += ':';
        break;
      case UnitClass::greater:
        out += '>';
        break;
      case UnitClass::plus:
        out += '+';
        break;
      default:
        break;
    }
  }
}

std::uint8_t ChunkReader::shape_of(std::size_t begin, std::size_t end) const {
  unsigned letters = 0, uppers = 0;
  for (std::size_t i = begin; i < end; ++i) {
    if (units_[i].kind != UnitClass::letter && units_[i].kind != UnitClass::greek) continue;
    ++letters;
    uppers += units_[i].upper ? 1 : 0;
  }
  std::uint8_t result = 0;
  if (units_[begin].upper) result |= shape::initial_upper;
  if (uppers > 0) result |= shape::has_upper;
  if (letters >= 2 && uppers == letters) result |= shape::all_upper;
  return result;
}

// U.S., i.v., e.g. and the like: letters that each have a full stop.
std::size_t ChunkReader::read_initials(std::size_t at) {
  const auto single = [&](std::size_t i) {
    return kind_at(i, UnitClass::letter) && !alnum_at(i + 1);
  };
  std::size_t i = at, letters = 0;
  std::string text;
  while (single(i) && kind_at(i + 1, UnitClass::period)) {
    append_utf8(text, units_[i].character);
    ++letters;
    i += 2;
  }
  if (letters >= 1 && single(i)) {  // the last one may lack its stop
    append_utf8(text, units_[i].character);
    ++letters;
    ++i;
  }
  if (letters < 2 || alnum_at(i) || letters > 6) return at;
  const bool stop = units_[i - 1].kind == UnitClass::period;
  builder_.add_word(text, units_[at].begin, units_[i - (stop ? 2 : 1)].end, shape_of(at, i));
  return stop ? i - 1 : i;
}

bool ChunkReader::joins(const std::string& group, std::size_t first, std::size_t next,
                        bool& keep) const {
  const Atom& left = chain_[next - 1];
  const Atom& right = chain_[next];
  const bool single = first + 1 == next;
  keep = false;
  if (group.size() > 24 || right.text.empty()) return false;
  if (!contexts_.closed(group, right.text).empty()) return true;
  if (right.greek > 0 || is_greek_led(right.text, 2)) {
    return joins_greek(left, right, next, single);
  }
  if (is_digit(right.text.front())) return joins_digits(group, left, right, single, keep);
  if (left.only_digits() && single) return joins_after_digits(group, right);
  if (group.ends_with("oh") && is_digit(group.front())) {
    return right.text == "d" || right.text == "d2" || right.text == "d3";
  }
  const bool after_greek = left.greek > 0 || is_greek_name(left.text);
  if (after_greek && right.only_letters() && right.letters == 1) {
    return !single || contexts_.is(right.text, 0);  // NF-kappa-B
  }
  if (!single || !left.only_letters() || left.letters > 5) return false;
  if (contexts_.is(left.text, context::plain)) return false;
  // PD-L1, HLA-B27, SARS-CoV2
  if (right.digits > 0 && left.letters >= 2 && left.letters <= 4) {
    std::size_t letters = 0;
    while (letters < right.text.size() && is_letter(right.text[letters])) ++letters;
    if (letters <= 2 && right.text.size() <= letters + 3) return true;
    return contexts_.is(left.text, context::pair_head);
  }
  if (left.text == "hla" && right.only_letters() && right.letters <= 3) return true;
  // IGF-I, but not III-IV or IIIB-IV
  if (is_roman_like(left.text)) return false;
  const bool capitals = left.letters >= 2 && left.uppers >= 2;
  const bool roman = right.only_letters() && right.uppers == right.letters && right.text != "x" &&
                     right.text != "v" && roman_value(right.text) != 0;
  return roman && (capitals || contexts_.is(left.text, context::symbol)) &&
         !contexts_.is(left.text, context::numeral_head);
}

// TNF-alpha, IL-1-beta, 17-beta, NF-kappaB; but catenin keeps its beta.
bool ChunkReader::joins_greek(const Atom& left, const Atom& right, std::size_t next,
                              bool single) const {
  const bool more = next + 1 < chain_.size();
  if (more && contexts_.is(chain_[next + 1].text, context::greek_led)) return false;
  if (right.greek > 0 && right.letters > 3) return false;
  if (left.only_digits()) return single && left.digits <= 3;
  if (left.only_letters()) {
    if (left.letters > 5 || contexts_.is(left.text, context::plain)) return false;
    return left.letters > 1 || !more || chain_[next + 1].letters < 4;
  }
  return left.text.size() <= 10;
}

// IL-6, miR-21, miR-21-5p, CYP-2D6, TGF-beta-1, 5-HT-2A; but day-28 and 2-3 stay apart.
bool ChunkReader::joins_digits(const std::string& group, const Atom& left, const Atom& right,
                               bool single, bool& keep) const {
  const std::size_t letters = right.letters;
  if (is_digit(group.back())) {
    const bool has_letters = std::any_of(group.begin(), group.end(), is_letter);
    const bool arm = letters >= 1 && right.text.size() <= 3;
    const bool cluster =
        letters == 0 && (group.starts_with("mir") || group.starts_with("let") ||
                         (group.starts_with("ca") && group.size() == 4 && right.digits <= 2));
    keep = has_letters && right.greek == 0 && (arm || cluster);
    return keep;
  }
  if (!left.only_letters() || !single) {
    if (left.only_letters() && is_greek_name(left.text)) return right.digits <= 2;
    if (left.only_letters() && contexts_.is(group, context::pair_head)) return true;
    const bool rna = group.starts_with("mir") || group.starts_with("let");
    if (rna || group == "5ht" || group == "25oh") {
      keep = rna && letters >= 1 && right.text.size() <= 3;
      return keep || group == "5ht";
    }
    return left.greek > 0 && right.digits <= 2 && letters <= 1;
  }
  if (left.letters > 5 || right.text.find('.') != std::string::npos) return false;
  if (contexts_.is(left.text, context::plain | context::numeral_head | context::unit)) {
    return left.letters == 1 && left.uppers == 1;  // T-4, B-12, but not n-3 as a unit
  }
  if (right.digits >= 4 && letters == 0) {
    const bool year =
        right.digits == 4 && (right.text.starts_with("19") || right.text.starts_with("20"));
    return left.uppers > 0 && !year && right.digits <= 7;
  }
  return letters <= 4;
}

// 5-HT2A, 5-FU, 25-OH; but 12-week and 4-mg stay apart.
bool ChunkReader::joins_after_digits(const std::string& group, const Atom& right) const {
  if (group.size() > 3 || group.find('.') != std::string::npos) return false;
  if (right.digits > 0) {
    std::size_t letters = 0;
    while (letters < right.text.size() && is_letter(right.text[letters])) ++letters;
    return letters <= 4 && right.digits <= 3;
  }
  if (contexts_.is(right.text, context::after_digit)) return true;
  if (contexts_.is(right.text, context::unit | context::plain)) {
    return right.letters <= 2 && right.uppers == right.letters && !builder_.shouting() &&
           right.text != "c" && right.text != "t";
  }
  if (right.text == "oh") return true;
  if (right.uppers >= 2) return right.letters <= 6 && right.uppers * 2 >= right.letters;
  return right.letters <= 2;
}

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
  if (!star && last + 1 == chain_.size() && end < units_.size() && name.size() <= 10 &&
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
    } else if (kind == UnitClass::hyphen && !glued && ion && head.uppers > 0) {
      sign = '-';
    }
    if (sign != 0) {
      const bool marker = !ion || (head.letters >= 2 && head.uppers == head.letters);
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
      if (kind == UnitClass::digit || run.size() >= 2) builder_.add_part(run);
      run.clear();
    };
    for (std::size_t u = atom.begin; u < atom.end; ++u) {
      UnitClass now = units_[u].kind;
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
  if (is_greek_led(std::string_view(atom.text).substr(0, atom.letters), 2)) return false;
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
