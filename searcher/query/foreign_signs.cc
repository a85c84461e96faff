// Where other databases' signs stand in a query, and which tokens of ours they are.
#include <algorithm>
#include <iterator>

#include "base/ascii.h"
#include "searcher/query/dialects.h"
#include "searcher/query/lexer_parts.h"

namespace osteon {

using ascii::is_digit;
using ascii::is_letter;
using ascii::is_upper;

using Kind = QueryToken::Kind;

void Lexer::suffix() {
  const auto sign = read_foreign_suffix(text_.substr(at_, 40));
  if (!sign) return;
  const std::size_t begin = at_;
  at_ += sign->length;
  push(Kind::tag, begin, sign->name);
  foreign(begin, '[' + sign->name + ']');
}

bool Lexer::single_quoted() {
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

bool Lexer::years_in_brackets() {
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

bool Lexer::heading(std::string_view opening, char closing) {
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
  if (from >= to || text_.substr(from, to - from).find('"') != std::string_view::npos) return false;
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

bool Lexer::foreign_field() {
  const std::size_t begin = at_;
  if (starts(at_, "PUBYEAR ")) return publication_year();
  if (auto sign = read_foreign_field(text_.substr(at_, 40)); sign && (!sign->spaced || first())) {
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
  if (typed) {
    std::replace(name.begin(), name.end(), '_', ' ');
    push(Kind::phrase, from, std::move(name));
    return true;
  }
  for (std::size_t at = 0; at < name.size();) {
    const std::size_t end = std::min(name.find('_', at), name.size());
    push_literal(from + at, from + end);
    at = end + 1;
  }
  return true;
}

bool Lexer::first() const {
  if (out_.tokens.empty()) return true;
  const QueryToken& last = out_.tokens.back();
  switch (last.kind) {
    case Kind::open:
    case Kind::and_:
    case Kind::or_:
    case Kind::not_:
    case Kind::near:
    case Kind::minus:
      return true;
    case Kind::word:
      return !last.literal && (last.text == "and" || last.text == "or" || last.text == "not");
    default:
      return false;
  }
}

bool Lexer::ovid_heading() {
  if (!first()) return false;
  const auto read = read_ovid_heading(text_.substr(at_, max_word_bytes));
  if (!read) return false;
  push_heading(*read);
  return true;
}

bool Lexer::ebsco_heading() {
  if (!first()) return false;
  const auto read = read_ebsco_heading(text_.substr(at_, max_word_bytes));
  if (!read) return false;
  push_heading(*read);
  return true;
}

void Lexer::push_heading(const ForeignHeading& read) {
  const std::size_t begin = at_;
  const std::string tag = read.exploded ? "mh" : "mh:noexp";
  std::string name(text_.substr(at_ + read.begin, read.end - read.begin));
  at_ += read.length;
  foreign(begin, '"' + name + "\"[" + tag + ']');
  push(Kind::phrase, begin, std::move(name));
  out_.tokens.back().text_begin = begin + read.begin;
  push(Kind::tag, begin, tag);
}

bool Lexer::scopus_limit() {
  const auto limit = read_scopus_limit(text_.substr(at_, max_word_bytes));
  if (!limit) return false;
  const std::size_t begin = at_;
  at_ += limit->length;
  if (limit->name.empty()) {
    foreign(begin, "nothing: papers here do not say it");
    return true;
  }
  if (limit->excluded) push(Kind::not_, begin, "NOT");
  push(Kind::field, begin, limit->name);
  push(Kind::phrase, begin, limit->value);
  foreign(begin, (limit->excluded ? "NOT " : "") + limit->name + ":\"" + limit->value + '"');
  return true;
}

std::string Lexer::with_star(std::string_view word) {
  const std::size_t sign = word.rfind('$');
  if (sign == std::string_view::npos || sign < 3 || !ascii::is_lower(word[sign - 1]) ||
      word.size() - sign > 3 ||
      !(sign + 1 == word.size() || ascii::all_digits(word.substr(sign + 1)))) {
    return std::string(word);
  }
  std::string out(word.substr(0, sign));
  out += '*';
  const auto begin = static_cast<std::size_t>(word.data() - text_.data());
  if (out_.foreign.size() < limit_) out_.foreign.push_back({begin, begin + word.size(), out});
  return out;
}

void Lexer::settle_near_signs() {
  if (near_signs_.empty()) return;
  const auto is_sign = [](const QueryToken& token) {
    return (token.kind != Kind::word && token.kind != Kind::near) ||
           token.text.find('*') != std::string::npos;
  };
  const bool others = !out_.foreign.empty() || std::ranges::any_of(out_.tokens, is_sign) ||
                      std::ranges::any_of(near_signs_, [](const auto& one) {
                        return one.second == ForeignNearness::Needs::nothing;
                      });
  const bool alone = out_.tokens.size() <= 3;  // gait NEXT speed
  for (const auto& [at, needs] : near_signs_) {
    QueryToken& token = out_.tokens[at];
    const bool beside = is_sign(out_.tokens[at - 1]) ||
                        (at + 1 < out_.tokens.size() && is_sign(out_.tokens[at + 1]));
    if (needs == ForeignNearness::Needs::nothing ||
        (needs == ForeignNearness::Needs::other_signs && (others || alone)) ||
        (needs == ForeignNearness::Needs::sign_beside && beside)) {
      if (out_.foreign.size() < limit_)
        out_.foreign.push_back(
            {token.begin, token.end, "NEAR/" + std::to_string(static_cast<int>(token.number))});
    } else {
      token.kind = Kind::word;
    }
  }
}

bool Lexer::publication_year() {
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

void Lexer::read_small_operators() {
  for (QueryToken& token : out_.tokens) {
    if (token.kind != Kind::word || token.literal) continue;
    if (token.text == "and") token.kind = Kind::and_;
    if (token.text == "or") token.kind = Kind::or_;
    if (token.text == "not") token.kind = Kind::not_;
  }
}

std::size_t Lexer::foreign_suffix_of(std::string_view word) const {
  constexpr std::size_t none = std::string_view::npos;
  if (word.size() < 3 || word.find("//") != none) return none;
  for (const std::size_t at :
       {word.rfind(':'), word.rfind('.', word.size() - 2), word.rfind('/')}) {
    if (at == none || at < 2) continue;
    const auto sign = read_foreign_suffix(text_.substr(at_ + at, 40));
    if (sign && at + sign->length == word.size()) return at;
  }
  const bool heading = word.back() == '/' && is_letter(word[word.size() - 2]) && is_upper(word[0]);
  return heading ? word.size() - 1 : none;
}

void Lexer::foreign(std::size_t begin, std::string read_as) {
  std::size_t end = at_;
  while (end > begin + 1 && text_[end - 1] == ' ') --end;
  if (out_.foreign.size() < limit_) out_.foreign.push_back({begin, end, std::move(read_as)});
}

}  // namespace osteon
