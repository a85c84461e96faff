// Parses, resolves, matches, ranks, groups and describes.
#include "searcher/search_run.h"

#include <algorithm>
#include <chrono>
#include <iterator>
#include <set>
#include <tuple>

#include "searcher/interpretation.h"
#include "searcher/matching/query_words.h"
#include "searcher/query/nodes.h"
#include "searcher/query/notice_list.h"
#include "searcher/query/parser.h"
#include "searcher/query/strategy.h"
#include "searcher/ranking/likeness.h"
#include "searcher/related.h"
#include "searcher/spelling.h"

namespace osteon {

using Kind = Plan::Kind;

namespace {

constexpr std::size_t most_counted_forms = 500;  // of all words of a query
constexpr std::size_t max_notices = 2 * max_query_notices;

std::uint64_t count_papers(const Segment& segment, const Bitmap& passages) {
  std::uint64_t n = 0;
  PaperOrdinal last = 0;
  bool any = false;
  const auto table = segment.paper_table();
  passages.for_each([&](PassageNumber p) {
    if (!any || table[p] != last) ++n;
    any = true;
    last = table[p];
  });
  return n;
}

}  // namespace

SearchRun::SearchRun(const IndexView& view, SearchSession& session, const SearchRequest& request)
    : view_(view), session_(session), request_(request) {}

Query SearchRun::read_query() {
  if (request_.plain_text) return words_query(request_.query);
  if (request_.strategy || is_strategy(request_.query)) return read_lines();
  ParsedQuery parsed = parse_query(request_.query, {view_.concept_types()});
  response_.notices = std::move(parsed.notices);
  return std::move(parsed.query);
}

Query SearchRun::read_lines() {
  std::vector<ReadLine> lines = read_strategy(request_.query, {view_.concept_types()});
  // A notice belongs to the line that it points into, however many lines refer to that one.
  std::set<std::tuple<std::string, std::size_t, std::size_t>> seen;
  const auto add = [&](std::vector<Notice>& notices) {
    for (Notice& notice : notices) {
      if (!seen.emplace(notice.kind, notice.begin, notice.end).second) continue;
      for (const ReadLine& line : lines) {
        if (notice.end > notice.begin && notice.begin >= line.begin && notice.begin < line.end)
          notice.message = "line " + std::to_string(line.number) + ": " + notice.message;
      }
      response_.notices.push_back(std::move(notice));
    }
  };
  for (ReadLine& line : lines) {
    add(line.notices);
    // As in PubMed, where a record is one text.
    if (line.query.kind != Query::Kind::scope && line.query.kind != Query::Kind::nothing) {
      line.query = make_node(Query::Kind::scope, {std::move(line.query)});
      line.query.text = "paper";
    }
    SearchRun alone(view_, session_, request_);
    alone.count(line.query);
    add(alone.response_.notices);
    response_.strategy.push_back({line.number, line.begin, line.end, std::move(line.text),
                                  alone.response_.total_papers, alone.response_.total_passages});
  }
  return lines.empty() ? Query{} : std::move(lines.back().query);
}

void SearchRun::plan(const Query& tree) {
  query_ = resolve_query(tree, view_, session_, {request_.expand, request_.any}, response_.notices);
  filters_.emplace(view_, request_, response_.notices);
  if (tree.kind == Query::Kind::nothing && response_.strategy.empty() &&
      (!request_.filters.empty() || request_.year_from || request_.year_to)) {
    query_.plan.kind = Kind::all_live;  // filters alone ask for everything that they keep
  }
  response_.interpretation = interpretation(query_);
  if (!request_.like.empty()) add_likeness();
  make_matchers();
}

void SearchRun::make_matchers() {
  matchers_.clear();
  for (std::size_t s = 0; s < view_.segment_count(); ++s) {
    matchers_.push_back(std::make_unique<SegmentMatcher>(view_, session_, query_, s));
  }
}

void SearchRun::count(const Query& tree) {
  plan(tree);
  match();
  offer_spellings();
  if (response_.total_passages == 0) offer_distances(query_.plan);
}

void SearchRun::understand() {
  response_.query = request_.query;
  const Query tree = read_query();
  // What there is to say of a strategy's last line was said with the others.
  std::vector<Notice> said = response_.notices;
  plan(tree);
  if (!response_.strategy.empty()) response_.notices = std::move(said);
}

const std::vector<Bitmap>& SearchRun::find() {
  understand();
  const bool asks_nothing = request_.query.find_first_not_of(" \t\r\n") == std::string::npos;
  if (asks_nothing) query_.plan.kind = Kind::all_live;
  match();
  return matches_;
}

void SearchRun::find_matches() {
  if (wants_only_best()) {
    for (std::size_t s = 0; s < view_.segment_count(); ++s) matches_.push_back(view_.live(s));
    return;
  }
  match();
  if (!response_.strategy.empty()) return;
  offer_spellings();
  if (response_.total_passages == 0) offer_distances(query_.plan);
}

SearchResponse SearchRun::run() {
  const auto start = std::chrono::steady_clock::now();
  understand();
  weigh();
  if (!list_top()) {
    find_matches();
    list_matches();
  }
  rank();
  page();
  if (request_.facets) {
    response_.facets = count_facets(view_, matches_, sideways_, *filters_, request_);
  }
  if (request_.related > 0)
    response_.related = related_concepts(view_, matches_, query_, request_.related);
  if (request_.receipt) response_.receipt = receipt();
  limit_notices(response_.notices, max_notices);
  const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - start;
  response_.took_ms = took.count();
  return std::move(response_);
}

/// Asks besides for what is like a paper, a passage or a text.
void SearchRun::add_likeness() {
  LikeQuery like = like_query(view_, session_, request_.like);
  itself_ = like.paper;
  std::string what = "like " + like.source + " (" + std::to_string(like.query.units.size()) +
                     " words and concepts)";
  if (like.query.units.empty())
    response_.notices.push_back({"ignored", "nothing in it is in the index", 0, 0});
  if (query_.plan.kind == Kind::nothing) {
    query_ = std::move(like.query);
    response_.interpretation = std::move(what);
    return;
  }
  const std::size_t typed = query_.units.size();
  for (Plan& child : like.query.plan.children) child.unit += typed;
  std::move(like.query.units.begin(), like.query.units.end(), std::back_inserter(query_.units));
  Plan both;
  both.kind = Kind::all;
  both.children = {std::move(query_.plan), std::move(like.query.plan)};
  query_.plan = std::move(both);
  response_.interpretation = "(" + response_.interpretation + ") AND " + what;
}

void SearchRun::leave_out(const PaperPlace& place) {
  const SegmentParents& parents = view_.parents().segments[place.segment];
  const std::uint32_t parent = parents.of_paper[place.paper];
  const PassageNumber end = parents.first_passage[parent + 1];
  for (PassageNumber p = parents.first_passage[parent]; p < end; ++p)
    matches_[place.segment].reset(p);
}

/// The years that the request, not the query, asks for.
std::optional<Plan> SearchRun::asked_years() const {
  if (!request_.year_from && !request_.year_to) return std::nullopt;
  Plan years;
  years.kind = Kind::years;
  years.low = request_.year_from.value_or(0);
  years.high = request_.year_to.value_or(9999);
  return years;
}

/// False if no passage matches the whole plan.
bool SearchRun::match_plan() {
  matches_.clear();
  bool any_match = false;
  for (std::size_t s = 0; s < view_.segment_count(); ++s) {
    matches_.push_back(request_.any && query_.plan.kind == Kind::some
                           ? Bitmap(view_.segment(s).passage_count())
                           : matchers_[s]->evaluate(query_.plan));
    any_match = any_match || !matches_.back().none();
  }
  return any_match;
}

void SearchRun::match() {
  const std::size_t segments = view_.segment_count();
  const Plan& plan = query_.plan;
  bool any_match = match_plan();
  if (!any_match && open_rows(query_.plan)) {
    make_matchers();  // they remember the old plan
    response_.interpretation = interpretation(query_);
    any_match = match_plan();
  }
  if (!any_match && plan.kind == Kind::some) {
    std::vector<Bitmap> required;
    for (const auto& matcher : matchers_) required.push_back(matcher->required(plan));
    relax(required);
    relaxed_ = true;
  }
  if (const auto years = asked_years()) {
    for (std::size_t s = 0; s < segments; ++s) matches_[s] &= matchers_[s]->evaluate(*years);
  }
  if (itself_) leave_out(*itself_);
  sideways_.resize(segments);
  for (std::size_t s = 0; s < segments; ++s) {
    filters_->apply(s, matches_[s], sideways_[s]);
    response_.total_passages += matches_[s].count();
    response_.total_papers += count_papers(view_.segment(s), matches_[s]);
  }
  if (!request_.any) {
    // Of a relaxed search no passage holds all parts, so every such paper is one more.
    const std::uint64_t across = across_papers();
    const std::uint64_t here = relaxed_ ? 0 : response_.total_papers;
    response_.more_papers_across_passages = across > here ? across - here : 0;
  }
}

/// Asks for the largest number of parts that some passage holds; for one with `any`.
void SearchRun::relax(const std::vector<Bitmap>& required) {
  const Plan& plan = query_.plan;
  std::size_t parts = 0;
  for (const Plan& child : plan.children) parts += !child.required;
  std::vector<std::vector<std::uint16_t>> counts;
  std::size_t best = 0;
  for (std::size_t s = 0; s < matchers_.size(); ++s) {
    counts.push_back(matchers_[s]->counts(plan));
    required[s].for_each(
        [&](PassageNumber p) { best = std::max<std::size_t>(best, counts[s][p]); });
  }
  if (best == 0) return;
  const std::size_t wanted = request_.any ? 1 : best;
  for (std::size_t s = 0; s < matchers_.size(); ++s) {
    required[s].for_each([&](PassageNumber p) {
      if (counts[s][p] >= wanted) matches_[s].set(p);
    });
  }
  if (!request_.any && best < parts) {
    response_.notices.push_back(
        {"relaxed",
         (parts == 2 ? "no passage holds both parts; these hold one of them"
                     : "no passage holds all " + std::to_string(parts) + " parts; these hold " +
                           (best == 1 ? "one" : std::to_string(best)) + " of them") +
             held_parts(required),
         0, request_.query.size()});
  }
}

/// ": 36 “vitamin D”, 130 “falls”": in how many of these passages each part stands.
std::string SearchRun::held_parts(const std::vector<Bitmap>& required) {
  constexpr std::size_t most_named = 5;
  std::string out;
  std::size_t named = 0;
  for (const Plan& child : query_.plan.children) {
    if (child.required) continue;
    if (++named > most_named) return {};
    std::uint64_t passages = 0;
    for (std::size_t s = 0; s < matchers_.size(); ++s) {
      Bitmap held = matchers_[s]->evaluate(child);
      held &= required[s];
      held &= matches_[s];
      passages += held.count();
    }
    const std::string part =
        child.kind == Kind::unit ? query_.units[child.unit].text : interpretation(query_, child);
    out += (out.empty() ? ": " : ", ") + std::to_string(passages) + " “" + part + "”";
  }
  return out;
}

/// Papers whose passages hold all parts between them; 0 where the question has no meaning.
std::uint64_t SearchRun::across_papers() {
  const Plan& plan = query_.plan;
  if (plan.kind != Kind::some && plan.kind != Kind::all) return 0;
  std::size_t parts = 0;
  for (const Plan& child : plan.children) {
    parts += !is_filter(child) && child.kind != Kind::negation;
  }
  if (parts < 2) return 0;
  const std::optional<Plan> years = asked_years();
  std::uint64_t papers = 0;
  for (std::size_t s = 0; s < matchers_.size(); ++s) {
    Bitmap across = matchers_[s]->evaluate_across(plan, false);
    if (years) across &= matchers_[s]->evaluate(*years);
    std::vector<Bitmap> sideways;
    filters_->apply(s, across, sideways);
    // A paper with NOT in another passage matches by passage, not by paper: count the union.
    if (!relaxed_) across |= matches_[s];
    papers += count_papers(view_.segment(s), across);
    across_.push_back(std::move(across));
  }
  return papers;
}

/// Says what else there is where a typed word is in no passage at all.
void SearchRun::offer_spellings() {
  constexpr std::size_t most_offers = 3, most_words = 20;
  if (query_.units.size() > most_words) return;
  for (const QueryUnit& unit : query_.units) {
    if (!unit.concepts.empty() || unit.wordings.size() != 1) continue;
    const auto& places = unit.wordings.front().places;
    if (places.size() != 1 || places.front().size() != 1) continue;
    const std::string& term = places.front().front();
    if (view_.term_frequency(session_, term) != 0) continue;
    std::string offers;
    std::vector<std::string> words;
    for (const SpellingOffer& offer :
         spelling_offers(view_, session_, unit.text, term, most_offers)) {
      words.push_back(offer.text);
      offers += offers.empty() ? "" : ", ";
      offers += offer.text + " (" + std::to_string(offer.passages) +
                (offer.passages == 1 ? " passage)" : " passages)");
    }
    if (offers.empty()) continue;
    response_.notices.push_back({"spelling",
                                 "“" + unit.text + "” is in no passage; there is " + offers,
                                 unit.begin, unit.end, std::move(words)});
  }
}

/// Says how far apart the parts of a NEAR stand that no passage satisfies.
void SearchRun::offer_distances(const Plan& plan) {
  if (plan.kind == Kind::negation) return;
  if (plan.kind != Kind::near || plan.ordered) {
    for (const Plan& child : plan.children) offer_distances(child);
    return;
  }
  constexpr std::size_t most_read = 2000;  // passages, to bound the work
  constexpr std::uint32_t furthest = 1000;
  std::uint64_t together = 0;
  std::size_t read = 0;
  std::uint32_t least = furthest + 1;
  for (const auto& matcher : matchers_) {
    const Bitmap passages = matcher->together(plan);
    together += passages.count();
    passages.for_each([&](PassageNumber passage) {
      if (least > plan.distance && read++ < most_read)
        least = std::min(least, matcher->least_distance(plan, passage, least - 1));
    });
  }
  if (together == 0 || least <= plan.distance) return;  // the words, or another part, are missing
  const std::string both = plan.children.size() == 2 ? "both" : "all of them";
  std::string message = "no passage has these within " + std::to_string(plan.distance) +
                        " words; " + std::to_string(together) +
                        (together == 1 ? " holds " : " hold ") + both;
  if (least <= furthest) {
    message += read <= most_read ? ", nearest at NEAR/" : ", some at NEAR/";
    message += std::to_string(least);
  } else {
    message += ", one in the title and the other in the text";
  }
  response_.notices.push_back({"near", message, 0, request_.query.size()});
}

PaperHit SearchRun::hit(const Group& group) {
  PaperHit out;
  out.score = group.score;
  if (request_.ids_only) {
    out.paper.id = paper_id(group);
    return out;
  }
  const PaperRecord record = view_.segment(group.segment).paper(group.paper);
  out.paper = summary_of(record.paper);
  const RankedList& ranked = ranked_[group.segment];
  std::vector<std::size_t> order(group.count);
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = group.first + i;
  const std::size_t wanted =
      std::min(order.size(), std::max<std::size_t>(1, request_.passages_per_paper));
  std::partial_sort(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(wanted), order.end(),
                    [&](std::size_t a, std::size_t b) {
                      if (ranked.scores[a] != ranked.scores[b])
                        return ranked.scores[a] > ranked.scores[b];
                      return a < b;
                    });
  for (std::size_t i = 0; i < wanted; ++i) out.passages.push_back(passage(group, order[i], record));
  return out;
}

PassageHit SearchRun::passage(const Group& group, std::size_t index, const PaperRecord& record) {
  const Segment& segment = view_.segment(group.segment);
  const PassageNumber number = ranked_[group.segment].passages[index];
  const PassageInfo info = segment.passage(number);
  PassageHit out;
  out.id = record.paper.id + ':' + std::to_string(info.number_in_paper + 1);
  out.section = section_path(record.paper, info.section_number);
  out.text = segment.passage_text(number);
  out.score = ranked_[group.segment].scores[index];
  TokenStream stream;
  segment.passage_stream(number, stream);
  out.highlights = find_highlights(out.text, stream, number, query_, *matchers_[group.segment],
                                   view_.analyzer());
  if (request_.explain) out.explanation = explain(group.segment, number);
  return out;
}

/// Forms that are searched otherwise than what was typed and than each other.
std::vector<std::string> SearchRun::distinct_forms(const QueryUnit& unit) const {
  const auto key_of = [](const std::vector<Wording>& wordings) {
    std::string key;
    if (wordings.empty()) return key;
    for (const auto& terms : wordings.front().places) key += terms.front() + ' ';
    return key;
  };
  std::set<std::string> seen{key_of(unit.wordings)};
  std::vector<std::string> out;
  for (const std::string& form : unit.forms) {
    bool posted = false;
    if (seen.insert(key_of(read_phrase(form, view_, &posted))).second) out.push_back(form);
  }
  return out;
}

/// What each form finds, read as if it stood in quotes. A passage may hold several.
std::vector<FormCount> SearchRun::count_forms(const std::vector<std::string>& forms) {
  ResolvedQuery alone;
  for (const std::string& form : forms) {
    QueryUnit unit;
    unit.text = form;
    bool posted = false;
    unit.wordings = read_phrase(form, view_, &posted);
    alone.units.push_back(std::move(unit));
  }
  std::vector<FormCount> out;
  for (const std::string& form : forms) out.push_back({form, 0, 0});
  for (std::size_t s = 0; s < view_.segment_count(); ++s) {
    SegmentMatcher matcher(view_, session_, alone, s);
    for (std::size_t f = 0; f < forms.size(); ++f) {
      const Bitmap found = matcher.unit_wordings(f);
      out[f].passages += found.count();
      out[f].papers += count_papers(view_.segment(s), found);
    }
  }
  return out;
}

Receipt SearchRun::receipt() {
  Receipt out;
  out.interpretation = response_.interpretation;
  out.vocabulary_fingerprint = view_.snapshot().vocabulary_fingerprint;
  out.analyzer_fingerprint = view_.snapshot().analyzer_fingerprint;
  out.revision = view_.snapshot().revision;
  std::size_t counted = 0, uncounted = 0;
  for (std::size_t u = 0; u < query_.units.size(); ++u) {
    const QueryUnit& unit = query_.units[u];
    ReceiptItem item;
    item.text = unit.text;
    item.begin = unit.begin;
    item.end = unit.end;
    item.sense = unit.concepts.empty() ? std::string() : unit.sense;
    if (!unit.concepts.empty()) {
      item.type = unit.type;
      item.ids = unit.ids;
      item.explosion = unit.exploded ? unit.explosion : 0;
    }
    if (!unit.concepts.empty() || !unit.sense.empty() || unit.type.empty())
      item.forms = distinct_forms(unit);
    if (request_.form_counts) {
      counted += item.forms.size();
      if (counted <= most_counted_forms) {
        item.form_counts = count_forms(item.forms);
      } else {
        uncounted += !item.forms.empty();
      }
    }
    item.alternatives = unit.alternatives;
    for (std::size_t s = 0; s < matchers_.size(); ++s) {
      const Bitmap& all = matchers_[s]->unit(u, {});
      item.passages += all.count();
      item.papers += count_papers(view_.segment(s), all);
      item.literal_passages += matchers_[s]->unit_wordings(u).count();
    }
    out.items.push_back(std::move(item));
  }
  if (uncounted > 0) {
    response_.notices.push_back(
        {"receipt",
         "what each name finds by itself is counted for " + std::to_string(most_counted_forms) +
             " names at most, and left out for " + std::to_string(uncounted) + " words",
         0, request_.query.size()});
  }
  return out;
}

}  // namespace osteon
