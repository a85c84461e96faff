// BM25F with its norm folded into wdf, over the exact set of matches.
#include "searcher/scorer.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <map>
#include <set>

#include "indexer/filter_terms.h"
#include "indexer/schema.h"

namespace osteon {

Scorer::Scorer(const IndexView& view, SearchSession& session, const ResolvedQuery& query,
               const ScoreParameters& parameters)
    : session_(session), parameters_(parameters) {
  const auto total = static_cast<double>(view.passage_count());
  std::map<std::string, std::size_t> known;  // a word counts once, however often it is typed
  const auto add = [&](std::string term, std::string label, ScoredTerm::Role role, double weight,
                       std::size_t unit) {
    const auto found = known.find(term);
    if (found != known.end()) {
      terms_[found->second].weight = std::max(terms_[found->second].weight, weight);
      return;
    }
    const std::uint64_t df = view.term_frequency(session, term);
    if (df == 0) return;
    const auto d = static_cast<double>(df);
    known.emplace(term, terms_.size());
    terms_.push_back({std::move(term), std::move(label), role, weight,
                      std::log(1 + (total - d + 0.5) / (d + 0.5)), unit});
  };
  for_each_positive_unit(query.plan, [&](const Plan& leaf) {
    const QueryUnit& unit = query.units[leaf.unit];
    for (const Wording& wording : unit.wordings) {
      for (const std::vector<std::string>& place : wording.places) {
        for (const std::string& term : place) {
          add(term, "word " + term, ScoredTerm::Role::word, unit.boost, leaf.unit);
        }
      }
    }
    const double w = unit.boost;
    for (const std::string& id : unit.concepts) {
      add(filter_term(prefix::concept_mention, id), "concept " + id, ScoredTerm::Role::mention,
          w * parameters_.concept_weight, leaf.unit);
      if (unit.with_names) {
        add(filter_term(prefix::concept_name, id), "name of " + id, ScoredTerm::Role::name,
            w * parameters_.name_weight, leaf.unit);
      }
      if (unit.exploded) {
        add(filter_term(prefix::concept_subtree, id), "below " + id, ScoredTerm::Role::descendant,
            w * parameters_.descendant_weight, leaf.unit);
      }
    }
  });
}

double Scorer::value(const ScoredTerm& term, std::uint32_t wdf) const {
  const double scaled = parameters_.k1 * weight_schema.scale;
  return term.weight * term.idf * wdf * (parameters_.k1 + 1) / (wdf + scaled);
}

std::vector<double> Scorer::score(std::size_t segment,
                                  const std::vector<PassageNumber>& passages) const {
  std::vector<double> out(passages.size());
  const Xapian::Database& database = session_.databases[segment];
  for (const ScoredTerm& term : terms_) {
    const auto frequency = database.get_termfreq(term.term);
    if (frequency == 0 || passages.empty()) continue;
    // Skipping pays where there are far fewer passages than postings.
    const bool skip = passages.size() * 16 < frequency;
    auto it = database.postlist_begin(term.term);
    const auto end = database.postlist_end(term.term);
    for (std::size_t i = 0; i < passages.size() && it != end; ++i) {
      const Xapian::docid wanted = passages[i] + 1;
      if (skip) {
        it.skip_to(wanted);
      } else {
        while (it != end && *it < wanted) ++it;
      }
      if (it == end) break;
      if (*it == wanted) out[i] += value(term, it.get_wdf());
    }
  }
  return out;
}

std::vector<ScoreDetail> Scorer::explain(std::size_t segment, PassageNumber passage) const {
  std::vector<ScoreDetail> out;
  const Xapian::Database& database = session_.databases[segment];
  for (const ScoredTerm& term : terms_) {
    auto it = database.postlist_begin(term.term);
    const auto end = database.postlist_end(term.term);
    if (it != end) it.skip_to(passage + 1);
    if (it == end || *it != passage + 1) continue;
    const std::uint32_t wdf = it.get_wdf();
    char formula[200];
    std::snprintf(
        formula, sizeof formula,
        "weight %.4g * idf %.4g * tf %.4g, where tf = %u * (%.4g + 1) / (%u + %.4g * %.4g)",
        term.weight, term.idf, value(term, wdf) / (term.weight * term.idf), wdf, parameters_.k1,
        wdf, parameters_.k1, weight_schema.scale);
    out.push_back({term.label, value(term, wdf), formula, {}});
  }
  return out;
}

}  // namespace osteon
