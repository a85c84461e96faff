// A lenient recursive-descent parser: OR < AND, NOT < NEAR < words side by side.
#include "searcher/query/parser.h"

#include <algorithm>
#include <utility>

#include "searcher/query/fields.h"
#include "searcher/query/lexer.h"
#include "searcher/query/nodes.h"
#include "searcher/query/notice_list.h"
#include "searcher/query/values.h"
#include "searcher/query/words.h"

namespace osteon {
namespace {

using Kind = Query::Kind;
using TokenKind = QueryToken::Kind;

/// What a parenthesis (or the whole query) collects besides its expression.
struct Group {
  std::vector<Query> filters;
  std::string scope;
  bool unexploded = false;
};

class Parser {
 public:
  Parser(std::string_view text, const QueryLanguage& language, bool blank)
      : language_(language), blank_(blank) {
    LexedQuery lexed = lex_query(text, max_query_tokens, [this](std::string_view name) {
      return find_field(name, language_).use != FieldUse::none;
    });
    tokens_ = std::move(lexed.tokens);
    for (const auto& [begin, end] : lexed.long_words) {
      notices_.add("ignored", "longer than any word of an index", begin, end);
    }
    for (const auto& [begin, end] : lexed.unknown_fields) {
      const std::string name(text.substr(begin, end - begin));
      notices_.add("unknown_field", "no field is called “" + name + ":”; it is searched as a word",
                   begin, end);
    }
    for (const ForeignText& one : lexed.foreign) {
      notices_.add("syntax",
                   "“" + std::string(text.substr(one.begin, one.end - one.begin)) +
                       "” is read as " + one.read_as,
                   one.begin, one.end);
    }
    if (lexed.truncated) {
      notices_.add(
          "truncated",
          "only the first " + std::to_string(max_query_tokens) + " words and signs are read",
          tokens_.back().begin, text.size());
    }
    prose_ = is_prose();
    if (!prose_) leave_out_words(text.size());
  }

  ParsedQuery run() {
    ParsedQuery out;
    if (prose_) {
      out.query = prose();
    } else {
      out.query = group(0);
      if (out.query.kind == Kind::nothing && notices_.empty() && !blank_)
        notices_.add("ignored", "there is no word in it", 0, tokens_.back().end);
    }
    out.notices = notices_.take(max_query_notices);
    return out;
  }

 private:
  const QueryToken& now() const { return tokens_[at_]; }
  bool is(TokenKind kind) const { return now().kind == kind; }

  /// What a query asks for is bounded by its words: signs cost little.
  void leave_out_words(std::size_t text_size) {
    std::size_t words = 0;
    for (std::size_t i = 0; i < tokens_.size(); ++i) {
      words += tokens_[i].kind == TokenKind::word || tokens_[i].kind == TokenKind::phrase;
      if (words <= max_query_words) continue;
      tokens_.resize(i + 1);
      tokens_[i] = {};
      tokens_[i].begin = tokens_[i].end = tokens_[i - 1].end;
      notices_.add("truncated",
                   "only the first " + std::to_string(max_query_words) + " words are searched",
                   tokens_[i].begin, text_size);
      return;
    }
  }

  /// Pasted text: many words and hardly an operator. What is marked as words is not pasted.
  bool is_prose() const {
    std::size_t words = 0, signs = 0;
    for (const QueryToken& t : tokens_) {
      words += t.kind == TokenKind::word && !t.literal;
      signs += t.kind == TokenKind::and_ || t.kind == TokenKind::or_ || t.kind == TokenKind::not_ ||
               t.kind == TokenKind::near || t.kind == TokenKind::tag || t.kind == TokenKind::field;
    }
    return words > long_text_words && signs * 15 < words;
  }

  Query prose() {
    Query q;
    q.kind = Kind::like;
    for (const QueryToken& t : tokens_) {
      if (t.kind != TokenKind::word && t.kind != TokenKind::phrase && t.kind != TokenKind::and_ &&
          t.kind != TokenKind::or_ && t.kind != TokenKind::not_ && t.kind != TokenKind::field) {
        continue;
      }
      const Query words = make_spaced(Kind::words, t);
      if (words.text.empty()) continue;
      if (q.text.empty()) {
        q.text = words.text;
        q.pieces = words.pieces;
        q.begin = words.begin;
        q.end = words.end;
      } else {
        append_words(q, words);
      }
    }
    notices_.add("like", "a long text: passages are looked for that share its telling words",
                 q.begin, q.end);
    return q;
  }

