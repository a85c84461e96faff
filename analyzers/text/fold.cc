// Folding by ICU: NFKC case folding, then what normalisation leaves or gets wrong for papers.
#include "analyzers/text/fold.h"

#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/uscript.h>
#include <unicode/utf16.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>
#include <cstdint>

#include "base/error.h"

namespace osteon {
namespace {

constexpr std::array<UnitClass, 128> make_ascii_classes() {
  std::array<UnitClass, 128> classes{};
  for (auto& kind : classes) kind = UnitClass::other;
  for (char c = 'a'; c <= 'z'; ++c) classes[static_cast<unsigned char>(c)] = UnitClass::letter;
  for (char c = 'A'; c <= 'Z'; ++c) classes[static_cast<unsigned char>(c)] = UnitClass::letter;
  for (char c = '0'; c <= '9'; ++c) classes[static_cast<unsigned char>(c)] = UnitClass::digit;
  for (char c : {' ', '\t', '\n', '\v', '\f', '\r'}) {
    classes[static_cast<unsigned char>(c)] = UnitClass::space;
  }
  classes['-'] = UnitClass::hyphen;
  classes['+'] = UnitClass::plus;
  classes['.'] = UnitClass::period;
  classes[','] = UnitClass::comma;
  classes['\''] = UnitClass::apostrophe;
  classes['/'] = UnitClass::slash;
  classes['*'] = UnitClass::star;
  classes[':'] = UnitClass::colon;
  classes['>'] = UnitClass::greater;
  classes['^'] = UnitClass::caret;
  classes['_'] = UnitClass::underscore;
  classes['('] = UnitClass::open;
  classes[')'] = UnitClass::close;
  classes['!'] = UnitClass::strong_stop;
  classes['?'] = UnitClass::strong_stop;
  return classes;
}
constexpr auto ascii_classes = make_ascii_classes();

constexpr std::array<std::string_view, 25> greek_names = {
    "alpha", "beta",   "gamma",   "delta", "epsilon", "zeta",    "eta",  "theta", "iota",
    "kappa", "lambda", "mu",      "nu",    "xi",      "omicron", "pi",   "rho",   "sigma",
    "sigma", "tau",    "upsilon", "phi",   "chi",     "psi",     "omega"};

const UNormalizer2* instance(const UNormalizer2* (*get)(UErrorCode*)) {
  UErrorCode status = U_ZERO_ERROR;
  const UNormalizer2* normalizer = get(&status);
  if (U_FAILURE(status) != 0) throw Error(ErrorCode::internal, "ICU has no normalisation data");
  return normalizer;
}

const UNormalizer2* nfkc_casefold() {
  static const UNormalizer2* const value = instance(unorm2_getNFKCCasefoldInstance);
  return value;
}

const UNormalizer2* nfd() {
  static const UNormalizer2* const value = instance(unorm2_getNFDInstance);
  return value;
}

/// Signs that normalisation would turn into letters, or that stand for another character in papers.
struct Replacement {
  char32_t from;
  char32_t to;
  UnitClass kind;
};
constexpr Replacement replacements[] = {
    {0x00AD, 0, UnitClass::other},    // soft hyphen: nothing
    {0x00A9, ' ', UnitClass::other},  // (c), (R), SM, TM: marks, not letters
    {0x00AE, ' ', UnitClass::other},
    {0x00B0, ' ', UnitClass::other},        // degree
    {0x00B4, '\'', UnitClass::apostrophe},  // acute accent typed as an apostrophe
    {0x00B7, 0xB7, UnitClass::middle_dot},
    {0x00BA, ' ', UnitClass::other},     // º typed for the degree sign
    {0x0251, 0x03B1, UnitClass::greek},  // Latin alpha and gamma typed for the Greek letters
    {0x0263, 0x03B3, UnitClass::greek},
    {0x02B9, '\'', UnitClass::prime},
    {0x02BC, '\'', UnitClass::apostrophe},
    {0x2010, '-', UnitClass::hyphen},
    {0x2011, '-', UnitClass::hyphen},
    {0x2012, '-', UnitClass::hyphen},
    {0x2013, '-', UnitClass::hyphen},
    {0x2014, ' ', UnitClass::other},  // em dash: parts words
    {0x2015, ' ', UnitClass::other},
    {0x2018, '\'', UnitClass::apostrophe},
    {0x2019, '\'', UnitClass::apostrophe},
    {0x201B, '\'', UnitClass::apostrophe},
    {0x2027, 0xB7, UnitClass::middle_dot},
    {0x2032, '\'', UnitClass::prime},
    {0x2033, '\'', UnitClass::prime},
    {0x2043, '-', UnitClass::hyphen},
    {0x2044, '/', UnitClass::slash},
    {0x2116, ' ', UnitClass::other},
    {0x2120, ' ', UnitClass::other},
    {0x2122, ' ', UnitClass::other},
    {0x2192, '>', UnitClass::greater},
    {0x2206, 0x03B4, UnitClass::greek},  // increment typed for Delta
    {0x2212, '-', UnitClass::minus},
    {0x2215, '/', UnitClass::slash},
    {0x2217, '*', UnitClass::star},
    {0x22C5, 0xB7, UnitClass::middle_dot},
    {0x3002, ' ', UnitClass::strong_stop},
    {0x30FB, ' ', UnitClass::other},
    {0xFE63, '-', UnitClass::hyphen},
    {0xFF01, ' ', UnitClass::strong_stop},
    {0xFF0D, '-', UnitClass::hyphen},
    {0xFF1F, ' ', UnitClass::strong_stop},
};

/// Letters that have no decomposition but an accepted plain spelling.
struct PlainLetter {
  char32_t from;
  const char* to;
};
constexpr PlainLetter plain_letters[] = {
    {0x00E6, "ae"}, {0x00F0, "d"}, {0x00F8, "o"}, {0x00FE, "th"}, {0x0111, "d"},  {0x0127, "h"},
    {0x0131, "i"},  {0x0138, "k"}, {0x0142, "l"}, {0x014B, "n"},  {0x0153, "oe"}, {0x0167, "t"},
};

UnitClass class_of(char32_t c) {
  if (c < 128) return ascii_classes[c];
  if (!greek_name(c).empty()) return UnitClass::greek;
  const auto code = static_cast<UChar32>(c);
  if (u_isUAlphabetic(code) != 0) {
    if (u_hasBinaryProperty(code, UCHAR_IDEOGRAPHIC) != 0) return UnitClass::ideograph;
    UErrorCode status = U_ZERO_ERROR;
    const UScriptCode script = uscript_getScript(code, &status);
    return script == USCRIPT_HIRAGANA || script == USCRIPT_KATAKANA ? UnitClass::ideograph
                                                                    : UnitClass::letter;
  }
  switch (u_charType(code)) {
    case U_NON_SPACING_MARK:
    case U_COMBINING_SPACING_MARK:
      return UnitClass::letter;  // of scripts that need them
    case U_DECIMAL_DIGIT_NUMBER:
      return UnitClass::digit;
    case U_DASH_PUNCTUATION:
      return UnitClass::hyphen;
    default:
      break;
  }
  return u_isUWhiteSpace(code) != 0 ? UnitClass::space : UnitClass::other;
}

bool drops_marks(char32_t base) {
  if (base < 128) return true;
  UErrorCode status = U_ZERO_ERROR;
  const UScriptCode script = uscript_getScript(static_cast<UChar32>(base), &status);
  return script == USCRIPT_LATIN || script == USCRIPT_GREEK || script == USCRIPT_CYRILLIC;
}

/// Appends the folded form of one sequence, 16 UTF-16 units of context being plenty for text.
class SequenceFolder {
 public:
  void add(char32_t c) {
    if (size_ + 2 <= static_cast<int>(source_.size())) {
      U16_APPEND_UNSAFE(source_.data(), size_, static_cast<UChar32>(c));
    }
  }

