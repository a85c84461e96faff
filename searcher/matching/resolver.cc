// Chooses what each part of a query means in this index.
#include "searcher/matching/resolver.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "base/ascii.h"
#include "indexer/filter_terms.h"
#include "indexer/schema.h"
#include "searcher/matching/query_words.h"
#include "searcher/matching/resolver_parts.h"
#include "searcher/query/parser.h"
#include "searcher/query/words.h"
#include "searcher/word_forms.h"

namespace osteon {
namespace {

using Kind = Query::Kind;
using Part = Plan::Kind;

Plan make(Part kind, std::vector<Plan> children = {}) {
  Plan plan;
  plan.kind = kind;
  plan.children = std::move(children);
  return plan;
}

/// What holds for a part of the tree.
struct Context {
  TextPart part;
  bool exploded = true;
  double boost = 1;
  bool top = true;  ///< not below an operator: may be relaxed
};

class Resolver {
 public:
  Resolver(const IndexView& view, const SearchSession& session, const ResolveOptions& options,
           std::vector<Notice>& notices)
      : view_(view), session_(session), options_(options), notices_(notices) {}

  ResolvedQuery run(const Query& query) {
    out_.plan = resolve(query, {});
    // A single unit or filter is a list of one: --any and relaxing treat it alike.
    return std::move(out_);
  }

 private:
  void notice(std::string kind, std::string message, const Query& q) {
    notices_.push_back({std::move(kind), std::move(message), q.begin, q.end});
  }

  std::uint64_t frequency(const std::string& term) const {
    return view_.term_frequency(session_, term);
  }

  Plan unit_plan(QueryUnit unit, const Context& context) {
    unit.boost *= context.boost;
    unit.weight = context.boost;
    unit.exploded = unit.exploded && context.exploded;
    if (unit.exploded) {
      unit.concepts.insert(unit.concepts.end(), unit.members.begin(), unit.members.end());
      unit.explosion += unit.members.size();
    }
    // What is asked for several times is one unit: matched, scored and reported once.
    const auto [known, added] = known_units_.try_emplace(meaning_of(unit), out_.units.size());
    if (added) out_.units.push_back(std::move(unit));
    Plan plan = make(Part::unit);
    plan.unit = known->second;
    plan.part = context.part;
    return plan;
  }

  /// What decides which passages hold the unit and what it adds to their scores, as text; spellings
  /// stay apart for the receipt.
  static std::string meaning_of(const QueryUnit& unit) {
    std::string out = unit.text + '\n' + std::to_string(unit.boost) + (unit.exploded ? 'x' : '-') +
                      (unit.with_names ? 'n' : '-');
    for (const std::string& id : unit.concepts) out += id + '\n';
    for (const Wording& wording : unit.wordings) {
      out += '|';
      for (const std::vector<std::string>& terms : wording.places) {
        for (const std::string& term : terms) out += term + '\n';
        out += ';';
      }
    }
    return out;
  }

  static Plan combine(Part kind, std::vector<Plan> children) {
    if (children.empty()) return make(Part::nothing);
    if (children.size() == 1) return std::move(children.front());
    return make(kind, std::move(children));
  }