  Query group(std::size_t depth) {
    Group g;
    Query q = alternatives(g, depth);
    if (!g.filters.empty()) {
      std::vector<Query> items;
      if (q.kind == Kind::list && q.boost == 1) {
        items = std::move(q.children);
      } else if (q.kind != Kind::nothing) {
        items.push_back(std::move(q));
      }
      for (Query& f : g.filters) items.push_back(std::move(f));
      q = items.size() == 1 ? std::move(items.front()) : make_node(Kind::list, std::move(items));
    }
    if (q.kind == Kind::nothing) return q;
    if (g.unexploded) q = make_node(Kind::unexploded, {std::move(q)});
    const bool said = q.kind == Kind::scope && q.text == g.scope;
    if (!g.scope.empty() && !said) {
      q = make_node(Kind::scope, {std::move(q)});
      q.text = g.scope;
    }
    return q;
  }

  Query alternatives(Group& g, std::size_t depth) {
    std::vector<Query> branches;
    bool mixed = false;
    const std::size_t begin = now().begin;
    while (true) {
      const std::size_t before = at_;
      Query q = conjunction(g, depth);
      mixed = mixed || q.kind == Kind::all_of;
      if (q.kind != Kind::nothing) branches.push_back(std::move(q));
      if (is(TokenKind::or_)) {
        if (at_ == before && branches.empty()) ignored_operator();
        ++at_;
        if (is(TokenKind::end) || is(TokenKind::close)) ignored_operator(at_ - 1);
        continue;
      }
      break;
    }
    if (mixed && branches.size() > 1) {
      notices_.add("precedence", "AND and NOT are read before OR; parentheses make the order plain",
                   begin, now().begin);
    }
    return collapse(Kind::any_of, std::move(branches));
  }

  void ignored_operator() { ignored_operator(at_); }
  void ignored_operator(std::size_t at) {
    notices_.add("operator", tokens_[at].text + " has nothing to join and is not read",
                 tokens_[at]);
  }

  Query conjunction(Group& g, std::size_t depth) {
    std::vector<Query> parts;
    bool negative = false;
    std::size_t pending = tokens_.size();  // the operator that waits for its right side
    while (true) {
      if (is(TokenKind::not_)) {
        negative = !negative;
        pending = at_++;
        continue;
      }
      Query q = nearness(g, depth);
      if (q.kind != Kind::nothing) {
        parts.push_back(negative ? negated(std::move(q)) : std::move(q));
        pending = tokens_.size();
        negative = false;
      } else if (pending != tokens_.size() && !lifted_) {
        ignored_operator(pending);
        pending = tokens_.size();
        negative = false;
      }
      lifted_ = false;
      if (is(TokenKind::and_)) {
        if (parts.empty()) ignored_operator();
        pending = at_++;
        continue;
      }
      if (is(TokenKind::not_)) continue;
      break;
    }
    return collapse(Kind::all_of, std::move(parts));
  }

  Query nearness(Group& g, std::size_t depth) {
    Query left = list(g, depth);
    while (is(TokenKind::near)) {
      const std::size_t sign = at_++;
      const auto distance =
          static_cast<std::uint32_t>(std::clamp(tokens_[sign].number, 1.0, 1000.0));
      Query right = list(g, depth);
      if (left.kind == Kind::nothing || right.kind == Kind::nothing) {
        ignored_operator(sign);
        if (left.kind == Kind::nothing) left = std::move(right);
        continue;
      }
      // Nothing is near to what must not be there.
      if (left.kind == Kind::negation || right.kind == Kind::negation) {
        ignored_operator(sign);
        std::vector<Query> both;
        both.push_back(std::move(left));
        both.push_back(std::move(right));
        left = collapse(Kind::all_of, std::move(both));
        continue;
      }
      const bool goes_on = left.kind == Kind::near && left.distance == distance && left.boost == 1;
      if (!goes_on) {
        left = make_node(Kind::near, {std::move(left)});
        left.distance = distance;
      }
      left.begin = std::min(left.begin, right.begin);
      left.end = std::max(left.end, right.end);
      left.children.push_back(std::move(right));
    }
    return left;
  }