  void fold(std::size_t begin, std::size_t end, bool upper, bool raised, std::vector<Unit>& out) {
    std::array<UChar, 160> folded{}, decomposed{};
    UErrorCode status = U_ZERO_ERROR;
    const int length = unorm2_normalize(nfkc_casefold(), source_.data(), size_, folded.data(),
                                        static_cast<int>(folded.size()), &status);
    if (U_FAILURE(status) != 0) return emit(' ', UnitClass::other, begin, end, upper, raised, out);
    for (int i = 0; i < length;) {
      UChar32 c;
      U16_NEXT(folded.data(), i, length, c);
      if (u_getCombiningClass(c) != 0 && !out.empty() && out.back().is_alnum() &&
          drops_marks(out.back().character)) {
        continue;
      }
      const auto* plain =
          std::find_if(std::begin(plain_letters), std::end(plain_letters),
                       [c](const PlainLetter& p) { return p.from == static_cast<char32_t>(c); });
      if (plain != std::end(plain_letters)) {
        for (const char* p = plain->to; *p != 0; ++p) {
          emit(static_cast<char32_t>(*p), UnitClass::letter, begin, end, upper, raised, out);
        }
        continue;
      }
      if (drops_marks(static_cast<char32_t>(c)) && c >= 128) {
        UChar one[2];
        int n = 0;
        U16_APPEND_UNSAFE(one, n, c);
        status = U_ZERO_ERROR;
        unorm2_normalize(nfd(), one, n, decomposed.data(), static_cast<int>(decomposed.size()),
                         &status);
        int first = 0;
        U16_NEXT_UNSAFE(decomposed.data(), first, c);
      }
      const auto folded_character = static_cast<char32_t>(c);
      if (c == 0x2212) {
        emit('-', UnitClass::minus, begin, end, upper, raised, out);
      } else {
        emit(folded_character, class_of(folded_character), begin, end, upper, raised, out);
      }
    }
  }

