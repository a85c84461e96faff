#include "searcher/ranking/ranking.h"

#include <algorithm>
#include <cstdio>
#include <iterator>
#include <utility>

#include "searcher/ranking/idf.h"

namespace osteon {
namespace {

constexpr std::uint64_t most_for_second_query = 200'000;  // passages of the index
constexpr double own_wording_weight = 2;                  // of a word as rare as the wording

bool leaves_out(const SearchRequest& request, std::string_view step) {
  return std::find(request.without.begin(), request.without.end(), step) != request.without.end();
}

ScoreParameters parameters_for(const SearchRequest& request,
                               const std::optional<QueryRange>& outcome) {
  ScoreParameters parameters;
  if (leaves_out(request, "concepts"))
    parameters.concept_weight = parameters.name_weight = parameters.descendant_weight = 0;
  if (!leaves_out(request, "roles")) parameters.outcome = outcome;
  return parameters;
}

/// A concept that was typed in several words.
bool weighs_own_wording(const QueryUnit& unit) {
  return !unit.concepts.empty() && unit.has_phrase();
}

}  // namespace

bool wants_only_best(const SearchRequest& request) {
  return request.plain_text && request.any && !request.totals && request.filters.empty() &&
         !request.year_from && !request.year_to;
}

Ranking::Ranking(const IndexView& view, SearchSession& session, const SearchRequest& request,
                 const ResolvedQuery& query, const SegmentMatchers& matchers)
    : view_(view),
      session_(session),
      request_(request),
      query_(query),
      matchers_(matchers),
      outcome_(asked_outcome(request.query)),
      scorer_(view, session, query, parameters_for(request, outcome_)),
      top_passages_(find_top_passages()) {
  if (wants_only_best(request)) scorer_.add_variants(request.query);
}

bool Ranking::does(std::string_view step) const {
  return !leaves_out(request_, step);
}

std::optional<TopPassages> Ranking::find_top_passages() {
  const bool asks_for_more = request_.totals || request_.facets || request_.receipt ||
                             request_.related > 0 || request_.fold || request_.diverse ||
                             !request_.filters.empty() || request_.year_from || request_.year_to ||
                             !request_.like.empty() || !request_.cursor.empty();
  // Marks lift papers from anywhere, and the many words of a text leave too little out.
  if (asks_for_more || wants_only_best(request_) || (view_.marks() != nullptr && does("marks")))
    return std::nullopt;
  const bool weighs_wordings =
      std::any_of(query_.units.begin(), query_.units.end(), weighs_own_wording);
  if (!request_.fast || (weighs_wordings && does("wording"))) return std::nullopt;
  return TopPassages::of(view_, session_, query_, scorer_, request_.any);
}

std::size_t Ranking::list_best(std::size_t count) {
  lists_ = top_passages_->find(matchers_, count);
  std::size_t found = 0;
  for (const RankedList& list : lists_) found += list.passages.size();
  return found;
}

void Ranking::list_matches(const std::vector<Bitmap>& matches) {
  lists_.clear();
  for (std::size_t s = 0; s < matches.size(); ++s) {
    RankedList list;
    matches[s].for_each([&](PassageNumber p) { list.passages.push_back(p); });
    list.scores = scorer_.score(s, list.passages);
    lists_.push_back(std::move(list));
  }
}

void Ranking::refine(std::span<const Bitmap> across) {
  const bool only_best = wants_only_best(request_);
  if (!only_best && does("wording")) add_own_wordings();
  if (does("paper")) {
    paper_scores_.emplace(view_, session_, scorer_);
    paper_scores_->add(lists_);
    add_across(across);
  }
  if (view_.marks() != nullptr && does("marks")) {
    mark_scores_.emplace(view_, *view_.marks(), scorer_);
    mark_scores_->add(lists_);
  }
  if (outcome_ && does("sections")) {
    section_gains_.emplace(view_);
    section_gains_->add(lists_);
  }
  // Feedback and meaning serve a text that asks for what it is about. A query that says which words
  // must be there is answered by those words, unless the reader had the index learn.
  if (request_.fast || (!only_best && view_.semantic_space() == nullptr)) return;
  RefineOptions options = refine_options_for(view_.parents());
  options.feedback = options.feedback && does("feedback");
  options.semantic = options.semantic && does("semantic");
  // A second query over a million passages costs more than what it finds besides.
  options.whole_lists = only_best && view_.passage_count() <= most_for_second_query;
  if (!options.feedback && !options.semantic) return;
  refiner_.emplace(view_, session_, scorer_, options);
  refiner_->refine(lists_);
}

/// The typed wording of a concept, word by word in a row, is trusted above its other names: Ide,
/// Loane, Demner-Fushman 2007, "Essie: a concept-based search engine for structured biomedical
/// text".
void Ranking::add_own_wordings() {
  const auto total = static_cast<double>(view_.passage_count());
  for_each_positive_unit(query_.plan, [&](const Plan& leaf) {
    const QueryUnit& unit = query_.units[leaf.unit];
    if (!weighs_own_wording(unit)) return;
    OwnWording own{leaf.unit, 0, {}};
    double df = 0;
    for (std::size_t s = 0; s < matchers_.size(); ++s) {
      own.passages.push_back(matchers_[s]->unit_wordings(leaf.unit));
      df += static_cast<double>(own.passages.back().count());
    }
    own.value = own_wording_weight * unit.boost * inverse_document_frequency(df, total);
    if (df == 0 || own.value <= 0) return;
    lift(own.passages, own.value);
    own_wordings_.push_back(std::move(own));
  });
}

/// Where no passage holds all parts of the query, the papers that hold them all come first.
void Ranking::add_across(std::span<const Bitmap> across) {
  const std::vector<ScoredPassage> best = best_of(lists_, 1);
  if (best.empty() || across.empty()) return;
  across_ = across;
  across_value_ = best.front().score;
  lift(across_, across_value_);
}

/// Adds `value` to the scores of the listed ones of `passages`.
void Ranking::lift(std::span<const Bitmap> passages, double value) {
  for (std::size_t s = 0; s < lists_.size(); ++s) {
    RankedList& list = lists_[s];
    for (std::size_t i = 0; i < list.passages.size(); ++i)
      if (passages[s].test(list.passages[i])) list.scores[i] += value;
  }
}

std::vector<ScoreDetail> Ranking::explain(std::size_t segment, PassageNumber passage) const {
  std::vector<ScoreDetail> details = scorer_.explain(segment, passage);
  const auto add = [&](std::vector<ScoreDetail> more) {
    std::move(more.begin(), more.end(), std::back_inserter(details));
  };
  for (const OwnWording& own : own_wordings_) {
    if (!own.passages[segment].test(passage)) continue;
    char formula[60];
    std::snprintf(formula, sizeof formula, "%.4g * idf of the wording as typed",
                  own_wording_weight);
    details.push_back({"wording " + query_.units[own.unit].text, own.value, formula, {}});
  }
  if (paper_scores_) add(paper_scores_->explain(segment, passage));
  if (across_value_ > 0 && across_[segment].test(passage))
    details.push_back(
        {"all parts", across_value_, "the paper holds all of them; best score without", {}});
  if (mark_scores_) add(mark_scores_->explain(segment, passage));
  if (section_gains_) add(section_gains_->explain(segment, passage));
  if (refiner_) add(refiner_->explain(segment, passage));
  return details;
}

}  // namespace osteon
