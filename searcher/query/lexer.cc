// Cuts a query into tokens; signs inside a word belong to the word.
#include "searcher/query/lexer.h"

#include <algorithm>
#include <cstdlib>

#include "base/ascii.h"
#include "searcher/query/dialects.h"
#include "searcher/query/fields.h"
#include "searcher/query/words.h"

namespace osteon {
namespace {

using ascii::is_digit;
using ascii::is_letter;

using Kind = QueryToken::Kind;

// Longer than any index term; also keeps the scan for closing parentheses linear.
constexpr std::size_t max_word_bytes = 240;

class Lexer {
 public:
  Lexer(std::string_view text, std::size_t limit, const IsFieldName& is_field)
      : text_(text), limit_(limit), is_field_(is_field) {}

  LexedQuery run() {
    while (true) {
      skip_space();
      if (at_ >= text_.size()) break;
      if (out_.tokens.size() >= limit_) {
        out_.truncated = true;
        break;
      }
      step();
    }
    if (!out_.foreign.empty()) read_small_operators();
    push(Kind::end, at_, {});
    return std::move(out_);
  }

 private:
  char peek(std::size_t ahead = 0) const {
    return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0';
  }
  bool starts(std::size_t at, std::string_view what) const {
    return text_.compare(at, what.size(), what) == 0;
  }
  /// Bytes of the white space or control character at `at`; 0 if it is neither.
  std::size_t space_at(std::size_t at) const {
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
  /// Bytes of the double quote at `at`, straight or curly; 0 if there is none.
  std::size_t quote_at(std::size_t at) const {
    if (text_[at] == '"') return 1;
    for (const std::string_view s : {"\u201c", "\u201d", "\u201e", "\u201f"}) {
      if (starts(at, s)) return 3;
    }
    return 0;
  }
  void skip_space() {
    while (at_ < text_.size()) {
      const std::size_t n = space_at(at_);
      if (n == 0) return;
      at_ += n;
    }
  }
  void push(Kind kind, std::size_t begin, std::string text, double number = 0) {
    out_.tokens.push_back({kind, std::move(text), number, true, begin, at_, begin});
  }

  void step() {
    constexpr std::string_view opening = ",;:!?";
    if (opening.find(peek()) != std::string_view::npos) {
      ++at_;
      return;
    }
    const std::size_t begin = at_;
    if (const std::size_t n = quote_at(at_); n != 0) return phrase(n);
    switch (peek()) {
      case '(':
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
        if (tag() || years_in_brackets() || heading("[mh ", ']') || heading("[mh ^", ']')) return;
        break;
      case '\'':
        if (single_quoted()) return;
        break;
      default:
        break;
    }
    word();
  }

  void phrase(std::size_t quote) {
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

  void foreign(std::size_t begin, std::string read_as) {
    if (out_.foreign.size() < limit_) out_.foreign.push_back({begin, at_, std::move(read_as)});
  }

  /// :ti,ab,kw or .ti,ab. or /exp, right after what it belongs to.
  void suffix() {
    const auto sign = read_foreign_suffix(text_.substr(at_, 40));
    if (!sign) return;
    const std::size_t begin = at_;
    at_ += sign->length;
    push(Kind::tag, begin, sign->name);
    foreign(begin, '[' + sign->name + ']');
  }

  /// 'gait speed'/exp, 'gait speed':ti: quoted only where such a sign follows, since apostrophes
  /// are common.
  bool single_quoted() {
    const std::size_t close = text_.substr(at_, max_word_bytes).find('\'', 1);
    if (close == std::string_view::npos || close < 2 ||
        !read_foreign_suffix(text_.substr(at_ + close + 1, 40))) {
      return false;
    }
    const std::size_t begin = at_;
    at_ += close + 1;
    push(Kind::phrase, begin, std::string(text_.substr(begin + 1, close - 1)));
    out_.tokens.back().text_begin = begin + 1;
    suffix();
    return true;
  }

  /// FIRST_PDATE:[2019-01-01 TO 2021-12-31], as Europe PMC and Lucene write a range.
  bool years_in_brackets() {
    const bool valued = !out_.tokens.empty() && out_.tokens.back().kind == Kind::field &&
                        out_.tokens.back().end == at_;
    const std::size_t close = text_.substr(at_, 60).find(']');
    if (!valued || close == std::string_view::npos) return false;
    const std::size_t begin = at_;
    at_ += close + 1;
    push(Kind::phrase, begin, std::string(text_.substr(begin + 1, close - 1)));
    out_.tokens.back().text_begin = begin + 1;
    return true;
  }

  /// [mh "Muscle Strength"], [mh ^Sarcopenia] and MeSH descriptor: [Sarcopenia] explode all trees,
  /// as Cochrane writes headings.
  bool heading(std::string_view opening, char closing) {
    if (!starts(at_, opening)) return false;
    const std::size_t close = text_.substr(at_, max_word_bytes).find(closing, opening.size());
    if (close == std::string_view::npos) return false;
    const std::size_t begin = at_;
    std::size_t from = at_ + opening.size(), to = at_ + close;
    bool exploded = true;
    if (from < to && text_[from] == '^') {
      exploded = false;
      ++from;
    }
    if (from < to && text_[from] == '"') ++from;
    if (from < to && text_[to - 1] == '"') --to;
    if (from >= to) return false;
    at_ += close + 1;
    for (const std::string_view after : {" explode all trees", " this term only"}) {
      if (!starts(at_, after)) continue;
      at_ += after.size();
      exploded = after == " explode all trees";
    }
    push(Kind::phrase, begin, std::string(text_.substr(from, to - from)));
    out_.tokens.back().text_begin = from;
    const std::string tag = exploded ? "mh" : "mh:noexp";
    push(Kind::tag, begin, tag);
    foreign(begin, '"' + std::string(text_.substr(from, to - from)) + "\"[" + tag + ']');
    return true;
  }

  /// TITLE-ABS-KEY( and TS=( and PUBYEAR > 2018 and @GENE_BRCA1.
  bool foreign_field() {
    const std::size_t begin = at_;
    if (starts(at_, "PUBYEAR ")) return publication_year();
    if (auto sign = read_foreign_field(text_.substr(at_, 40))) {
      at_ += sign->length;
      if (!sign->name.empty()) push(Kind::field, begin, sign->name);
      foreign(begin, sign->name.empty() ? "any text" : sign->name + ':');
      return true;
    }
    const auto mark = read_entity_mark(text_.substr(at_, 40));
    if (!mark) return false;
    at_ += mark->length;
    const bool typed = !mark->name.empty() && is_field_(mark->name);
    if (typed) push(Kind::field, begin, mark->name);
    foreign(begin, typed ? mark->name + ':' : "words");
    const std::size_t from = at_;
    at_ = std::max(word_end(), at_ + 1);
    std::string name(text_.substr(from, at_ - from));
    std::replace(name.begin(), name.end(), '_', ' ');
    push(typed ? Kind::phrase : Kind::word, from, std::move(name));
    return true;
  }

  /// PUBYEAR > 2018, PUBYEAR AFT 2018.
  bool publication_year() {
    static constexpr std::pair<std::string_view, std::string_view> signs[] = {
        {"> ", ">"}, {"< ", "<"}, {"= ", ""}, {"AFT ", ">"}, {"BEF ", "<"}, {"IS ", ""}};
    for (const auto& [theirs, ours] : signs) {
      const std::size_t year = at_ + 8 + theirs.size();
      if (!starts(at_ + 8, theirs) || year + 4 > text_.size() ||
          !ascii::all_digits(text_.substr(year, 4))) {
        continue;
      }
      const std::size_t begin = at_;
      at_ = year + 4;
      push(Kind::field, begin, "year");
      push(Kind::word, begin, std::string(ours) + std::string(text_.substr(year, 4)));
      foreign(begin, "year:" + out_.tokens.back().text);
      return true;
    }
    return false;
  }

  /// Ovid's "exp Muscle Strength/": true at "exp" if a heading's slash comes before any other sign.
  bool exploded_heading() const {
    const std::string_view rest = text_.substr(at_, 120);
    const std::size_t sign = rest.find_first_of("/()\"\n[", 4);
    return rest.starts_with("exp ") && sign != std::string_view::npos && rest[sign] == '/' &&
           (sign + 1 == rest.size() || space_at(at_ + sign + 1) != 0 || rest[sign + 1] == ')');
  }

  /// Those who write other databases' signs write "and" in small letters too.
  void read_small_operators() {
    for (QueryToken& token : out_.tokens) {
      if (token.kind != Kind::word) continue;
      if (token.text == "and") token.kind = Kind::and_;
      if (token.text == "or") token.kind = Kind::or_;
      if (token.text == "not") token.kind = Kind::not_;
    }
  }

  /// ~3 right after a phrase, as Lucene writes it, is PubMed's [all:~3].
  void nearness() {
    if (peek() != '~' || !is_digit(peek(1))) return;
    const std::size_t begin = at_++;
    std::string digits;
    while (is_digit(peek()) && digits.size() < 3) digits += text_[at_++];
    push(Kind::tag, begin, "all:~" + digits);
  }

  /// ^2 or ^0.5 right after a phrase or a group.
  void boost() {
    if (peek() != '^' || !is_digit(peek(1))) return;
    const std::size_t begin = at_++;
    std::string digits;
    while (is_digit(peek()) || (peek() == '.' && is_digit(peek(1)))) digits += text_[at_++];
    push(Kind::boost, begin, {}, std::strtod(digits.c_str(), nullptr));
  }

  bool tag() {
    const std::size_t close = text_.substr(at_, 40).find(']');
    if (close == std::string_view::npos) return false;
    const std::string name = ascii::lower_case(text_.substr(at_ + 1, close - 1));
    if (!is_pubmed_tag(name)) return false;
    const std::size_t begin = at_;
    at_ += close + 1;
    push(Kind::tag, begin, name);
    return true;
  }

  /// Where the word at `at_` ends: at white space, a quote, a known tag, or a parenthesis that is
  /// not closed inside the word.
  std::size_t word_end() const {
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

  void word() {
    const std::size_t begin = at_;
    if (field() || foreign_field() || heading("MeSH descriptor: [", ']')) return;
    if (exploded_heading()) {
      at_ += 3;
      exploded_ = true;
      return;
    }
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
        {Kind::word, std::string(word), 0, true, place, place + word.size(), place});
    if (boosted > 0) {
      out_.tokens.push_back({Kind::boost, {}, boosted, true, boost_begin, end, boost_begin});
    }
    if (sign == std::string_view::npos) return;
    const bool heading = peek() == '/' && !is_letter(peek(1));
    if (!heading) return suffix();
    ++at_;  // Ovid's heading
    const std::string tag = std::exchange(exploded_, false) ? "mh" : "mh:noexp";
    push(Kind::tag, end, tag);
    foreign(end, '[' + tag + ']');
  }

  /// Where in `word`, which begins at `at_`, another database's sign begins; npos if it has none.
  std::size_t foreign_suffix_of(std::string_view word) const {
    constexpr std::size_t none = std::string_view::npos;
    if (word.size() < 3 || word.find("//") != none) return none;
    for (const std::size_t at :
         {word.rfind(':'), word.rfind('.', word.size() - 2), word.rfind('/')}) {
      if (at == none || at < 2) continue;
      const auto sign = read_foreign_suffix(text_.substr(at_ + at, 40));
      if (sign && at + sign->length == word.size()) return at;
    }
    const bool heading = word.back() == '/' && is_letter(word[word.size() - 2]) &&
                         (exploded_ || (word[0] >= 'A' && word[0] <= 'Z'));
    return heading ? word.size() - 1 : none;
  }

  bool field() {
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

  /// Lower-case letters and a colon, then something: meant as a field, unless it is an address.
  void unknown_field(std::string_view word, std::size_t begin) {
    const std::size_t colon = word.find(':');
    if (colon == std::string_view::npos || colon < 2 || colon > 20) return;
    const std::string_view name = word.substr(0, colon);
    if (!std::all_of(name.begin(), name.end(),
                     [](char c) { return ascii::is_lower(c) || c == '_'; }))
      return;
    const std::size_t value = begin + colon + 1;
    const bool valued = value < text_.size() &&
                        (is_letter(text_[value]) || is_digit(text_[value]) || quote_at(value) != 0);
    if (!valued || is_field_(name) || is_id_space(name) || read_concept_id(word)) return;
    if (out_.unknown_fields.size() < limit_) out_.unknown_fields.emplace_back(begin, begin + colon);
  }

  bool operators(std::string_view word, std::size_t begin) {
    if (word == "AND" || word == "&&") return push(Kind::and_, begin, std::string(word)), true;
    if (word == "OR" || word == "||") return push(Kind::or_, begin, std::string(word)), true;
    if (word == "NOT") return push(Kind::not_, begin, std::string(word)), true;
    const bool joins = !out_.tokens.empty() && (out_.tokens.back().kind == Kind::word ||
                                                out_.tokens.back().kind == Kind::phrase ||
                                                out_.tokens.back().kind == Kind::close);
    if (const auto distance = read_foreign_nearness(word); distance && joins) {
      push(Kind::near, begin, std::string(word), *distance);
      foreign(begin, "NEAR/" + std::to_string(static_cast<int>(*distance)));
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

  std::string_view text_;
  std::size_t limit_;
  const IsFieldName& is_field_;
  std::size_t at_ = 0;
  bool exploded_ = false;  // "exp" was read, and its heading was not
  LexedQuery out_;
};

}  // namespace

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