  static void emit(char32_t c, UnitClass kind, std::size_t begin, std::size_t end, bool upper,
                   bool raised, std::vector<Unit>& out) {
    Unit unit;
    unit.character = c;
    unit.kind = kind;
    if (kind == UnitClass::digit && c >= 128) {
      unit.character = static_cast<char32_t>('0' + u_charDigitValue(static_cast<UChar32>(c)));
    }
    unit.begin = static_cast<std::uint32_t>(begin);
    unit.end = static_cast<std::uint32_t>(end);
    unit.upper = upper;
    unit.raised = raised;
    out.push_back(unit);
  }

 private:
  std::array<UChar, 32> source_{};
  int size_ = 0;
};

bool is_raised(char32_t c) {
  return c == 0xB2 || c == 0xB3 || c == 0xB9 || (c >= 0x2070 && c <= 0x207B);
}

/// Sharp s typed for the Greek letter: IL-1ß, TGF-ß1, ß-catenin, but not in a German word.
bool stands_for_beta(std::string_view text, std::size_t after, const std::vector<Unit>& units) {
  if (after < text.size() && (text[after] == '-' || (text[after] >= '0' && text[after] <= '9'))) {
    return true;
  }
  if (units.empty()) return false;
  const Unit& before = units.back();
  return before.kind == UnitClass::hyphen || before.kind == UnitClass::digit || before.upper;
}

/// Decodes the code point at `at`; a broken sequence gives U_SENTINEL and its length in bytes.
UChar32 decode(std::string_view text, std::size_t& at) {
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
  auto i = static_cast<std::int64_t>(at);
  const auto length = static_cast<std::int64_t>(text.size());
  UChar32 c;
  U8_NEXT(bytes, i, length, c);
  at = static_cast<std::size_t>(i);
  return c;
}

}  // namespace

std::string_view greek_name(char32_t c) {
  return c >= 0x3B1 && c <= 0x3C9 ? greek_names[c - 0x3B1] : std::string_view{};
}

std::span<const std::string_view> all_greek_names() {
  return greek_names;
}

bool is_greek_name(std::string_view word) {
  return word.size() >= 2 && word.size() <= 7 &&
         std::find(greek_names.begin(), greek_names.end(), word) != greek_names.end();
}

std::size_t fold_next(std::string_view text, std::size_t at, std::vector<Unit>& units) {
  const std::size_t begin = at;
  const auto first = static_cast<unsigned char>(text[at]);
  const bool mark_may_follow =
      at + 1 < text.size() && static_cast<unsigned char>(text[at + 1]) >= 0xC0;
  if (first < 128 && !mark_may_follow) {
    Unit unit;
    unit.kind = ascii_classes[first];
    unit.upper = first >= 'A' && first <= 'Z';
    unit.character = unit.upper ? first + 32u : first;
    unit.begin = static_cast<std::uint32_t>(begin);
    unit.end = static_cast<std::uint32_t>(begin + 1);
    units.push_back(unit);
    return begin + 1;
  }
  const UChar32 base = decode(text, at);
  if (base < 0) {
    SequenceFolder::emit(' ', UnitClass::other, begin, at, false, false, units);
    return at;
  }
  const auto c = static_cast<char32_t>(base);
  const auto* replaced =
      std::lower_bound(std::begin(replacements), std::end(replacements), c,
                       [](const Replacement& r, char32_t value) { return r.from < value; });
  if (replaced != std::end(replacements) && replaced->from == c) {
    if (replaced->to != 0) {
      SequenceFolder::emit(replaced->to, replaced->kind, begin, at, c == 0x2206, false, units);
    }
    return at;
  }
  if (c == 0xDF && stands_for_beta(text, at, units)) {
    SequenceFolder::emit(0x3B2, UnitClass::greek, begin, at, false, false, units);
    return at;
  }
  if (u_hasBinaryProperty(base, UCHAR_DEFAULT_IGNORABLE_CODE_POINT) != 0) return at;
  SequenceFolder folder;
  folder.add(c);
  for (int combined = 0;
       combined < 12 && at < text.size() && static_cast<unsigned char>(text[at]) >= 0xC0;
       ++combined) {
    std::size_t next = at;
    const UChar32 mark = decode(text, next);
    if (mark < 0 || u_hasBinaryProperty(mark, UCHAR_DEFAULT_IGNORABLE_CODE_POINT) != 0) break;
    if (unorm2_hasBoundaryBefore(nfkc_casefold(), mark) != 0) break;
    folder.add(static_cast<char32_t>(mark));
    at = next;
  }
  const bool upper = u_isUUppercase(base) != 0 || u_charType(base) == U_TITLECASE_LETTER;
  folder.fold(begin, at, upper, is_raised(c), units);
  return at;
}

}  // namespace osteon
