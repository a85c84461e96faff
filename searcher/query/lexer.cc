// Cuts a query into tokens; signs inside a word belong to the word.
#include "searcher/query/lexer.h"

#include <algorithm>
#include <cstdlib>

#include "base/ascii.h"
#include "searcher/query/dialects.h"
#include "searcher/query/fields.h"
#include "searcher/query/lexer_parts.h"
#include "searcher/query/words.h"

namespace osteon {

using ascii::is_digit;
using ascii::is_letter;

using Kind = QueryToken::Kind;

LexedQuery Lexer::run() {
  while (true) {
    skip_space();
    if (at_ >= text_.size()) break;
    if (out_.tokens.size() >= limit_) {
      out_.truncated = true;
      break;
    }
    step();
  }
  settle_near_signs();
  if (!out_.foreign.empty()) read_small_operators();
  push(Kind::end, at_, {});
  return std::move(out_);
}

void Lexer::step() {
  constexpr std::string_view opening = ",;:!?";
  if (opening.find(peek()) != std::string_view::npos) {
    ++at_;
    return;
  }
  const std::size_t begin = at_;
  if (const std::size_t n = quote_at(at_); n != 0) return phrase(n);
  switch (peek()) {
    case '(':
      if (const std::size_t n = descriptor_bytes(); n != 0) {
        const std::string_view inside = text_.substr(at_, n);
        if (std::ranges::any_of(inside, [](char c) { return is_letter(c) || is_digit(c); })) break;
        at_ += n + 1;  // which way it turns light is no part of its name in a vocabulary
        return;
      }
      ++at_;
      return push(Kind::open, begin, "(");
    case ')':
      ++at_;
      push(Kind::close, begin, ")");
      suffix();
      return boost();
    case '-':
      if (is_letter(peek(1)) || peek(1) == '(' || peek(1) == '~' || peek(1) == '"' ||
          (peek(1) & 0x80) != 0) {
        ++at_;
        return push(Kind::minus, begin, "-");
      }
      break;
    case '+':  // a plus before a word asks for what is asked for anyway
      if (is_letter(peek(1)) || (at_ + 1 < text_.size() && quote_at(at_ + 1) != 0)) {
        ++at_;
        return;
      }
      break;
    case '~':
      ++at_;
      if (at_ < text_.size() && quote_at(at_) != 0) push(Kind::tilde, begin, "~");
      return;
    case '[':
      if (tag() || years_in_brackets() || heading("[mh ", ']')) return;
      break;
    case '\'':
      if (single_quoted()) return;
      break;
    default:
      break;
  }
  word();
}

void Lexer::phrase(std::size_t quote) {
  const std::size_t begin = at_;
  at_ += quote;
  const std::size_t inside = at_;
  while (at_ < text_.size() && quote_at(at_) == 0) ++at_;
  const std::string_view body = text_.substr(inside, at_ - inside);
  const bool closed = at_ < text_.size();
  if (closed) at_ += quote_at(at_);
  push(Kind::phrase, begin, std::string(body));
  out_.tokens.back().closed = closed;
  out_.tokens.back().text_begin = inside;
  suffix();
  nearness();
  boost();
}

void Lexer::nearness() {
  if (peek() != '~' || !is_digit(peek(1))) return;
  const std::size_t begin = at_++;
  std::string digits;
  while (is_digit(peek()) && digits.size() < 3) digits += text_[at_++];
  push(Kind::tag, begin, "all:~" + digits);
}

void Lexer::boost() {
  if (peek() != '^' || !is_digit(peek(1))) return;
  const std::size_t begin = at_++;
  std::string digits;
  while (is_digit(peek()) || (peek() == '.' && is_digit(peek(1)))) digits += text_[at_++];
  push(Kind::boost, begin, {}, std::strtod(digits.c_str(), nullptr));
}

bool Lexer::tag() {
  const std::size_t close = text_.substr(at_, 40).find(']');
  if (close == std::string_view::npos) return false;
  const std::string name = ascii::lower_case(text_.substr(at_ + 1, close - 1));
  if (!is_pubmed_tag(name)) return false;
  const std::size_t begin = at_;
  at_ += close + 1;
  push(Kind::tag, begin, name);
  return true;
}

std::size_t Lexer::word_end() const {
  std::size_t end = at_;
  std::size_t open = 0;
  std::size_t first_open = std::string_view::npos;
  while (end < text_.size() && space_at(end) == 0 && quote_at(end) == 0) {
    const char c = text_[end];
    if (end - at_ >= max_word_bytes && (c & 0xc0) != 0x80) return end;
    if (c == '(' && open++ == 0) first_open = end;
    if (c == ')') {
      if (open == 0) break;
      --open;
    }
    if (c == '[' && end > at_) {
      const std::size_t close = text_.substr(end, 40).find(']');
      if (close != std::string_view::npos && is_pubmed_tag(text_.substr(end + 1, close - 1))) {
        break;
      }
    }
    ++end;
  }
  return open != 0 ? std::max(first_open, at_ + 1) : end;
}

void Lexer::word() {
  const std::size_t begin = at_;
  if (literal_words() || field() || foreign_field() || scopus_limit() ||
      heading("MeSH descriptor: [", ']') || ovid_heading() || ebsco_heading())
    return;
  std::size_t end = word_end();
  std::string_view word = text_.substr(begin, end - begin);
  // The sign of another database at the end of the word stands for itself.
  const std::size_t sign = foreign_suffix_of(word);
  if (sign != std::string_view::npos) {
    end = begin + sign;
    word = word.substr(0, sign);
  }
  at_ = end;
  if (word.size() >= max_word_bytes) {
    while (at_ < text_.size() && space_at(at_) == 0) ++at_;
    if (out_.long_words.size() < limit_) out_.long_words.emplace_back(begin, at_);
    return;
  }
  unknown_field(word, begin);
  // A boost: digits after the last ^, and something other than a number before it.
  double boosted = 0;
  std::size_t boost_begin = 0;
  if (const std::size_t hat = word.rfind('^'); hat != std::string_view::npos && hat > 0) {
    const std::string_view digits = word.substr(hat + 1);
    const bool number = !digits.empty() && is_digit(digits.front()) &&
                        digits.find_first_not_of("0123456789.") == std::string_view::npos;
    const bool power =
        word.substr(0, hat).find_first_not_of("0123456789.,") == std::string_view::npos;
    if (number && !power) {
      boosted = std::strtod(std::string(digits).c_str(), nullptr);
      boost_begin = begin + hat;
      word = word.substr(0, hat);
    }
  }
  // An open range (year:2018..) ends in stops that are not punctuation.
  const bool open_range = !out_.tokens.empty() && out_.tokens.back().kind == Kind::field &&
                          out_.tokens.back().end == begin && word.size() > 2 &&
                          word.substr(word.size() - 2) == "..";
  constexpr std::string_view closing = ",;.:!?";
  const bool initial = word.size() == 2 && is_letter(word[0]) && word[1] == '.';  // C. elegans
  while (!open_range && !initial && !word.empty() &&
         closing.find(word.back()) != std::string_view::npos) {
    word.remove_suffix(1);
  }
  if (operators(word, begin)) return;
  if (word.empty()) return;
  const auto place = static_cast<std::size_t>(word.data() - text_.data());
  out_.tokens.push_back(
      {Kind::word, with_star(word), 0, true, place, place + word.size(), place, false});
  if (boosted > 0) {
    out_.tokens.push_back({Kind::boost, {}, boosted, true, boost_begin, end, boost_begin, false});
  }
  if (sign == std::string_view::npos) return;
  const bool heading = peek() == '/' && !is_letter(peek(1));
  if (!heading) return suffix();
  ++at_;  // Ovid's heading
  push(Kind::tag, end, "mh:noexp");
  foreign(end, "[mh:noexp]");
}

std::size_t Lexer::descriptor_bytes() const {
  constexpr std::size_t longest = 16;
  const std::string_view inside = text_.substr(at_, longest);
  const std::size_t close = inside.find(')');
  const std::size_t hyphen = at_ + close + 1;
  if (close == std::string_view::npos || hyphen + 1 >= text_.size() || text_[hyphen] != '-' ||
      !(is_letter(text_[hyphen + 1]) || is_digit(text_[hyphen + 1])))
    return 0;
  constexpr std::string_view signs = "RSEZDLdlrac0123456789,'\u2032+-/\u00b1\u2212";
  return inside.substr(1, close - 1).find_first_not_of(signs) == std::string_view::npos ? close + 1
                                                                                        : 0;
}

bool Lexer::literal_words() {
  constexpr std::string_view name = "words:";
  const std::size_t quote = at_ + name.size();
  if (!starts(at_, name) || quote >= text_.size() || quote_at(quote) == 0) return false;
  std::size_t at = quote + quote_at(quote);
  std::size_t close = at;
  while (close < text_.size() && quote_at(close) == 0) ++close;
  if (close == text_.size()) return false;
  while (at < close && out_.tokens.size() < limit_) {
    const std::size_t begin = at;
    while (at < close && space_at(at) == 0) ++at;
    push_literal(begin, at);
    if (at < close) at += space_at(at);
  }
  at_ = close + quote_at(close);
  boost();
  return true;
}

void Lexer::push_literal(std::size_t begin, std::size_t end) {
  if (begin == end) return;
  if (end - begin >= max_word_bytes) {
    if (out_.long_words.size() < limit_) out_.long_words.emplace_back(begin, end);
    return;
  }
  out_.tokens.push_back({Kind::word, std::string(text_.substr(begin, end - begin)), 0, true, begin,
                         end, begin, true});
}

bool Lexer::field() {
  std::size_t end = at_;
  while (end < text_.size() && (is_letter(text_[end]) || text_[end] == '_')) ++end;
  if (end == at_ || end >= text_.size() || text_[end] != ':') return false;
  const std::string name = ascii::lower_case(text_.substr(at_, end - at_));
  if (!is_field_(name)) return false;
  // "Methods: we …" in pasted text is prose; "pmid: 123" and "title: falls" are fields.
  const bool spaced = end + 1 >= text_.size() || space_at(end + 1) != 0;
  if (spaced && !(name == std::string_view(text_.substr(at_, end - at_)) || name == "pmid" ||
                  name == "doi" || name == "pmcid")) {
    return false;
  }
  const std::size_t begin = at_;
  at_ = end + 1;
  push(Kind::field, begin, name);
  return true;
}

void Lexer::unknown_field(std::string_view word, std::size_t begin) {
  const std::size_t colon = word.find(':');
  if (colon == std::string_view::npos || colon < 2 || colon > 20) return;
  const std::string_view name = word.substr(0, colon);
  if (!std::all_of(name.begin(), name.end(), [](char c) { return ascii::is_lower(c) || c == '_'; }))
    return;
  const std::size_t value = begin + colon + 1;
  const bool valued = value < text_.size() &&
                      (is_letter(text_[value]) || is_digit(text_[value]) || quote_at(value) != 0);
  if (!valued || is_field_(name) || is_id_space(name) || read_concept_id(word)) return;
  if (out_.unknown_fields.size() < limit_) out_.unknown_fields.emplace_back(begin, begin + colon);
}

bool Lexer::operators(std::string_view word, std::size_t begin) {
  if (word == "AND" || word == "&&") return push(Kind::and_, begin, std::string(word)), true;
  if (word == "OR" || word == "||") return push(Kind::or_, begin, std::string(word)), true;
  if (word == "NOT") return push(Kind::not_, begin, std::string(word)), true;
  const bool joins = !out_.tokens.empty() && (out_.tokens.back().kind == Kind::word ||
                                              out_.tokens.back().kind == Kind::phrase ||
                                              out_.tokens.back().kind == Kind::close);
  const bool stopped = at_ != begin + word.size();  // adj. is an abbreviation
  if (const auto sign = read_foreign_nearness(word); sign && joins && !stopped) {
    push(Kind::near, begin, std::string(word), sign->distance);
    near_signs_.emplace_back(out_.tokens.size() - 1, sign->needs);
    return true;
  }
  if (word.substr(0, 4) != "NEAR") return false;
  const std::string_view rest = word.substr(4);
  if (rest.empty()) return push(Kind::near, begin, "NEAR", 10), true;
  if ((rest.front() != '/' && rest.front() != ':') || rest.size() < 2 || rest.size() > 5 ||
      rest.find_first_not_of("0123456789", 1) != std::string_view::npos) {
    return false;
  }
  push(Kind::near, begin, std::string(word),
       std::strtod(std::string(rest.substr(1)).c_str(), nullptr));
  return true;
}

std::size_t Lexer::space_at(std::size_t at) const {
  const auto c = static_cast<unsigned char>(text_[at]);
  if (c <= 0x20 || c == 0x7f) return 1;
  if (starts(at, "\u00a0")) return 2;
  if (c == 0xe2 || c == 0xe3) {
    for (const std::string_view s : {"\u2002", "\u2003", "\u2009", "\u200a", "\u202f", "\u3000",
                                     "\u2028", "\u2029", "\u200b"}) {
      if (starts(at, s)) return 3;
    }
  }
  return 0;
}

/// Bytes of the double quote, straight or curly, at the beginning of `text`; 0 if there is none.
static std::size_t quote_bytes(std::string_view text) {
  if (text.starts_with('"')) return 1;
  for (const std::string_view s : {"\u201c", "\u201d", "\u201e", "\u201f"}) {
    if (text.starts_with(s)) return s.size();
  }
  return 0;
}

std::size_t Lexer::quote_at(std::size_t at) const {
  return quote_bytes(text_.substr(at, 3));
}

void Lexer::blank_quotes(std::string& text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    const std::size_t n = quote_bytes(std::string_view(text).substr(i, 3));
    std::fill_n(text.begin() + static_cast<std::ptrdiff_t>(i), n, ' ');
  }
}

void Lexer::skip_space() {
  while (at_ < text_.size()) {
    const std::size_t n = space_at(at_);
    if (n == 0) return;
    at_ += n;
  }
}

bool is_pubmed_tag(std::string_view name) {
  std::string low = ascii::lower_case(name);
  if (const std::size_t near = low.find(":~"); near != std::string::npos) {  // [tiab:~3]
    const std::string_view distance = std::string_view(low).substr(near + 2);
    if (distance.empty() || distance.size() > 3 || !ascii::all_digits(distance)) return false;
    low.resize(near);
  }
  return find_tag(low).has_value();
}

LexedQuery lex_query(std::string_view text, std::size_t limit, const IsFieldName& is_field) {
  return Lexer(text, limit, is_field).run();
}

}  // namespace osteon
