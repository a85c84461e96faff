// The second half of a search: scores, groups by paper, and the page that is shown.
#include <algorithm>
#include <cstdio>
#include <iterator>
#include <tuple>

#include "searcher/cursor.h"
#include "searcher/ranking/idf.h"
#include "searcher/ranking/near_copies.h"
#include "searcher/search_run.h"

namespace osteon {
namespace {

constexpr std::size_t max_limit = 1000;
constexpr std::uint64_t most_for_second_query = 200'000;  // passages of the index
constexpr std::size_t spread_papers = 50;
constexpr double own_wording_weight = 2;  // of a word as rare as the wording

/// A concept that was typed in several words.
bool weighs_own_wording(const QueryUnit& unit) {
  return !unit.concepts.empty() && unit.has_phrase();
}

}  // namespace

bool SearchRun::before(const Group& a, const Group& b) const {
  if (a.score != b.score) return a.score > b.score;
  return paper_id(a) < paper_id(b);
}

bool SearchRun::does(std::string_view step) const {
  return std::find(request_.without.begin(), request_.without.end(), step) ==
         request_.without.end();
}

void SearchRun::weigh() {
  outcome_ = asked_outcome(request_.query);
  ScoreParameters parameters;
  if (!does("concepts"))
    parameters.concept_weight = parameters.name_weight = parameters.descendant_weight = 0;
  if (does("roles")) parameters.outcome = outcome_;
  scorer_.emplace(view_, session_, query_, parameters);
  if (wants_only_best()) scorer_->add_variants(request_.query);
}

std::optional<TopPassages> SearchRun::top_passages() {
  const bool asks_for_more = request_.totals || request_.facets || request_.receipt ||
                             request_.related > 0 || request_.fold || request_.diverse ||
                             !request_.filters.empty() || request_.year_from || request_.year_to ||
                             !request_.like.empty() || !request_.cursor.empty() ||
                             !response_.strategy.empty();
  // Marks lift papers from anywhere, and the many words of a text leave too little out.
  if (asks_for_more || wants_only_best() || (view_.marks() != nullptr && does("marks")))
    return std::nullopt;
  const bool weighs_wordings =
      std::any_of(query_.units.begin(), query_.units.end(), weighs_own_wording);
  if (!request_.fast || (weighs_wordings && does("wording"))) return std::nullopt;
  return TopPassages::of(view_, session_, query_, *scorer_, request_.any);
}

bool SearchRun::list_top() {
  const std::optional<TopPassages> top = top_passages();
  if (!top) return false;
  const std::size_t papers = request_.offset + std::min(request_.limit, max_limit);
  // A paper's score can lift passages that are not among the best by their own.
  for (std::size_t count = (does("paper") ? 20 : 2) * papers;; count *= 4) {
    ranked_ = top->find(matchers_, count);
    std::size_t found = 0;
    for (const RankedList& list : ranked_) found += list.passages.size();
    if (found == 0) break;
    group_by_paper();
    response_.total_passages = found;
    response_.total_papers = groups_.size();
    if (groups_.size() > papers || found < count) return true;
  }
  ranked_.clear();  // where no passage holds all parts, some may hold fewer
  return false;
}

void SearchRun::list_matches() {
  for (std::size_t s = 0; s < matches_.size(); ++s) {
    RankedList ranked;
    matches_[s].for_each([&](PassageNumber p) { ranked.passages.push_back(p); });
    ranked.scores = scorer_->score(s, ranked.passages);
    ranked_.push_back(std::move(ranked));
  }
}

void SearchRun::rank() {
  if (!wants_only_best() && does("wording")) add_own_wordings();
  if (does("paper")) {
    paper_scores_.emplace(view_, session_, *scorer_);
    paper_scores_->add(ranked_);
  }
  if (relaxed_ && does("paper")) add_across();
  if (view_.marks() != nullptr && does("marks")) {
    mark_scores_.emplace(view_, *view_.marks(), *scorer_);
    mark_scores_->add(ranked_);
  }
  if (outcome_ && does("sections")) {
    section_gains_.emplace(view_);
    section_gains_->add(ranked_);
  }
  // Feedback and meaning serve a text that asks for what it is about. A query that says which words
  // must be there is answered by those words, unless the reader had the index learn.
  const bool refines = !request_.fast && (wants_only_best() || view_.semantic_space() != nullptr);
  if (refines) {
    RefineOptions options = refine_options_for(view_.parents());
    options.feedback = options.feedback && does("feedback");
    options.semantic = options.semantic && does("semantic");
    // A second query over a million passages costs more than what it finds besides.
    options.whole_lists = wants_only_best() && view_.passage_count() <= most_for_second_query;
    if (options.feedback || options.semantic) {
      refiner_.emplace(view_, session_, *scorer_, options);
      refiner_->refine(ranked_);
    }
  }
  group_by_paper();
}

/// The typed wording of a concept, word by word in a row, is trusted above its other names: Ide,
/// Loane, Demner-Fushman 2007, "Essie: a concept-based search engine for structured biomedical
/// text".
void SearchRun::add_own_wordings() {
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
void SearchRun::add_across() {
  const std::vector<ScoredPassage> best = best_of(ranked_, 1);
  if (best.empty() || across_.empty()) return;
  across_value_ = best.front().score;
  lift(across_, across_value_);
}

/// Adds `value` to the scores of the listed ones of `passages`.
void SearchRun::lift(const std::vector<Bitmap>& passages, double value) {
  for (std::size_t s = 0; s < ranked_.size(); ++s) {
    RankedList& list = ranked_[s];
    for (std::size_t i = 0; i < list.passages.size(); ++i)
      if (passages[s].test(list.passages[i])) list.scores[i] += value;
  }
}

std::vector<ScoreDetail> SearchRun::explain_wordings(std::size_t segment,
                                                     PassageNumber passage) const {
  std::vector<ScoreDetail> details;
  for (const OwnWording& own : own_wordings_) {
    if (!own.passages[segment].test(passage)) continue;
    char formula[60];
    std::snprintf(formula, sizeof formula, "%.4g * idf of the wording as typed",
                  own_wording_weight);
    details.push_back({"wording " + query_.units[own.unit].text, own.value, formula, {}});
  }
  return details;
}

void SearchRun::group_by_paper() {
  groups_.clear();
  const auto add = [&](std::size_t s, std::size_t i, std::span<const PaperOrdinal> papers) {
    const double score = ranked_[s].scores[i];
    const PaperOrdinal paper = papers[ranked_[s].passages[i]];
    const auto segment = static_cast<std::uint32_t>(s), place = static_cast<std::uint32_t>(i);
    if (groups_.empty() || groups_.back().segment != segment || groups_.back().paper != paper)
      groups_.push_back({score, segment, paper, place, 0});
    Group& group = groups_.back();
    group.score = std::max(group.score, score);
    group.count = place + 1 - group.first;
  };
  if (!wants_only_best()) {
    std::size_t matches = 0;
    for (const RankedList& ranked : ranked_) matches += ranked.passages.size();
    groups_.reserve(matches);
    for (std::size_t s = 0; s < ranked_.size(); ++s) {
      const std::span<const PaperOrdinal> papers = view_.segment(s).paper_table();
      for (std::size_t i = 0; i < ranked_[s].passages.size(); ++i) add(s, i, papers);
    }
    return;
  }
  // Where nobody counts, only what can come on the page is grouped.
  std::vector<ScoredPassage> best =
      best_of(ranked_, 20 * (request_.offset + std::min(request_.limit, max_limit)) + 1000);
  std::sort(best.begin(), best.end(), [](const ScoredPassage& a, const ScoredPassage& b) {
    return std::tie(a.segment, a.index) < std::tie(b.segment, b.index);
  });
  for (const ScoredPassage& passage : best)
    add(passage.segment, passage.index, view_.segment(passage.segment).paper_table());
}

std::vector<ScoreDetail> SearchRun::explain(std::size_t segment, PassageNumber passage) const {
  std::vector<ScoreDetail> details = scorer_->explain(segment, passage);
  const auto add = [&](std::vector<ScoreDetail> more) {
    std::move(more.begin(), more.end(), std::back_inserter(details));
  };
  add(explain_wordings(segment, passage));
  if (paper_scores_) add(paper_scores_->explain(segment, passage));
  if (across_value_ > 0 && across_[segment].test(passage))
    details.push_back(
        {"all parts", across_value_, "the paper holds all of them; best score without", {}});
  if (mark_scores_) add(mark_scores_->explain(segment, passage));
  if (section_gains_) add(section_gains_->explain(segment, passage));
  if (refiner_) add(refiner_->explain(segment, passage));
  return details;
}

PassageNumber SearchRun::best_passage(const Group& group) const {
  const RankedList& ranked = ranked_[group.segment];
  const auto first = ranked.scores.begin() + static_cast<std::ptrdiff_t>(group.first);
  const auto best = std::max_element(first, first + static_cast<std::ptrdiff_t>(group.count));
  return ranked.passages[static_cast<std::size_t>(best - ranked.scores.begin())];
}

PassageSignature SearchRun::signature(const Group& group) const {
  const Segment& segment = view_.segment(group.segment);
  TokenStream stream;
  segment.passage_stream(best_passage(group), stream);
  return signature_of(stream, segment);
}

/// Maximal marginal relevance over the best `count` groups: Carbonell, Goldstein 1998, "The use of
/// MMR, diversity-based reranking for reordering documents and producing summaries".
void SearchRun::spread(std::size_t count) {
  constexpr double relevance = 0.5;
  std::vector<WordVector> words;
  for (std::size_t i = 0; i < count; ++i) {
    const Segment& segment = view_.segment(groups_[i].segment);
    TokenStream stream;
    segment.passage_stream(best_passage(groups_[i]), stream);
    words.push_back(words_of(stream, segment));
  }
  std::vector<double> likest(count, 0);  // to what has been taken already
  const double best = count > 0 ? std::max(groups_.front().score, 1e-9) : 1;
  for (std::size_t done = 0; done < count; ++done) {
    const auto value = [&](std::size_t i) {
      return relevance * groups_[i].score / best - (1 - relevance) * likest[i];
    };
    std::size_t taken = done;
    for (std::size_t i = done + 1; i < count; ++i)
      if (value(i) > value(taken)) taken = i;
    const auto from = static_cast<std::ptrdiff_t>(done), to = static_cast<std::ptrdiff_t>(taken);
    std::rotate(groups_.begin() + from, groups_.begin() + to, groups_.begin() + to + 1);
    std::rotate(words.begin() + from, words.begin() + to, words.begin() + to + 1);
    std::rotate(likest.begin() + from, likest.begin() + to, likest.begin() + to + 1);
    for (std::size_t i = done + 1; i < count; ++i)
      likest[i] = std::max(likest[i], cosine(words[i], words[done]));
  }
}

void SearchRun::page() {
  const std::size_t limit = std::min(request_.limit, max_limit);
  const auto better = [this](const Group& a, const Group& b) { return before(a, b); };
  std::size_t offset = request_.offset;
  if (!request_.cursor.empty()) {
    offset = 0;
    if (const auto cursor = read_cursor(request_.cursor)) {
      std::erase_if(groups_, [&](const Group& g) {
        return g.score > cursor->score ||
               (g.score == cursor->score && paper_id(g) <= cursor->paper);
      });
      if (cursor->revision != view_.snapshot().revision)
        response_.notices.push_back(
            {"changed",
             "the index has changed since the page before: papers may come twice or not at all", 0,
             0});
    } else {
      response_.notices.push_back({"ignored", "the cursor is not one that a search gave", 0, 0});
    }
  }
  const std::size_t end = std::min(groups_.size(), offset + limit);
  if (offset >= end) return;
  // Folding looks further down for what fills the page, spreading for what to bring up.
  std::size_t sorted = end;
  if (request_.fold) sorted = std::min(groups_.size(), end + limit);
  if (request_.diverse) sorted = std::min(groups_.size(), std::max(sorted, spread_papers));
  std::partial_sort(groups_.begin(), groups_.begin() + static_cast<std::ptrdiff_t>(sorted),
                    groups_.end(), better);
  if (request_.diverse) spread(std::min(sorted, spread_papers));
  std::vector<PassageSignature> shown;
  std::size_t next = offset;
  for (; next < sorted && (next < end || request_.fold); ++next) {
    const Group& group = groups_[next];
    if (request_.fold) {
      const PassageSignature mine = signature(group);
      const auto copy = std::find_if(shown.begin(), shown.end(), [&](const PassageSignature& one) {
        return similarity(one, mine) >= near_copy;
      });
      if (copy != shown.end()) {
        const auto at = static_cast<std::size_t>(copy - shown.begin());
        response_.hits[at].copies.emplace_back(paper_id(group));
        continue;
      }
      if (response_.hits.size() == limit) break;
      shown.push_back(mine);
    }
    response_.hits.push_back(hit(group));
  }
  if (next < groups_.size() && !request_.diverse) {
    response_.next_cursor = write_cursor({view_.snapshot().revision, groups_[next - 1].score,
                                          std::string(paper_id(groups_[next - 1]))});
  }
}

}  // namespace osteon
