#include "searcher/ranking/paper_score.h"

#include <algorithm>
#include <cstdio>

#include "indexer/schema.h"

namespace osteon {
namespace {

/// Sums of folded frequencies over each of `parents` (ascending), by index into it.
std::vector<std::uint32_t> sums(const PostingList& list, const SegmentParents& table,
                                std::span<const std::uint32_t> parents) {
  std::vector<std::uint32_t> out(parents.size());
  auto at = list.passages.begin();
  for (std::size_t i = 0; i < parents.size() && at != list.passages.end(); ++i) {
    const PassageNumber first = table.first_passage[parents[i]];
    const PassageNumber end = table.first_passage[parents[i] + 1];
    // A doubling step finds the place in the time of a few comparisons where parents are dense.
    std::ptrdiff_t step = 1;
    while (list.passages.end() - at > step && *(at + step) < first) step *= 2;
    at = std::lower_bound(at + step / 2, std::min(at + step + 1, list.passages.end()), first);
    for (; at != list.passages.end() && *at < end; ++at)
      out[i] += list.wdf[static_cast<std::size_t>(at - list.passages.begin())];
  }
  return out;
}

/// The same without reading what lies between the parents.
std::vector<std::uint32_t> sums_by_skipping(const Xapian::Database& database,
                                            const std::string& term, const SegmentParents& table,
                                            std::span<const std::uint32_t> parents) {
  std::vector<std::uint32_t> out(parents.size());
  auto at = database.postlist_begin(term);
  const auto end = database.postlist_end(term);
  for (std::size_t i = 0; i < parents.size() && at != end; ++i) {
    at.skip_to(table.first_passage[parents[i]] + 1);
    for (; at != end && *at <= table.first_passage[parents[i] + 1]; ++at) out[i] += at.get_wdf();
  }
  return out;
}

}  // namespace

PaperScores::PaperScores(const IndexView& view, SearchSession& session, const Scorer& scorer,
                         const PaperScoreOptions& options)
    : view_(view),
      session_(session),
      scorer_(scorer),
      options_(options),
      parents_(view.parents()),
      gained_(view.segment_count()) {}

double PaperScores::norm(std::size_t segment, std::uint32_t parent) const {
  const SegmentParents& table = parents_.segments[segment];
  const double passages = table.first_passage[parent + 1] - table.first_passage[parent];
  return weight_schema.scale * (1 - options_.b + options_.b * passages / parents_.mean_passages);
}

double PaperScores::value(const ScoredTerm& term, double folded, double norm) const {
  const double f = folded / norm;
  return options_.weight * term.weight * term.idf * f * (options_.k1 + 1) / (f + options_.k1);
}

void PaperScores::add(std::vector<RankedList>& lists) {
  std::vector<std::vector<ScoredPassage>> best(lists.size());
  for (const ScoredPassage& passage : best_of(lists, options_.depth))
    best[passage.segment].push_back(passage);
  for (std::size_t s = 0; s < lists.size(); ++s) {
    const SegmentParents& table = parents_.segments[s];
    const auto parent_of = [&](PassageNumber p) {
      return table.of_paper[view_.segment(s).paper_of(p)];
    };
    std::vector<std::uint32_t> parents;
    for (const ScoredPassage& passage : best[s]) parents.push_back(parent_of(passage.passage));
    std::sort(parents.begin(), parents.end());
    parents.erase(std::unique(parents.begin(), parents.end()), parents.end());
    std::vector<double> scores(parents.size());
    for (const ScoredTerm& term : scorer_.terms()) {
      const Xapian::Database& database = session_.databases[s];
      const bool few = parents.size() * 16 < database.get_termfreq(term.term) &&
                       !session_.postings.find(s, term.term);
      const std::vector<std::uint32_t> folded =
          few ? sums_by_skipping(database, term.term, table, parents)
              : sums(session_.postings.list(database, s, term.term), table, parents);
      for (std::size_t i = 0; i < parents.size(); ++i)
        if (folded[i] > 0) scores[i] += value(term, folded[i], norm(s, parents[i]));
    }
    for (const ScoredPassage& passage : best[s]) {
      const auto at = std::lower_bound(parents.begin(), parents.end(), parent_of(passage.passage));
      lists[s].scores[passage.index] += scores[static_cast<std::size_t>(at - parents.begin())];
      gained_[s].push_back(passage.passage);
    }
    std::sort(gained_[s].begin(), gained_[s].end());
  }
}

std::vector<ScoreDetail> PaperScores::explain(std::size_t segment, PassageNumber passage) const {
  const SegmentParents& table = parents_.segments[segment];
  const std::uint32_t parent = table.of_paper[view_.segment(segment).paper_of(passage)];
  const std::vector<PassageNumber>& gained = gained_[segment];
  if (!std::binary_search(gained.begin(), gained.end(), passage)) return {};
  ScoreDetail whole{"paper", 0, "", {}};
  for (const ScoredTerm& term : scorer_.terms()) {
    const PostingList& list =
        session_.postings.list(session_.databases[segment], segment, term.term);
    const std::uint32_t folded = sums(list, table, {&parent, 1}).front();
    if (folded == 0) continue;
    const double part = value(term, folded, norm(segment, parent));
    char formula[200];
    std::snprintf(formula, sizeof formula,
                  "%.4g * %.4g * idf %.4g * tf %.4g, where tf = f * (%.4g + 1) / (f + %.4g), f = "
                  "%u / %.4g",
                  options_.weight, term.weight, term.idf,
                  part / (options_.weight * term.weight * term.idf), options_.k1, options_.k1,
                  folded, norm(segment, parent));
    whole.parts.push_back({term.label, part, formula, {}});
    whole.value += part;
  }
  if (whole.parts.empty()) return {};
  char formula[100];
  std::snprintf(formula, sizeof formula, "sum over the words of all %u passages of the paper",
                table.first_passage[parent + 1] - table.first_passage[parent]);
  whole.formula = formula;
  return {whole};
}

}  // namespace osteon
