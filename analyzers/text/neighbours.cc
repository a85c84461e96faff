// Numerals, articles, joined names and sentence ends, decided with the next token in view.
#include "analyzers/text/neighbours.h"

#include <algorithm>
#include <array>
#include <utility>

#include "analyzers/text/chunk.h"
#include "analyzers/text/fold.h"
#include "base/ascii.h"

namespace osteon {
namespace {

using ascii::is_digit;

constexpr std::array<std::string_view, 10> number_words = {"one", "two",   "three", "four", "five",
                                                           "six", "seven", "eight", "nine", "ten"};

bool is_short_number(std::string_view text, std::size_t most) {
  return !text.empty() && text.size() <= most && std::all_of(text.begin(), text.end(), is_digit);
}

/// 17a, 2b: a number with one or two letters.
bool is_suffixed_number(std::string_view text) {
  std::size_t digits = 0;
  while (digits < text.size() && is_digit(text[digits])) ++digits;
  return digits > 0 && digits <= 2 && text.size() > digits && text.size() <= digits + 1;
}

/// A numeral in capitals from I on, but V and X alone, which are too often letters.
bool is_roman(const Primary& token) {
  return (token.shape & shape::initial_upper) != 0 && token.exact.size() <= 4 &&
         token.exact.find_first_not_of("ivx") == std::string_view::npos && token.exact != "v" &&
         token.exact != "x" && roman_value(token.exact) != 0;
}

}  // namespace

void NeighbourPass::run() {
  auto& primaries = arena_.primaries;
  std::size_t sentence_start = 0;
  for (std::size_t i = 0; i < primaries.size(); ++i) {
    Primary& primary = primaries[i];
    const auto position = static_cast<std::uint32_t>(i);
    if (i > 0) {
      if (ends_sentence(i - 1, sentence_start)) {
        tokens_.end_sentence();
        sentence_start = i;
        numeral_chain_ = false;
      }
      read_numeral(i);
    }
    if (primary.end - primary.begin == 1 && primary.text == "a") {
      read_article(primary, i > sentence_start ? &primaries[i - 1] : nullptr);
    }
    if (i + 1 < primaries.size()) read_latin_letter(primary, primaries[i + 1]);
    tokens_.push_back(
        {primary.text, primary.exact, primary.begin, primary.end, position, primary.kind});
    for (std::size_t part = 0; part < primary.part_count; ++part) {
      const std::string_view text = arena_.parts[primary.first_part + part];
      tokens_.push_back({text, text, primary.begin, primary.end, position, TokenKind::part});
    }
    if (i + 1 < primaries.size()) join(i, position);
  }
  tokens_.end_sentence();
}

bool NeighbourPass::spaced(std::size_t at) const {
  const std::uint16_t gap = arena_.primaries[at].gap;
  return gap != 0 && (gap & ~(gap::space | gap::hyphen | gap::newline)) == 0;
}

// interleukin (IL)-10, PPAR) γ: the rest of a name whose abbreviation stands in brackets.
bool NeighbourPass::goes_on_after_bracket(std::size_t at) const {
  const Primary& next = arena_.primaries[at];
  if ((arena_.primaries[at - 1].shape & shape::all_upper) == 0) return false;
  if (next.gap == (gap::close | gap::hyphen)) return true;
  return next.gap == (gap::close | gap::space) && (next.classes & context::greek) != 0;
}

// type II, stage IIIb, type two; and what follows in a row: stage II-III, types I and II.
void NeighbourPass::read_numeral(std::size_t at) {
  Primary& primary = arena_.primaries[at];
  const std::string_view written = primary.exact;
  if (numeral_chain_) {
    if (written == "and" || written == "or" || written == "to" || written == "versus" ||
        written == "vs") {
      return;
    }
  }
  const bool chained = std::exchange(numeral_chain_, false);
  if (written.empty() || written.size() > 6) return;
  const char first = written.front();
  if (first != 'i' && first != 'v' && first != 'x' && first != 't' && first != 'o' &&
      first != 'f' && first != 's' && first != 'e' && first != 'n' && !is_digit(first)) {
    return;
  }
  const bool after_head = chained || (spaced(at) && contexts_.is(arena_.primaries[at - 1].exact,
                                                                 context::numeral_head));
  if (!after_head) return;
  if (is_digit(first)) {
    numeral_chain_ = true;
    return;
  }
  std::string numeral;
  const auto* word = std::find(number_words.begin(), number_words.end(), written);
  if (word != number_words.end()) {
    numeral = std::to_string(word - number_words.begin() + 1);
  } else if (primary.kind != TokenKind::mixed) {
    unsigned value = roman_value(written);
    std::string_view suffix;
    if (value == 0 && written.size() >= 2) {
      suffix = written.substr(written.size() - 1);
      const bool letter = suffix.front() >= 'a' && suffix.front() <= 'd';
      value = letter || suffix == "x" ? roman_value(written.substr(0, written.size() - 1)) : 0;
      if (written == "via") value = 0;
    }
    const bool upper = (primary.shape & shape::initial_upper) != 0;
    if (value == 0 || (!upper && written.size() == 1 && written != "i")) return;
    numeral = std::to_string(value);
    numeral += suffix;
  }
  if (numeral.empty()) return;
  primary.text = primary.exact = arena_.store.add(numeral);
  primary.kind = is_digit(numeral.back()) ? TokenKind::number : TokenKind::mixed;
  if (primary.kind == TokenKind::mixed) {
    primary.first_part = static_cast<std::uint32_t>(arena_.parts.size());
    primary.part_count = 1;
    arena_.parts.push_back(primary.text.substr(0, numeral.size() - 1));
  }
  numeral_chain_ = true;
}

// The a of vitamin A is no article; nor is a capital A inside a sentence.
void NeighbourPass::read_article(Primary& article, const Primary* before) const {
  if (before == nullptr) return;
  const bool named = (before->classes & context::letter_head) != 0 &&
                     (article.gap & ~(gap::space | gap::hyphen | gap::newline)) == 0;
  if (named || (article.shape & shape::initial_upper) != 0) article.kind = TokenKind::word;
}

// a-synuclein, b-catenin, g-tubulin: typed where there was no Greek.
void NeighbourPass::read_latin_letter(Primary& letter, const Primary& next) const {
  if ((next.classes & context::latin_led) == 0 || next.gap != gap::hyphen ||
      letter.end - letter.begin != 1) {
    return;
  }
  const char c = letter.exact.front();
  const std::string_view name = c == 'a'   ? "alpha"
                                : c == 'b' ? "beta"
                                : c == 'g' ? "gamma"
                                           : std::string_view{};
  if (name.empty()) return;
  letter.text = letter.exact = name;
  letter.kind = TokenKind::word;
  letter.classes = contexts_.of(name);
}

bool NeighbourPass::names_follow(const Primary& first) const {
  if (first.kind == TokenKind::stop || first.exact.size() > 5 || first.exact.size() < 2) {
    return false;
  }
  const std::uint32_t classes = first.classes;
  if ((classes & context::symbol) != 0) return true;
  if ((classes & (context::plain | context::measure | context::unit | context::numeral_head)) !=
      0) {
    return false;
  }
  return first.kind == TokenKind::word && (first.shape & shape::has_upper) != 0 &&
         ((first.shape & shape::all_upper) != 0 || (first.shape & shape::initial_upper) == 0);
}

// amyloid beta 42, amyloid-beta(1-42), beta-amyloid 1-42, Abeta 1-42.
std::size_t NeighbourPass::join_amyloid(std::size_t at, std::string& name) const {
  const auto& primaries = arena_.primaries;
  const auto text = [&](std::size_t i) {
    return i < primaries.size() ? primaries[i].exact : std::string_view{};
  };
  const auto length = [&](std::size_t i) {
    return text(i) == "40" || text(i) == "42" || text(i) == "43";
  };
  if (text(at) == "abeta") {
    const bool whole = text(at + 1) == "1" && length(at + 2);
    const std::size_t last = whole ? at + 2 : at + 1;
    if (!whole && !(spaced(last) && length(last))) return at;
    name = "abeta" + std::string(text(last));
    return last;
  }
  const bool forward = text(at) == "amyloid" && text(at + 1).starts_with("beta");
  const bool backward = text(at) == "beta" && text(at + 1) == "amyloid";
  if (!forward && !backward) return at;
  name = "abeta";
  std::size_t last = at + 1;
  if (forward && text(last) != "beta") {
    if (!is_short_number(text(last).substr(4), 2)) return at;
    name += text(last).substr(4);
    return last;
  }
  std::size_t next = last + 1;
  if (text(next) == "1" && is_short_number(text(next + 1), 2)) ++next;
  if (length(next)) {
    name += text(next);
    last = next;
  }
  return last;
}

// IL 6, TNF alpha, IL-1 beta, TGF beta 1, NF kappa B, HLA B27, alpha 1, 17 beta.
std::size_t NeighbourPass::join_symbol(std::size_t at, std::string& name) const {
  const auto& primaries = arena_.primaries;
  const Primary& first = primaries[at];
  const Primary& second = primaries[at + 1];
  if (!spaced(at + 1) && !goes_on_after_bracket(at + 1)) return at;
  const bool greek = (second.classes & context::greek) != 0;
  const bool greek_led = greek || (second.shape & shape::greek_led) != 0 ||
                         (second.kind == TokenKind::mixed && is_greek_led(second.exact, 2));
  const bool number = second.kind == TokenKind::number && is_short_number(second.exact, 3);
  const bool suffixed = second.kind == TokenKind::mixed && is_suffixed_number(second.exact);
  const bool third = at + 2 < primaries.size() && spaced(at + 2);
  const auto counted = [&](std::size_t i) {  // a quantity follows: 5 ng, 5%
    return i + 1 < primaries.size() && (primaries[i + 1].classes & context::unit) != 0 &&
           spaced(i + 1);
  };
  const auto finish = [&](std::size_t last) {
    if (greek_led && last == at + 1 && third) {
      const Primary& next = primaries[at + 2];
      const bool digit = next.kind == TokenKind::number && is_short_number(next.exact, 1);
      const bool letter = next.exact.size() == 1 && (next.exact == "b" || next.exact == "v");
      if (greek && ((digit && !counted(at + 2)) || (letter && name.ends_with("kappa")))) {
        name += next.exact;
        return at + 2;
      }
    }
    return last;
  };
  if ((first.classes & context::greek) != 0) {
    if (!number && !greek) return at;
    if (number && (second.exact.size() > 2 || counted(at + 1))) return at;
    name = std::string(first.exact) + std::string(second.exact);
    return at + 1;
  }
  if (first.kind == TokenKind::number) {
    const bool listed = (first.gap & gap::comma) != 0 && (first.gap & gap::space) == 0;
    if (!greek || !is_short_number(first.exact, 2) || !third || listed) return at;
    name = std::string(first.exact) + std::string(second.exact);
    return at + 1;
  }
  if (greek_led && third && (primaries[at + 2].classes & context::greek_led) != 0) return at;
  if (first.kind == TokenKind::mixed) {
    if (second.exact == "b" && first.exact.ends_with("kappa")) {  // NF-kappa B
      name = std::string(first.exact) + 'b';
      return at + 1;
    }
    if (number && second.exact.size() == 1 && contexts_.is(first.exact, context::numbered) &&
        !counted(at + 1)) {  // TGF-beta 1
      name = std::string(first.exact) + std::string(second.exact);
      return at + 1;
    }
    if (!greek || first.exact.size() > 6 || is_greek_led(first.exact, 4) ||
        is_digit(first.exact.front()) ||
        first.exact.find_first_of("+*") != std::string_view::npos) {
      return at;
    }
    name = std::string(first.exact) + std::string(second.exact);
    return finish(at + 1);
  }
  const bool pair = (first.classes & context::pair_head) != 0 && second.kind == TokenKind::mixed &&
                    second.exact.size() <= 10;
  if (pair) {
    name = std::string(first.exact) + std::string(second.exact);
    return at + 1;
  }
  if (first.exact == "sars" && second.exact == "cov") {
    name = "sarscov";
    if (third && is_short_number(primaries[at + 2].exact, 1)) {
      name += primaries[at + 2].exact;
      return at + 2;
    }
    return at + 1;
  }
  if (first.exact == "ca" && number && third && (primaries[at + 2].gap & gap::hyphen) != 0 &&
      is_short_number(primaries[at + 2].exact, 2)) {  // CA 19-9
    name = "ca" + std::string(second.exact) + '-' + std::string(primaries[at + 2].exact);
    return at + 2;
  }
  if (is_roman(second) && names_follow(first) && (second.gap & gap::hyphen) == 0) {  // IGF I
    name = std::string(first.exact) + std::to_string(roman_value(second.exact));
    return at + 1;
  }
  if (!(greek_led || number || suffixed) || !names_follow(first)) return at;
  if (number && counted(at + 1)) return at;
  name = std::string(first.exact) + std::string(second.exact);
  if (number && third && (primaries[at + 2].classes & context::greek) != 0) {  // IL 1 beta
    name += primaries[at + 2].exact;
    return at + 2;
  }
  return finish(at + 1);
}

// follow up, X ray; anti inflammatory, non invasive.
std::size_t NeighbourPass::join_words(std::size_t at, std::string& name) const {
  const auto& primaries = arena_.primaries;
  const Primary& first = primaries[at];
  const Primary& second = primaries[at + 1];
  if (first.exact.size() > 12 || !spaced(at + 1)) return at;
  if (const auto closed = contexts_.closed(first.exact, second.exact); !closed.empty()) {
    name = closed;
    return at + 1;
  }
  if (const auto closed = contexts_.closed_word(first.exact, second.exact); !closed.empty()) {
    name = closed;
    return at + 1;
  }
  const bool prefix = (first.classes & context::prefix) != 0 ||
                      ((first.classes & (context::hyphen_prefix | context::combining)) != 0 &&
                       (second.gap & gap::hyphen) != 0 && (second.gap & gap::space) == 0);
  if (prefix && second.kind == TokenKind::word && second.exact.size() >= 4) {
    name = std::string(first.exact) + std::string(second.exact);
    return at + 1;
  }
  return at;
}

void NeighbourPass::join(std::size_t at, std::uint32_t position) {
  const auto& primaries = arena_.primaries;
  const Primary& first = primaries[at];
  const Primary& second = primaries[at + 1];
  // Nearly all words leave here.
  const bool amyloid = (first.classes & second.classes & context::amyloid) != 0 ||
                       (((first.classes & context::amyloid) != 0 || first.exact == "abeta") &&
                        (second.kind == TokenKind::mixed || second.kind == TokenKind::number));
  const bool words = (first.classes & (context::pair_first | context::prefix |
                                       context::hyphen_prefix | context::combining)) != 0;
  const bool symbol = second.kind == TokenKind::number || second.kind == TokenKind::mixed ||
                      (second.classes & context::greek) != 0 ||
                      (second.shape & shape::greek_led) != 0 || is_roman(second) ||
                      (second.exact == "b" && first.exact.ends_with("kappa"));
  if (at + 1 < joined_until_) return;
  if (!amyloid && !words && !symbol) return;
  std::string name;
  bool word = false;
  std::size_t last = amyloid ? join_amyloid(at, name) : at;
  if (last == at && (symbol || words)) last = join_symbol(at, name);
  if (last == at && words) {
    last = join_words(at, name);
    word = last != at;
  }
  if (last == at || name.size() > max_token_bytes) return;
  if (!word) joined_until_ = last + 1;
  std::string text = name, exact = name;
  if (word) {
    words_.analyze(name, false, arena_.memory->stemmer(), text, exact);
  } else {
    contexts_.canonical_name(exact);
    text = exact;
  }
  const std::string_view kept_exact = arena_.store.add(exact);
  const std::string_view kept_text = text == exact ? kept_exact : arena_.store.add(text);
  tokens_.push_back({kept_text, kept_exact, primaries[at].begin, primaries[last].end, position,
                     TokenKind::joined});
}

bool NeighbourPass::ends_sentence(std::size_t before, std::size_t sentence_start) const {
  const Primary& last = arena_.primaries[before];
  const Primary& next = arena_.primaries[before + 1];
  const std::uint16_t gap = next.gap;
  if ((gap & gap::blank) != 0) return true;
  if ((gap & (gap::strong | gap::period)) == 0) return false;
  const bool spaced_off = (gap & (gap::space | gap::newline)) != 0;
  const bool upper = (next.shape & (shape::initial_upper)) != 0;
  if ((gap & gap::strong) != 0) return spaced_off || (gap & gap::period_space) != 0 || upper;
  if ((gap & gap::period_space) == 0) return false;
  const bool opener = upper && words_.is_stop(next.exact);
  // 1. Introduction; a number or a letter alone is the item's mark.
  if (before == sentence_start && (last.kind == TokenKind::number || last.exact.size() == 1)) {
    return false;
  }
  const std::uint32_t classes = last.classes;
  if ((classes & context::abbreviation) != 0) {
    if (next.kind == TokenKind::number) return false;
    return opener && (last.exact == "al" || last.exact == "etc" || last.exact == "no" ||
                      last.exact == "min" || last.exact == "max");
  }
  if (last.exact.size() == 1 && last.kind != TokenKind::number) {  // an initial, or vitamin D.
    if (opener) return true;
    return upper && before > sentence_start &&
           (arena_.primaries[before - 1].classes & context::letter_head) != 0;
  }
  if (upper || next.kind == TokenKind::number) return true;
  // A sentence may begin with a name that is not capitalised: miR-21, p53, alpha-synuclein.
  return next.kind == TokenKind::mixed || (next.shape & shape::has_upper) != 0 ||
         (next.classes & context::greek) != 0;
}

}  // namespace osteon