  Plan resolve(const Query& q, Context context) {
    context.boost *= q.boost;
    switch (q.kind) {
      case Kind::nothing:
        return make(Part::nothing);
      case Kind::words:
        return list({&q}, context);
      case Kind::list: {
        std::vector<const Query*> items;
        for (const Query& child : q.children) items.push_back(&child);
        return list(items, context);
      }
      case Kind::phrase:
        return phrase(q, context);
      case Kind::prefix:
        return prefix(q, context);
      case Kind::paper:
        return paper(q);
      case Kind::concept_id:
        return concept_plan(q, context);
      case Kind::like:
        return like(q, context);
      case Kind::filter:
        return resolve_filter(q, view_, session_, notices_);
      case Kind::range:
        return resolve_filter(q, view_, session_, notices_);
      case Kind::all_of:
      case Kind::any_of: {
        context.top = false;
        std::vector<Plan> children;
        for (const Query& child : q.children) {
          Plan plan = resolve(child, context);
          // Function words ask for nothing; they do not make an AND fail.
          if (plan.kind == Part::nothing && empty_words_.contains(&child)) continue;
          children.push_back(std::move(plan));
        }
        return combine(q.kind == Kind::all_of ? Part::all : Part::any, std::move(children));
      }
      case Kind::negation: {
        context.top = false;
        Plan child = resolve(q.children.front(), context);
        if (child.kind == Part::nothing && empty_words_.contains(&q.children.front())) return child;
        return make(Part::negation, {std::move(child)});
      }
      case Kind::near: {
        context.top = false;
        std::vector<Plan> children;
        for (const Query& child : q.children) children.push_back(resolve(child, context));
        Plan plan = make(Part::near, std::move(children));
        if (near_parts(plan) > max_near_parts) {
          notice("near",
                 "more than " + std::to_string(max_near_parts) +
                     " words are not looked for near each other: they are joined by AND",
                 q);
          plan.kind = Part::all;
          return plan;
        }
        plan.distance = q.distance;
        plan.part = context.part;
        return plan;
      }
      case Kind::field:
        context.part = part_of(q.field);
        return resolve(q.children.front(), context);
      case Kind::scope: {
        if (q.text == "passage") return resolve(q.children.front(), context);
        context.top = false;
        return scoped(q.text, resolve(q.children.front(), context));
      }
      case Kind::unexploded:
        context.exploded = false;
        return resolve(q.children.front(), context);
    }
    return make(Part::nothing);
  }

  static TextPart part_of(const std::string& field) {
    TextPart part;
    if (field == "title") {
      part.body = false;
    } else if (field == "tiab") {
      part.section = SectionKind::abstract;
    } else {
      part.title = false;
      for (int i = 0; i < section_kind_count; ++i) {
        const auto kind = static_cast<SectionKind>(i);
        if (to_string(kind) == field) part.section = kind;
      }
    }
    return part;
  }

  /// `plan` within sentences, sections or papers. An OR in a sentence is an OR of sentences, and a
  /// single word is in one anyway: both need no reading of texts.
  Plan scoped(const std::string& scope, Plan plan) const {
    if (scope == "sentence" && plan.kind == Part::any) {
      for (Plan& child : plan.children) child = scoped(scope, std::move(child));
      return plan;
    }
    const bool is_word = plan.kind == Part::unit && !out_.units[plan.unit].has_phrase();
    if (scope == "sentence" && is_word) return plan;
    Plan out = make(Part::scope, {std::move(plan)});
    out.text = scope;
    return out;
  }

  /// How many things must stand near each other.
  static std::size_t near_parts(const Plan& plan) {
    std::size_t parts = 0, most = 1;
    for (const Plan& child : plan.children) {
      const std::size_t inside = near_parts(child);
      parts += inside;
      most = std::max(most, inside);
    }
    const bool each = plan.kind == Part::near || plan.kind == Part::all || plan.kind == Part::some;
    return each ? parts : most;
  }

  Plan list(const std::vector<const Query*>& items, const Context& context) {
    std::vector<Plan> children;
    Context inner = context;
    inner.top = false;
    bool relaxable = false;
    for (const Query* item : items) {
      if (item->kind == Kind::words) {
        Context mine = context;
        if (items.size() > 1) mine.boost *= item->boost;  // else counted by resolve()
        for (Plan& plan : words(*item, mine)) children.push_back(std::move(plan));
        relaxable = true;
        continue;
      }
      Plan plan = resolve(*item, inner);
      if (plan.kind == Part::nothing && empty_words_.contains(item)) continue;
      // With --any everything may be left out but what restricts.
      plan.required = !options_.any || is_filter(plan) || plan.kind == Part::negation;
      relaxable = relaxable || !plan.required;
      children.push_back(std::move(plan));
    }
    if (children.empty()) {
      if (relaxable) empty_words_.insert(items.front());
      return make(Part::nothing);
    }
    if (children.size() == 1 && children.front().kind != Part::nothing) {
      Plan only = std::move(children.front());
      only.required = false;
      return only;
    }
    return make(context.top && relaxable ? Part::some : Part::all, std::move(children));
  }

