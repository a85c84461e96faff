// Chooses what each leaf of a query means in this index.
#include "searcher/matching/leaf_resolver.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "base/ascii.h"
#include "indexer/filter_terms.h"
#include "indexer/schema.h"
#include "searcher/matching/resolver_parts.h"
#include "searcher/query/parser.h"
#include "searcher/query/words.h"
#include "searcher/word_forms.h"

namespace osteon {
namespace {

using Kind = Query::Kind;
using Part = Plan::Kind;

/// What decides which passages hold the unit and what it adds to their scores, as text; spellings
/// stay apart for the receipt.
std::string meaning_of(const QueryUnit& unit) {
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

/// The words of a unit's wordings.
std::string key_of(const QueryUnit& unit) {
  std::string key;
  for (const Wording& wording : unit.wordings) {
    for (const auto& place_terms : wording.places) key += place_terms.front() + ' ';
    key += '|';
  }
  return key;
}

Plan side_by_side(std::vector<Plan> row, const ResolveContext& context) {
  if (row.size() == 1) return std::move(row.front());
  Plan plan = make_plan(Part::near, std::move(row));
  plan.distance = 1;
  plan.ordered = true;
  plan.written_row = true;
  plan.part = context.part;
  return plan;
}

/// Where bytes [begin, end) of a node's text stand in the query.
std::pair<std::size_t, std::size_t> place(const Query& q, std::size_t begin, std::size_t end) {
  std::pair<std::size_t, std::size_t> out{q.begin, q.end};
  for (const Query::Piece& piece : q.pieces) {
    if (piece.offset <= begin) out.first = piece.begin + (begin - piece.offset);
    if (piece.offset < end) out.second = piece.begin + (end - piece.offset);
  }
  return out;
}

bool known_id_form(const std::string& text) {
  return text.find(':') != std::string::npos;
}

}  // namespace

void LeafResolver::notice(std::string kind, std::string message, const Query& q) {
  notices_.push_back({std::move(kind), std::move(message), q.begin, q.end});
}

Plan LeafResolver::unit_plan(QueryUnit unit, const ResolveContext& context) {
  unit.boost *= context.boost;
  unit.weight = context.boost;
  unit.exploded = unit.exploded && context.exploded;
  if (unit.exploded) {
    unit.concepts.insert(unit.concepts.end(), unit.members.begin(), unit.members.end());
    unit.explosion += unit.members.size();
  }
  // What is asked for several times is one unit: matched, scored and reported once.
  const auto [known, added] = known_units_.try_emplace(meaning_of(unit), units_.size());
  if (added) units_.push_back(std::move(unit));
  Plan plan = make_plan(Part::unit);
  plan.unit = known->second;
  plan.part = context.part;
  return plan;
}

TextReading LeafResolver::read(std::string_view text, Rows rows) const {
  return read_words(
      text, view_, [this](const std::string& term) { return frequency(term); }, rows);
}

std::vector<Plan> LeafResolver::words(const Query& q, const ResolveContext& context) {
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

QueryUnit LeafResolver::unit_of(const TextUnit& from, const Query& q) {
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

void LeafResolver::add_alleles(Wording& wording) const {
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

Plan LeafResolver::phrase(const Query& q, const ResolveContext& context) {
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
    Plan plan = make_plan(Part::near, std::move(children));
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
  if (starred && too_many_prefixes(q)) return make_plan(Part::nothing);
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

Plan LeafResolver::nothing_posted(const Query& q) {
  notice("ignored", "only function words: nothing to search for", q);
  empty_words_.insert(&q);
  return make_plan(Part::nothing);
}

std::vector<std::string> LeafResolver::prefix_terms(const std::string& head,
                                                    const std::string& stem, const Query& q,
                                                    std::vector<std::string>& forms) {
  constexpr std::size_t named = 8, prefixes_named = 3;
  PrefixTerms found = terms_with_prefix(view_, head, max_prefix_terms);
  // Index terms are stems, which may be shorter than what was typed.
  if (frequency(stem) > 0 &&
      std::find(found.terms.begin(), found.terms.end(), stem) == found.terms.end()) {
    found.terms.insert(found.terms.begin(), stem);
    ++found.count;
  }
  std::vector<std::string> names;
  for (std::size_t i = 0; i < found.terms.size() && i < named && prefixes_ <= prefixes_named; ++i) {
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

bool LeafResolver::too_many_prefixes(const Query& q) {
  if (++prefixes_ <= max_query_prefixes) return false;
  if (prefixes_ == max_query_prefixes + 1) {
    notice("prefix", "only " + std::to_string(max_query_prefixes) + " prefixes are read", q);
  }
  empty_words_.insert(&q);
  return true;
}

Plan LeafResolver::prefix(const Query& q, const ResolveContext& context) {
  if (too_many_prefixes(q)) return make_plan(Part::nothing);
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
  if (unit.wordings.empty()) return make_plan(Part::nothing);
  return unit_plan(std::move(unit), context);
}

Plan LeafResolver::paper(const Query& q) {
  Plan plan = make_plan(Part::paper_ids);
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

Plan LeafResolver::concept_plan(const Query& q, const ResolveContext& context) {
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
      return combine_plans(Part::all, std::move(plans));
    }
    notice("unknown_concept", "no concept “" + unit.text + "” in the vocabulary or the papers", q);
    return make_plan(Part::nothing);
  }
  return unit_plan(std::move(unit), context);
}

Plan LeafResolver::like(const Query& q, const ResolveContext& context) {
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
  return combine_plans(Part::any, std::move(children));
}

}  // namespace osteon
