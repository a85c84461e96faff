// What stands between two spaces: scanned into atoms, chained by hyphens, grouped into names.
#include "analyzers/text/chunk.h"

#include <algorithm>
#include <array>

#include "analyzers/text/fold.h"
#include "base/utf8.h"

namespace osteon {
namespace {

constexpr std::size_t most_atom_units = 64;  ///< a longer run is cut: no name is longer
constexpr std::size_t most_chain = 16;  ///< atoms joined by hyphens that are looked at together

bool is_dash(UnitClass kind) {
  return kind == UnitClass::hyphen || kind == UnitClass::minus;
}

}  // namespace

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
    case UnitClass::close:
      builder_.gap |= gap::close;
      break;
    default:
      builder_.gap |= gap::other;
      break;
  }
}

std::size_t ChunkReader::read_name(std::size_t at) {
  if (const std::size_t end = read_initials(at); end != at) return end;
  if (const std::size_t end = read_hgvs(at); end != at) return end;
  if (broken_lines_) join_broken_words(at);
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

}  // namespace osteon