  /// Where bytes [begin, end) of a node's text stand in the query.
  static std::pair<std::size_t, std::size_t> place(const Query& q, std::size_t begin,
                                                   std::size_t end) {
    std::pair<std::size_t, std::size_t> out{q.begin, q.end};
    for (const Query::Piece& piece : q.pieces) {
      if (piece.offset <= begin) out.first = piece.begin + (begin - piece.offset);
      if (piece.offset < end) out.second = piece.begin + (end - piece.offset);
    }
    return out;
  }

  TextReading read(std::string_view text, Rows rows) const {
    return read_words(
        text, view_, [this](const std::string& term) { return frequency(term); }, rows);
  }

  std::vector<Plan> words(const Query& q, const Context& context) {
    const TextReading reading = read(q.text, options_.any ? Rows::not_read : Rows::read);
    for (const auto& [begin, end] : reading.question_words) {
      const auto at = place(q, begin, end);
      notices_.push_back({"ignored",
                          "“" + q.text.substr(begin, end - begin) +
                              "” is a word of the question and is not searched",
                          at.first, at.second});
    }
    std::vector<Plan> out;
    std::set<std::string> seen;
    for (std::size_t i = 0; i < reading.units.size();) {
      std::vector<Plan> row;
      std::string key;  // a word typed twice counts once
      do {
        QueryUnit unit = unit_of(reading.units[i], q);
        if (unit.wordings.empty()) continue;
        key += key_of(unit) + '+';
        row.push_back(unit_plan(std::move(unit), context));
      } while (++i < reading.units.size() && reading.units[i].in_row);
      if (row.empty() || !seen.insert(key).second) continue;
      out.push_back(side_by_side(std::move(row), context));
    }
    if (out.empty()) {
      notice("ignored", "only function words: nothing to search for", q);
    }
    return out;
  }

  /// The words of a unit's wordings.
  static std::string key_of(const QueryUnit& unit) {
    std::string key;
    for (const Wording& wording : unit.wordings) {
      for (const auto& place_terms : wording.places) key += place_terms.front() + ' ';
      key += '|';
    }
    return key;
  }

  static Plan side_by_side(std::vector<Plan> row, const Context& context) {
    if (row.size() == 1) return std::move(row.front());
    Plan plan = make(Part::near, std::move(row));
    plan.distance = 1;
    plan.ordered = true;
    plan.written_row = true;
    plan.part = context.part;
    return plan;
  }

  QueryUnit unit_of(const TextUnit& from, const Query& q) {
    QueryUnit unit;
    unit.text = q.text.substr(from.begin, from.end - from.begin);
    std::tie(unit.begin, unit.end) = place(q, from.begin, from.end);
    unit.wordings = from.wordings;
    for (Wording& wording : unit.wordings) add_alleles(wording);
    choose_sense(view_, session_, from, unit);
    if (!options_.expand) {
      unit.concepts.clear();
      unit.members.clear();
    }
    return unit;
  }

  /// HLA-B*27 stands for HLA-B*27:05 too.
  void add_alleles(Wording& wording) const {
    for (std::vector<std::string>& place_terms : wording.places) {
      const std::string base = place_terms.front();
      const std::size_t star = base.find('*');
      if (star == std::string::npos || star == 0 || base.find(':') != std::string::npos) continue;
      for (std::size_t s = 0; s < view_.segment_count(); ++s) {
        for (const TermId id : view_.segment(s).terms_with_prefix(base + ':')) {
          place_terms.emplace_back(view_.segment(s).term(id));
        }
      }
      std::sort(place_terms.begin(), place_terms.end());
      place_terms.erase(std::unique(place_terms.begin(), place_terms.end()), place_terms.end());
    }
  }

