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
