// From a request to what answers it: read, understand, match, rank, show.
#include "searcher/search_run.h"

#include <algorithm>
#include <chrono>
#include <iterator>
#include <set>
#include <tuple>

#include "base/ascii.h"
#include "searcher/interpretation.h"
#include "searcher/matching/query_words.h"
#include "searcher/query/nodes.h"
#include "searcher/query/notice_list.h"
#include "searcher/query/parser.h"
#include "searcher/query/strategy.h"
#include "searcher/ranking/likeness.h"
#include "searcher/receipt.h"
#include "searcher/related.h"
#include "searcher/spelling.h"

namespace osteon {

using Kind = Plan::Kind;

namespace {

constexpr std::size_t max_notices = 2 * max_query_notices;

/// Says of #1 outside a strategy that it stands for no line.
void note_lone_references(const Query& q, std::vector<Notice>& notices) {
  for (const Query& child : q.children) note_lone_references(child, notices);
  if (q.kind != Query::Kind::words) return;
  for (const Query::Piece& piece : q.pieces) {
    const std::string_view rest = std::string_view(q.text).substr(piece.offset);
    const std::string_view word = rest.substr(0, rest.find(' '));
    if (word.size() < 2 || word.size() > 4 || word[0] != '#' || !ascii::all_digits(word.substr(1)))
      continue;
    notices.push_back(
        {"strategy",
         "“" + std::string(word) +
             "” is searched as a number: a line of a strategy is known only where all "
             "its lines are given",
         piece.begin, piece.end});
  }
}

}  // namespace

SearchRun::SearchRun(const IndexView& view, SearchSession& session, const SearchRequest& request)
    : view_(view), session_(session), request_(request) {}

Query SearchRun::read_query() {
  if (request_.plain_text) return words_query(request_.query);
  if (request_.strategy || is_strategy(request_.query)) return read_lines();
  ParsedQuery parsed = parse_query(request_.query, {view_.concept_types()});
  response_.notices = std::move(parsed.notices);
  note_lone_references(parsed.query, response_.notices);
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

bool SearchRun::list_best() {
  if (!response_.strategy.empty() || !ranking_->can_list_best()) return false;
  const std::size_t papers = request_.offset + std::min(request_.limit, most_hits);
  // A paper's score can lift passages that are not among the best by their own.
  for (std::size_t count = (ranking_->does("paper") ? 20 : 2) * papers;; count *= 4) {
    const std::size_t found = ranking_->list_best(count);
    if (found == 0) return false;  // where no passage holds all parts, some may hold fewer
    response_.total_passages = found;
    response_.total_papers = PaperGroups(view_, ranking_->lists()).size();
    if (response_.total_papers > papers || found < count) return true;
  }
}

void SearchRun::find_matches() {
  if (wants_only_best(request_)) {
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
  ranking_.emplace(view_, session_, request_, query_, matchers_);
  if (!list_best()) {
    find_matches();
    ranking_->list_matches(matches_);
  }
  PaperGroups groups = rank();
  PaperPage page = groups.page(request_, response_.notices);
  for (const PaperPage::Shown& shown : page.papers) response_.hits.push_back(hit(groups, shown));
  response_.next_cursor = std::move(page.next_cursor);
  if (request_.facets) {
    response_.facets = count_facets(view_, matches_, sideways_, *filters_, request_);
  }
  if (request_.related > 0)
    response_.related = related_concepts(view_, matches_, query_, request_.related);
  if (request_.receipt) {
    response_.receipt =
        make_receipt(view_, session_, request_, query_, matchers_, response_.notices);
    response_.receipt->interpretation = response_.interpretation;
  }
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

PaperGroups SearchRun::rank() {
  ranking_->refine(relaxed_ ? std::span<const Bitmap>(across_) : std::span<const Bitmap>());
  if (!wants_only_best(request_)) return {view_, ranking_->lists()};
  // Where nobody counts, only what can come on the page is grouped.
  const std::size_t papers = request_.offset + std::min(request_.limit, most_hits);
  return {view_, ranking_->lists(), 20 * papers + 1000};
}

PaperHit SearchRun::hit(const PaperGroups& groups, const PaperPage::Shown& shown) {
  const PaperGroup& group = shown.group;
  const Segment& segment = view_.segment(group.segment);
  PaperHit out;
  out.score = group.score;
  out.copies = shown.copies;
  if (request_.ids_only) {
    out.paper.id = segment.paper_id(group.paper);
    return out;
  }
  const PaperRecord record = segment.paper(group.paper);
  out.paper = summary_of(record.paper);
  const RankedList& list = ranking_->lists()[group.segment];
  const auto show = [&](std::size_t i) {
    PassageHit hit = passage(group.segment, list.passages[i], record);
    hit.score = list.scores[i];
    return hit;
  };
  const std::vector<std::size_t> best = groups.best_passages(group, request_.passages_per_paper);
  for (const std::size_t i : best) out.passages.push_back(show(i));
  // Of a paper that matches by its title alone the shortest passage scores best, and says least.
  if (out.passages.front().highlights.empty() && best.front() != group.first) {
    const auto first = std::find(best.begin(), best.end(), group.first);
    if (first == best.end()) {
      out.passages.back() = show(group.first);
      std::rotate(out.passages.begin(), out.passages.end() - 1, out.passages.end());
    } else {
      const auto at = out.passages.begin() + (first - best.begin());
      std::rotate(out.passages.begin(), at, at + 1);
    }
  }
  return out;
}

PassageHit SearchRun::passage(std::size_t segment_number, PassageNumber number,
                              const PaperRecord& record) {
  const Segment& segment = view_.segment(segment_number);
  const PassageInfo info = segment.passage(number);
  PassageHit out;
  out.id = record.paper.id + ':' + std::to_string(info.number_in_paper + 1);
  out.section = section_path(record.paper, info.section_number);
  out.text = segment.passage_text(number);
  TokenStream stream;
  segment.passage_stream(number, stream);
  out.highlights = find_highlights(out.text, stream, number, query_, *matchers_[segment_number],
                                   view_.analyzer());
  if (request_.explain) out.explanation = ranking_->explain(segment_number, number);
  return out;
}

}  // namespace osteon
