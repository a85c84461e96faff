// Which pieces between hyphens are one name: IL-6 and TNF-alpha, but not T-cell or day-28.
#include <algorithm>

#include "analyzers/text/chunk.h"
#include "analyzers/text/fold.h"
#include "base/ascii.h"

namespace osteon {
namespace {

using ascii::is_digit;

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
  if (after_greek && right.only_letters() && right.letters == 1 && is_letter(group.front())) {
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
  if (left.only_digits()) {  // but 1,3-beta is a list of places
    const bool listed = left.begin > 0 && kind_at(left.begin - 1, UnitClass::comma);
    return single && left.digits <= 3 && !listed;
  }
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

}  // namespace osteon
