// A lenient recursive-descent parser: OR < AND, NOT < NEAR < words side by side.
#include "searcher/query/parser.h"

#include <algorithm>
#include <utility>

#include "searcher/query/fields.h"
#include "searcher/query/lexer.h"
#include "searcher/query/nodes.h"
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
  Parser(std::string_view text, const QueryLanguage& language) : language_(language) {
    LexedQuery lexed = lex_query(text, max_query_tokens, [this](std::string_view name) {
      return find_field(name, language_).use != FieldUse::none;
    });
    tokens_ = std::move(lexed.tokens);
    for (const auto& [begin, end] : lexed.long_words) {
      notice("ignored", "longer than any word of an index", begin, end);
    }
    for (const auto& [begin, end] : lexed.unknown_fields) {
      const std::string name(text.substr(begin, end - begin));
      notice("unknown_field", "no field is called “" + name + ":”; it is searched as a word", begin,
             end);
    }
    if (lexed.truncated) {
      notice("truncated", "only the first " + std::to_string(max_query_tokens) + " words are read",
             tokens_.back().begin, text.size());
    }
  }

  ParsedQuery run() {
    ParsedQuery out;
    if (is_prose()) {
      out.query = prose();
    } else {
      out.query = group(0);
    }
    if (skipped_depth_) {
      notice(
          "depth",
          "parentheses nested more than " + std::to_string(max_query_depth) + " deep are not read",
          0, 0);
    }
    std::stable_sort(notices_.begin(), notices_.end(),
                     [](const Notice& a, const Notice& b) { return a.begin < b.begin; });
    if (notices_.size() > max_query_notices) notices_.resize(max_query_notices);
    out.notices = std::move(notices_);
    return out;
  }

 private:
  const QueryToken& now() const { return tokens_[at_]; }
  bool is(TokenKind kind) const { return now().kind == kind; }

  void notice(std::string kind, std::string message, std::size_t begin, std::size_t end) {
    if (notices_.size() < 10 * max_query_notices) {
      notices_.push_back({std::move(kind), std::move(message), begin, end});
    }
  }
  void notice(std::string kind, std::string message, const QueryToken& token) {
    notice(std::move(kind), std::move(message), token.begin, token.end);
  }

  /// Pasted text: many words and hardly an operator.
  bool is_prose() const {
    std::size_t words = 0, signs = 0;
    for (const QueryToken& t : tokens_) {
      words += t.kind == TokenKind::word;
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
    notice("like", "a long text: passages are looked for that share its telling words", q.begin,
           q.end);
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
    if (!g.scope.empty()) {
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
      notice("precedence", "AND and NOT are read before OR; parentheses make the order plain",
             begin, now().begin);
    }
    return collapse(Kind::any_of, std::move(branches));
  }

  void ignored_operator() { ignored_operator(at_); }
  void ignored_operator(std::size_t at) {
    notice("operator", tokens_[at].text + " has nothing to join and is not read", tokens_[at]);
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
      std::vector<Query> children;
      for (Query* side : {&left, &right}) {
        if (side == &left && side->kind == Kind::near && side->distance == distance &&
            side->boost == 1) {
          for (Query& child : side->children) children.push_back(std::move(child));
        } else {
          children.push_back(std::move(*side));
        }
      }
      left = make_node(Kind::near, std::move(children));
      left.distance = distance;
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
          notice("unbalanced", "a closing parenthesis without an opening one", now());
        }
        ++at_;
        continue;
      }
      if (is(TokenKind::tag)) {
        apply_tag(items);
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
      if (q.kind != Kind::negation) q.boost *= factor;
    } else {
      notice("ignored", "a boost is a number from 0.01 to 100", now());
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
    std::vector<Query> merged;
    for (Query& item : flat) {
      const bool words = item.kind == Kind::words && item.boost == 1;
      if (words && !merged.empty() && merged.back().kind == Kind::words &&
          merged.back().boost == 1) {
        append_words(merged.back(), item);
      } else {
        merged.push_back(std::move(item));
      }
    }
    std::vector<Query> out;
    for (Query& item : merged) {
      if (item.kind != Kind::words || item.boost != 1) {
        out.push_back(std::move(item));
        continue;
      }
      for (Query& part : split_spoken_ids(std::move(item))) out.push_back(std::move(part));
    }
    if (out.empty()) return {};
    if (out.size() == 1) return std::move(out.front());
    return make_node(Kind::list, std::move(out));
  }

  /// Reads one item; false at an operator, a closing parenthesis or the end. `out` stays `nothing`
  /// for what is dropped.
  bool primary(Query& out, Group& g, std::size_t depth) {
    const QueryToken& token = now();
    switch (token.kind) {
      case TokenKind::word:
        ++at_;
        if (token.text == "noexp") {
          g.unexploded = true;
          return true;
        }
        out = word(token);
        return true;
      case TokenKind::phrase:
        ++at_;
        out = phrase(token);
        return true;
      case TokenKind::tilde:
        ++at_;
        if (is(TokenKind::phrase)) {
          out = phrase(now());
          out.expanded = out.kind == Kind::phrase;
          ++at_;
        }
        return true;
      case TokenKind::minus: {
        ++at_;
        Group inner;
        Query q;
        if (primary(q, inner, depth)) {
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

  void open(Query& out, std::size_t depth) {
    const QueryToken& token = now();
    ++at_;
    if (depth + 1 >= max_query_depth) {
      ++skipped_open_;
      skipped_depth_ = true;
      return;
    }
    const std::size_t skipped = std::exchange(skipped_open_, 0);
    out = group(depth + 1);
    skipped_open_ = skipped;
    if (is(TokenKind::close)) {
      ++at_;
    } else {
      notice("unbalanced", "an opening parenthesis without a closing one", token);
    }
    if (out.kind == Kind::nothing) notice("ignored", "nothing between the parentheses", token);
  }

  Query phrase(const QueryToken& token) {
    if (!token.closed) notice("unbalanced", "an opening quote without a closing one", token);
    Query q = make_spaced(Kind::phrase, token);
    if (!has_letters(q.text)) return {};
    return q;
  }

  Query word(const QueryToken& token) {
    const std::string& text = token.text;
    if (!has_letters(text)) return {};
    if (auto paper = read_paper_id(text)) return placed(std::move(*paper), token);
    if (auto id = read_concept_id(text)) return placed(std::move(*id), token);
    const std::size_t star = text.find('*');
    if (star == std::string::npos) {
      hint(token);
      return make_leaf(Kind::words, token);
    }
    const auto is_digit = [&](std::size_t i) {
      return i < text.size() && text[i] >= '0' && text[i] <= '9';
    };
    if (star > 0 && is_digit(star + 1) && text.back() != '*') return make_leaf(Kind::words, token);
    const std::size_t last = text.back() == '*' && star > 0 && is_digit(star + 1)
                                 ? text.size() - 1  // HLA-B*27*
                                 : star;
    Query q = make_leaf(Kind::prefix, token);
    q.text = text.substr(0, last);
    q.pieces.clear();
    if (last + 1 < text.size()) {
      notice("prefix", "* stands only at the end of a word", token);
      if (last == 0) {
        QueryToken bare = token;
        std::erase(bare.text, '*');
        const bool reserved = bare.text == "AND" || bare.text == "OR" || bare.text == "NOT" ||
                              bare.text == "noexp" || bare.text.substr(0, 4) == "NEAR" ||
                              bare.text.find_first_of(":[](^-+~") != std::string::npos;
        return reserved ? Query{} : word(bare);
      }
    }
    if (!has_letters(q.text) || q.text.size() < 2) {
      notice("prefix", "a prefix needs at least two characters", token);
      return {};
    }
    return q;
  }

  void hint(const QueryToken& token) {
    if ((token.text == "or" || token.text == "not") && !hinted_) {
      hinted_ = true;
      notice("hint", "“" + token.text + "” is read as a word; operators are written in capitals",
             token);
    }
  }

  static Query placed(Query q, const QueryToken& token) {
    q.begin = token.begin;
    q.end = token.end;
    return q;
  }

  void field(Query& out, const QueryToken& name, Group& g, std::size_t depth) {
    const FieldName f = find_field(name.text, language_);
    const bool value = is(TokenKind::word) || is(TokenKind::phrase) || is(TokenKind::open) ||
                       is(TokenKind::tilde) || is(TokenKind::field) || is(TokenKind::minus);
    if (!value) {
      notice("ignored", name.text + ": is followed by nothing", name);
      return;
    }
    if (f.use == FieldUse::scope) {
      const std::string unit = is(TokenKind::word) ? now().text : std::string();
      if (unit == "sentence" || unit == "section" || unit == "paper" || unit == "passage") {
        g.scope = unit;
      } else {
        notice("ignored", "scope: takes sentence, passage, section or paper", name);
      }
      if (is(TokenKind::word)) ++at_;
      return;
    }
    Query inner;
    if (f.use == FieldUse::text || f.use == FieldUse::unexploded) {
      Group mine;
      primary(inner, mine, depth);
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
      notice("ignored", name.text + ": is followed by no value", name);
      return;
    }
    out = valued(f, std::move(inner), name);
    if (out.kind != Kind::nothing) out.begin = name.begin;
  }

  /// The values under a field, each made what the field makes of a value.
  Query valued(const FieldName& f, Query inner, const QueryToken& name) {
    if (inner.kind == Kind::nothing || inner.text.empty()) {
      if (inner.children.empty()) {
        if (inner.kind != Kind::nothing)
          notice("ignored", name.text + ": is followed by no value", name);
        return {};
      }
      std::vector<Query> made;
      for (Query& child : inner.children) {
        Query q = valued(f, std::move(child), name);
        if (q.kind != Kind::nothing) made.push_back(std::move(q));
      }
      if (made.empty()) return {};
      if (inner.kind == Kind::negation) return negated(std::move(made.front()));
      return collapse(inner.kind == Kind::any_of ? Kind::any_of : Kind::all_of, std::move(made));
    }
    Query q;
    switch (f.use) {
      case FieldUse::years:
        if (auto years = read_years(f.name, inner.text)) {
          q = std::move(*years);
        } else {
          notice("ignored", name.text + ": takes a year or a range such as 2018..2024", inner.begin,
                 inner.end);
        }
        break;
      case FieldUse::paper:
        q = read_paper_field(f.name, inner.text);
        break;
      case FieldUse::like:
        q.kind = Kind::like;
        q.text = std::move(inner.text);
        q.pieces = std::move(inner.pieces);
        break;
      default:
        q.kind = f.use == FieldUse::filter ? Kind::filter : Kind::concept_id;
        q.field = f.name;
        q.text = inner.text;
        break;
    }
    q.begin = inner.begin;
    q.end = inner.end;
    return q;
  }

  /// PubMed: a tag belongs to the words, or the phrase, right before it.
  void apply_tag(std::vector<Query>& items) {
    const QueryToken& tag = now();
    std::vector<Query> mine;
    while (!items.empty()) {
      Query& last = items.back();
      const bool words = last.kind == Kind::words && last.boost == 1;
      if (!(words || (mine.empty() && (last.kind == Kind::phrase || last.kind == Kind::prefix))))
        break;
      mine.insert(mine.begin(), std::move(last));
      items.pop_back();
      if (!words) break;
    }
    if (mine.empty()) {
      if (items.empty()) notice("ignored", "[" + tag.text + "] has nothing before it", tag);
      return;
    }
    Query operand_q = std::move(mine.front());
    for (std::size_t i = 1; i < mine.size(); ++i) append_words(operand_q, mine[i]);
    const FieldName f = field_of_tag(tag.text);
    const bool unexploded = tag.text.find(":noexp") != std::string::npos;
    if (f.use == FieldUse::none) {  // any text: what words are without a tag
      items.push_back(std::move(operand_q));
      return;
    }
    if (tag.text.substr(0, 4) == "majr") {
      notice("pubmed", "[majr] is read as [mh]: Osteon knows no major topics", tag);
    }
    Query made;
    if (f.use == FieldUse::text) {
      const std::size_t begin = operand_q.begin;
      std::vector<Query> parts{std::move(operand_q)};
      if (parts.front().kind == Kind::words) parts = split_spoken_ids(std::move(parts.front()));
      made = make_node(Kind::field, {collapse(Kind::list, std::move(parts))});
      made.field = f.name;
      made.begin = begin;
    } else {
      // An untruncated name is what these fields hold; a prefix is read as far as it goes.
      made = valued(f, std::move(operand_q), tag);
      if (unexploded && made.kind != Kind::nothing)
        made = make_node(Kind::unexploded, {std::move(made)});
    }
    if (made.kind == Kind::nothing) return;
    made.end = tag.end;
    // "2018"[dp] : "2020"[dp], as PubMed prints a range.
    if (made.kind == Kind::filter && made.field == "year" && !items.empty() &&
        items.back().kind == Kind::filter && items.back().field == "year") {
      items.back().kind = Kind::range;
      items.back().high = made.text;
      items.back().end = made.end;
      return;
    }
    items.push_back(std::move(made));
  }

  const QueryLanguage& language_;
  std::vector<QueryToken> tokens_;
  std::size_t at_ = 0;
  std::vector<Notice> notices_;
  std::size_t skipped_open_ = 0;
  bool skipped_depth_ = false;
  bool hinted_ = false;
  bool lifted_ = false;  // the last list gave filters to its group
};

}  // namespace

ParsedQuery parse_query(std::string_view text, const QueryLanguage& language) {
  return Parser(cleaned_query(text), language).run();
}

}  // namespace osteon