  /// Words side by side. Filters among them hold for the whole group and move there.
  Query list(Group& g, std::size_t depth) {
    std::vector<Query> items;
    while (true) {
      if (is(TokenKind::close) && (depth == 0 || skipped_open_ > 0)) {
        if (skipped_open_ > 0) {
          --skipped_open_;
        } else {
          notices_.add("unbalanced", "a closing parenthesis without an opening one", now());
        }
        ++at_;
        continue;
      }
      if (is(TokenKind::tag)) {
        apply_tag(now(), items, notices_);
        ++at_;
        continue;
      }
      Query q;
      if (!primary(q, g, depth)) break;
      if (q.kind == Kind::nothing) continue;
      boost(q);
      items.push_back(std::move(q));
    }
    return joined(std::move(items), g);
  }

  void boost(Query& q) {
    if (!is(TokenKind::boost)) return;
    const double factor = now().number;
    if (factor >= 0.01 && factor <= 100) {
      if (q.kind != Kind::negation) q.boost = std::clamp(q.boost * factor, 0.01, 100.0);
    } else {
      notices_.add("ignored", "a boost is a number from 0.01 to 100", now());
    }
    ++at_;
  }

  Query joined(std::vector<Query> items, Group& g) {
    std::vector<Query> flat, filters;
    for (Query& item : items) {
      const bool plain_list = item.kind == Kind::list && item.boost == 1 &&
                              std::none_of(item.children.begin(), item.children.end(), is_filter);
      if (plain_list) {
        for (Query& child : item.children) flat.push_back(std::move(child));
      } else {
        flat.push_back(std::move(item));
      }
    }
    if (!std::all_of(flat.begin(), flat.end(), is_filter)) {
      const auto middle = std::stable_partition(flat.begin(), flat.end(),
                                                [](const Query& q) { return !is_filter(q); });
      for (auto it = middle; it != flat.end(); ++it) {
        g.filters.push_back(std::move(*it));
        lifted_ = true;
      }
      flat.erase(middle, flat.end());
    }
    std::vector<Query> out = merged_words(std::move(flat));
    if (out.empty()) return {};
    if (out.size() == 1) return std::move(out.front());
    return make_node(Kind::list, std::move(out));
  }

  /// Words side by side as one node, spoken ids (PMID 12) apart, each other part once: what is
  /// printed reads as itself. What is left out between two words makes these neighbours.
  static std::vector<Query> merged_words(std::vector<Query> items) {
    while (true) {
      std::vector<Query> merged, out;
      for (Query& item : without_repeats(std::move(items), Repeats::but_words)) {
        const bool words = item.kind == Kind::words && item.boost == 1;
        if (words && !merged.empty() && merged.back().kind == Kind::words &&
            merged.back().boost == 1) {
          append_words(merged.back(), item);
        } else {
          merged.push_back(std::move(item));
        }
      }
      for (Query& item : merged) {
        if (item.kind != Kind::words || item.boost != 1) {
          out.push_back(std::move(item));
          continue;
        }
        for (Query& part : split_spoken_ids(std::move(item))) out.push_back(std::move(part));
      }
      const std::size_t size = out.size();
      items = without_repeats(std::move(out), Repeats::but_words);
      if (items.size() == size) return items;
    }
  }

  /// Reads one item; false at an operator, a closing parenthesis or the end. `out` stays `nothing`
  /// for what is dropped.
  bool primary(Query& out, Group& g, std::size_t depth) {
    const QueryToken& token = now();
    switch (token.kind) {
      case TokenKind::word:
        ++at_;
        if (token.text == "noexp" && !token.literal) {
          g.unexploded = true;
          return true;
        }
        hint(token);
        out = read_word(token, notices_);
        return true;
      case TokenKind::phrase:
        ++at_;
        out = read_quoted(token, notices_);
        return true;
      case TokenKind::tilde:
        ++at_;
        if (is(TokenKind::phrase)) {
          out = read_quoted(now(), notices_);
          out.expanded = out.kind == Kind::phrase;
          ++at_;
        }
        return true;
      case TokenKind::minus: {
        ++at_;
        Group inner;
        Query q;
        if (primary(q, inner, depth + 1)) {
          boost(q);
          out = negated(std::move(q));
        }
        return true;
      }
      case TokenKind::open:
        open(out, depth);
        return true;
      case TokenKind::field:
        ++at_;
        field(out, token, g, depth);
        return true;
      case TokenKind::boost:
        ++at_;
        return true;
      default:
        return false;
    }
  }