  Plan phrase(const Query& q, const Context& context) {
    if (q.expanded) {
      const TextReading reading = read(q.text, Rows::not_read);
      std::vector<Plan> children;
      std::uint32_t distance = 1;
      for (std::size_t i = 0; i < reading.units.size(); ++i) {
        if (i > 0) {
          const std::size_t gap =
              reading.units[i].first_position - reading.units[i - 1].last_position;
          distance = std::max(distance, static_cast<std::uint32_t>(gap));
        }
        children.push_back(unit_plan(unit_of(reading.units[i], q), context));
      }
      if (children.empty()) return nothing_posted(q);
      if (children.size() == 1) return std::move(children.front());
      Plan plan = make(Part::near, std::move(children));
      plan.distance = distance;
      plan.ordered = true;
      plan.part = context.part;
      return plan;
    }
    bool posted = false;
    QueryUnit unit;
    unit.text = q.text;
    unit.begin = q.begin;
    unit.end = q.end;
    // "muscle wast*": a prefix as the last word of a phrase.
    std::string text = q.text;
    const bool starred = text.size() > 2 && text.back() == '*';
    if (starred && too_many_prefixes(q)) return make(Part::nothing);
    unit.wordings = read_phrase(text, view_, &posted);
    if (unit.wordings.empty() || !posted) return nothing_posted(q);
    if (starred) {
      for (Wording& wording : unit.wordings) {
        std::vector<std::string>& last = wording.places.back();
        auto terms = terms_with_prefix(view_, last.front(), max_prefix_terms).terms;
        if (!terms.empty()) last = std::move(terms);
      }
    }
    return unit_plan(std::move(unit), context);
  }

  Plan nothing_posted(const Query& q) {
    notice("ignored", "only function words: nothing to search for", q);
    empty_words_.insert(&q);
    return make(Part::nothing);
  }

  /// The terms behind a prefix, with a notice that says what they are.
  std::vector<std::string> prefix_terms(const std::string& head, const std::string& stem,
                                        const Query& q, std::vector<std::string>& forms) {
    constexpr std::size_t named = 8, prefixes_named = 3;
    PrefixTerms found = terms_with_prefix(view_, head, max_prefix_terms);
    // Index terms are stems, which may be shorter than what was typed.
    if (frequency(stem) > 0 &&
        std::find(found.terms.begin(), found.terms.end(), stem) == found.terms.end()) {
      found.terms.insert(found.terms.begin(), stem);
      ++found.count;
    }
    std::vector<std::string> names;
    for (std::size_t i = 0; i < found.terms.size() && i < named && prefixes_ <= prefixes_named;
         ++i) {
      std::string form = written_form(view_, session_, found.terms[i]);
      if (std::find(names.begin(), names.end(), form) == names.end())
        names.push_back(std::move(form));
    }
    std::string message = q.text + "* stands for ";
    if (found.count > found.terms.size())
      message += "the " + std::to_string(found.terms.size()) + " most frequent of ";
    message += std::to_string(found.count) + (found.count == 1 ? " index term" : " index terms");
    for (std::size_t i = 0; i < names.size(); ++i) message += (i == 0 ? ": " : ", ") + names[i];
    if (!names.empty() && found.terms.size() > named) message += " …";
    if (found.count > 0) notice("prefix", message, q);
    forms = std::move(names);
    return std::move(found.terms);
  }

  /// True if `q` holds one prefix too many, which is left out.
  bool too_many_prefixes(const Query& q) {
    if (++prefixes_ <= max_query_prefixes) return false;
    if (prefixes_ == max_query_prefixes + 1) {
      notice("prefix", "only " + std::to_string(max_query_prefixes) + " prefixes are read", q);
    }
    empty_words_.insert(&q);
    return true;
  }

  Plan prefix(const Query& q, const Context& context) {
    if (too_many_prefixes(q)) return make(Part::nothing);
    TokenList tokens;
    view_.analyzer().analyze(q.text, tokens);
    const Token* last = nullptr;
    for (const Token& token : tokens.tokens()) {
      if (token.is_primary()) last = &token;
    }
    QueryUnit unit;
    unit.text = q.text + '*';
    unit.begin = q.begin;
    unit.end = q.end;
    if (last != nullptr) {
      bool posted = false;
      unit.wordings = read_phrase(q.text, view_, &posted);
      unit.wordings.resize(1);
      auto terms = prefix_terms(std::string(last->exact), std::string(last->text), q, unit.forms);
      if (!terms.empty()) unit.wordings.front().places.back() = std::move(terms);
    }
    if (unit.wordings.empty()) return make(Part::nothing);
    return unit_plan(std::move(unit), context);
  }

