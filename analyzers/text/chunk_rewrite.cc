// Writings that are brought to one form before a chunk is cut: (OH), (2+), +/-, Abeta(1-42).
#include <algorithm>

#include "analyzers/text/chunk.h"

namespace osteon {

void ChunkReader::rewrite() {
  bool parentheses = false, signs = false, beta = false;
  broken_lines_ = false;
  for (const Unit& unit : units_) {
    broken_lines_ |= unit.line_break;
    parentheses |= unit.kind == UnitClass::open;
    signs |= unit.kind == UnitClass::plus || unit.kind == UnitClass::minus;
    beta |= unit.character == 0x3B2 || unit.character == 'b';
  }
  if (parentheses) rewrite_parentheses();
  if (signs || parentheses) rewrite_signs();
  if (beta && units_.size() >= 5) rewrite_amyloid();
}

void ChunkReader::drop(std::size_t unit) {
  units_.erase(units_.begin() + static_cast<std::ptrdiff_t>(unit));
}

// The bracket's bytes go with what it closes: a highlighted Ca(2+) is whole.
void ChunkReader::drop_close(std::size_t unit) {
  units_[unit - 1].end = units_[unit].end;
  drop(unit);
}

// H(2)O(2), IC(50), HbA(1c), 5-HT(2A), TGF-beta(1): a subscript, where the letters before it are
// few and not all small; a number after a word is a reference.
bool ChunkReader::is_index(std::size_t open, std::size_t close) const {
  std::size_t at = open + 1;
  while (at < close && units_[at].kind == UnitClass::digit) ++at;
  const std::size_t digits = at - open - 1;
  if (digits == 0 || digits > 2) return false;
  if (at < close && units_[at].kind == UnitClass::letter) ++at;
  if (at != close) return false;
  if (units_[open - 1].kind == UnitClass::greek) return true;
  std::size_t letters = 0;
  bool upper = false;
  for (at = open; at > 0 && units_[at - 1].kind == UnitClass::letter; --at) {
    ++letters;
    upper |= units_[at - 1].upper;
  }
  if (letters == 0) return false;
  if (upper) return letters <= 4;
  std::string word;
  append(word, at, open);
  return is_greek_led(word, 0);
}

// 25(OH)D and 25-(OH)D to 25OHD; NAD(P)H to NADPH; Ca(2+) to Ca2+; CD4(+) to CD4+; p.(Val600Glu).
void ChunkReader::rewrite_parentheses() {
  for (std::size_t i = 0; i + 2 < units_.size(); ++i) {
    if (units_[i].kind != UnitClass::open) continue;
    std::size_t close = i + 1;
    while (close < units_.size() && close < i + 12 && units_[close].kind != UnitClass::close) {
      ++close;
    }
    if (!kind_at(close, UnitClass::close)) continue;
    const bool after_name = i > 0 && units_[i - 1].is_alnum();
    const std::size_t inside = close - i - 1;
    const auto letter = [&](std::size_t at, char32_t c) { return units_[at].character == c; };

    if (inside == 2 && letter(i + 1, 'o') && letter(i + 2, 'h')) {
      const bool after_digit = i > 0 && units_[i - 1].kind == UnitClass::digit;
      const bool hyphen = i > 1 && units_[i - 1].kind == UnitClass::hyphen &&
                          units_[i - 2].kind == UnitClass::digit;
      std::size_t next = close + 1;
      const bool before_d = kind_at(next, UnitClass::hyphen) && next + 1 < units_.size() &&
                            letter(next + 1, 'd') && !kind_at(next + 2, UnitClass::letter);
      const bool before_index =
          kind_at(next, UnitClass::open) && kind_at(next + 1, UnitClass::digit);
      if ((after_digit || hyphen || i == 0) && (alnum_at(next) || before_d || before_index)) {
        if (before_d) drop(next);
        drop_close(close);
        drop(i);
        if (hyphen) drop(i - 1);
      }
      continue;
    }
    const bool last_sign = units_[close - 1].kind == UnitClass::plus ||
                           units_[close - 1].kind == UnitClass::minus ||
                           units_[close - 1].kind == UnitClass::hyphen;
    const bool charge = (inside == 1 && last_sign) ||
                        (inside == 2 && last_sign && units_[i + 1].kind == UnitClass::digit);
    if (after_name && charge) {
      if (units_[close - 1].kind == UnitClass::hyphen) units_[close - 1].kind = UnitClass::minus;
      drop_close(close);
      drop(i);
      continue;
    }
    if (after_name && is_index(i, close)) {
      drop_close(close);
      drop(i);
      continue;
    }
    if (after_name && inside == 1 && units_[i + 1].upper && letter(i + 1, 'p') &&
        kind_at(close + 1, UnitClass::letter)) {
      drop_close(close);
      drop(i);
      continue;
    }
    if (i >= 2 && units_[i - 1].kind == UnitClass::period && letter(i - 2, 'p') &&
        (i == 2 || !units_[i - 3].is_alnum()) && units_[i + 1].kind == UnitClass::letter) {
      drop_close(close);
      drop(i);
    }
  }
}

// +/-, +/+ and -/- after a name are genotypes, not charges; ++ is 2+.
void ChunkReader::rewrite_signs() {
  const auto sign = [&](std::size_t at) {
    return kind_at(at, UnitClass::plus) || kind_at(at, UnitClass::minus) ||
           kind_at(at, UnitClass::hyphen);
  };
  for (std::size_t i = 1; i + 1 < units_.size(); ++i) {
    if (i + 2 < units_.size() && sign(i) && units_[i + 1].kind == UnitClass::slash && sign(i + 2)) {
      for (std::size_t at = i; at < i + 3; ++at) units_[at].kind = UnitClass::other;
    } else if (units_[i].kind == UnitClass::plus && units_[i + 1].kind == UnitClass::plus &&
               units_[i - 1].kind == UnitClass::letter && !kind_at(i + 2, UnitClass::plus)) {
      units_[i].kind = UnitClass::digit;
      units_[i].character = '2';
    }
  }
}

// Abeta1-42, Abeta(1-42), Abeta-42 to Abeta42, the letter written in Greek or out.
void ChunkReader::rewrite_amyloid() {
  for (std::size_t i = 0; i + 2 < units_.size(); ++i) {
    std::size_t at = i;
    if (units_[i].character == 0x3B2) {
      ++at;
    } else if (i + 4 < units_.size() && units_[i].character == 'b' &&
               units_[i + 1].character == 'e' && units_[i + 2].character == 't' &&
               units_[i + 3].character == 'a') {
      at += 4;
    } else {
      continue;
    }
    // amyloid-β(1-42) stays in words, which are joined later.
    const std::size_t close = at + 5;
    if (kind_at(at, UnitClass::open) && units_[at + 1].character == '1' && !alnum_at(at + 2) &&
        kind_at(at + 3, UnitClass::digit) && kind_at(at + 4, UnitClass::digit) &&
        kind_at(close, UnitClass::close))
      units_[close - 1].end = units_[close].end;
    const bool a_beta =
        i > 0 && units_[i - 1].character == 'a' && (i == 1 || !units_[i - 2].is_alnum());
    if (!a_beta) continue;
    const std::size_t from = at;
    if (kind_at(at, UnitClass::hyphen) || kind_at(at, UnitClass::minus)) ++at;
    const bool open = kind_at(at, UnitClass::open);
    if (open) ++at;
    if (at + 1 < units_.size() && units_[at].character == '1' &&
        (kind_at(at + 1, UnitClass::hyphen) || kind_at(at + 1, UnitClass::minus))) {
      at += 2;
    }
    const bool length = kind_at(at, UnitClass::digit) && kind_at(at + 1, UnitClass::digit) &&
                        !alnum_at(at + 2) && (!open || kind_at(at + 2, UnitClass::close));
    if (!length || at == from) continue;
    if (open) drop_close(at + 2);
    units_.erase(units_.begin() + static_cast<std::ptrdiff_t>(from),
                 units_.begin() + static_cast<std::ptrdiff_t>(at));
  }
}

}  // namespace osteon