  void too_deep(const QueryToken& token) {
    if (!std::exchange(skipped_depth_, true)) {
      notices_.add("depth",
                   "what is nested more than " + std::to_string(max_query_depth) +
                       " deep is read without its parentheses and fields",
                   token);
    }
  }

  void open(Query& out, std::size_t depth) {
    const QueryToken& token = now();
    ++at_;
    if (depth + 1 >= max_query_depth) {
      ++skipped_open_;
      too_deep(token);
      return;
    }
    const std::size_t skipped = std::exchange(skipped_open_, 0);
    out = group(depth + 1);
    skipped_open_ = skipped;
    if (is(TokenKind::close)) {
      ++at_;
    } else {
      notices_.add("unbalanced", "an opening parenthesis without a closing one", token);
    }
    if (out.kind == Kind::nothing)
      notices_.add("ignored", "nothing between the parentheses", token);
  }

  void hint(const QueryToken& token) {
    if ((token.text == "or" || token.text == "not") && !token.literal && !hinted_) {
      hinted_ = true;
      notices_.add("hint",
                   "“" + token.text + "” is read as a word; operators are written in capitals",
                   token);
    }
  }

  void field(Query& out, const QueryToken& name, Group& g, std::size_t depth) {
    const FieldName f = find_field(name.text, language_);
    if (depth + 1 >= max_query_depth) {
      if (f.use == FieldUse::scope && is(TokenKind::word)) ++at_;
      return too_deep(name);
    }
    const bool value = is(TokenKind::word) || is(TokenKind::phrase) || is(TokenKind::open) ||
                       is(TokenKind::tilde) || is(TokenKind::field) || is(TokenKind::minus);
    if (!value) {
      notices_.add("ignored", name.text + ": is followed by nothing", name);
      return;
    }
    if (f.use == FieldUse::scope) {
      const std::string unit = is(TokenKind::word) ? now().text : std::string();
      if (unit == "sentence" || unit == "section" || unit == "paper" || unit == "passage") {
        g.scope = unit;
      } else {
        notices_.add("ignored", "scope: takes sentence, passage, section or paper", name);
      }
      if (is(TokenKind::word)) ++at_;
      return;
    }
    Query inner;
    if (f.use == FieldUse::text || f.use == FieldUse::unexploded) {
      Group mine;
      primary(inner, mine, depth + 1);
      if (inner.kind == Kind::nothing) return;
      out = make_node(f.use == FieldUse::text ? Kind::field : Kind::unexploded, {std::move(inner)});
      if (f.use == FieldUse::text) out.field = f.name;
      out.begin = name.begin;
      return;
    }
    if (is(TokenKind::open)) {
      open(inner, depth);
    } else if (is(TokenKind::word)) {
      inner = make_leaf(Kind::words, now());
      ++at_;
    } else if (is(TokenKind::phrase)) {
      inner = make_spaced(Kind::words, now());
      ++at_;
    } else {
      notices_.add("ignored", name.text + ": is followed by no value", name);
      return;
    }
    out = read_values(f, std::move(inner), name, notices_);
    if (out.kind != Kind::nothing) out.begin = name.begin;
  }

  const QueryLanguage& language_;
  const bool blank_;  // nothing was typed
  std::vector<QueryToken> tokens_;
  std::size_t at_ = 0;
  NoticeList notices_;
  std::size_t skipped_open_ = 0;
  bool skipped_depth_ = false;
  bool prose_ = false;
  bool hinted_ = false;
  bool lifted_ = false;  // the last list gave filters to its group
};

}  // namespace

ParsedQuery parse_query(std::string_view text, const QueryLanguage& language) {
  const bool blank = text.find_first_not_of(" \t\r\n") == std::string_view::npos;
  return Parser(cleaned_query(text), language, blank).run();
}

}  // namespace osteon