  Plan paper(const Query& q) {
    Plan plan = make(Part::paper_ids);
    plan.text = q.text;
    if (q.field == "id") {
      plan.terms = {paper_term(q.text)};
    } else {
      plan.terms = {filter_term(prefix::any_id, q.field + ':' + ascii::lower_case(q.text))};
      if (q.field == "pmcid") plan.terms.push_back(paper_term(q.text));
    }
    if (std::all_of(plan.terms.begin(), plan.terms.end(),
                    [&](const std::string& term) { return frequency(term) == 0; })) {
      notice("not_found", "no paper " + q.text + " in this index", q);
    }
    return plan;
  }

  Plan concept_plan(const Query& q, const Context& context) {
    QueryUnit unit;
    unit.text = q.field.empty() ? q.text : q.field + ':' + q.text;
    unit.begin = q.begin;
    unit.end = q.end;
    unit.with_names = false;
    const std::string type = q.field == "concept" ? std::string() : q.field;
    // mesh:osteoporosis: a registry before a name.
    const std::size_t colon = q.field.empty() ? q.text.find(':') : std::string::npos;
    if (!find_concept(view_, unit, q.text, type) &&
        !(colon != std::string::npos && is_id_space(std::string_view(q.text).substr(0, colon)) &&
          find_concept(view_, unit, q.text.substr(colon + 1), type))) {
      if (q.field.empty() && !known_id_form(q.text)) {  // an ordinary word after all
        Query words_q = q;
        words_q.kind = Kind::words;
        words_q.pieces = {{0, q.begin, q.end}};
        std::vector<Plan> plans = words(words_q, context);
        return combine(Part::all, std::move(plans));
      }
      notice("unknown_concept", "no concept “" + unit.text + "” in the vocabulary or the papers",
             q);
      return make(Part::nothing);
    }
    return unit_plan(std::move(unit), context);
  }

  static bool known_id_form(const std::string& text) { return text.find(':') != std::string::npos; }

  Plan like(const Query& q, const Context& context) {
    TokenList tokens;
    view_.analyzer().analyze(q.text, tokens);
    std::map<std::string, std::uint32_t> counts;
    std::map<std::string, std::pair<std::size_t, std::size_t>> places;
    for (const Token& token : tokens.tokens()) {
      if (!token.is_primary() || token.kind == TokenKind::stop) continue;
      if (token.kind == TokenKind::number && token.text.size() < 4) continue;
      const std::string term(token.text);
      ++counts[term];
      places.emplace(term, std::pair<std::size_t, std::size_t>{token.begin, token.end});
    }
    const auto total = static_cast<double>(std::max<std::uint64_t>(1, view_.passage_count()));
    std::vector<std::pair<double, std::string>> ranked;
    for (const auto& [term, times] : counts) {
      const std::uint64_t df = frequency(term);
      if (df == 0) continue;
      const double idf = std::log(1 + total / static_cast<double>(df));
      ranked.emplace_back(-(1 + std::log(times)) * idf, term);
    }
    std::sort(ranked.begin(), ranked.end());
    if (ranked.size() > max_like_terms) ranked.resize(max_like_terms);
    std::vector<Plan> children;
    for (const auto& [score, term] : ranked) {
      QueryUnit unit;
      const auto [begin, end] = places[term];
      unit.text = q.text.substr(begin, end - begin);
      std::tie(unit.begin, unit.end) = place(q, begin, end);
      unit.wordings = {Wording{{{term}}}};
      unit.boost = 1 + std::log(counts[term]);
      children.push_back(unit_plan(std::move(unit), context));
    }
    return combine(Part::any, std::move(children));
  }

  const IndexView& view_;
  const SearchSession& session_;
  const ResolveOptions& options_;
  std::vector<Notice>& notices_;
  ResolvedQuery out_;
  std::set<const Query*> empty_words_;              // parts that ask for nothing at all
  std::map<std::string, std::size_t> known_units_;  // by meaning
  std::size_t prefixes_ = 0;
};

}  // namespace

ResolvedQuery resolve_query(const Query& query, const IndexView& view, const SearchSession& session,
                            const ResolveOptions& options, std::vector<Notice>& notices) {
  return Resolver(view, session, options, notices).run(query);
}

}  // namespace osteon
