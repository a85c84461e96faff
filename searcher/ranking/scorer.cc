// BM25F with its norm folded into wdf, over the exact set of matches.
#include "searcher/ranking/scorer.h"

#include <algorithm>
#include <array>
#include <cstdio>

#include "indexer/filter_terms.h"
#include "indexer/schema.h"
#include "searcher/ranking/idf.h"

namespace osteon {

Scorer::Scorer(const IndexView& view, SearchSession& session, const ResolvedQuery& query,
               const ScoreParameters& parameters)
    : view_(view), session_(session), parameters_(parameters) {
  using Role = ScoredTerm::Role;
  for_each_positive_unit(query.plan, [&](const Plan& leaf) {
    const QueryUnit& unit = query.units[leaf.unit];
    for (const Wording& wording : unit.wordings) {
      for (const std::vector<std::string>& place : wording.places) {
        for (const std::string& term : place)
          add({term, "word " + term, Role::word, unit.boost, emphasis(unit.begin, unit.end)});
      }
    }
    const auto add_concept = [&](std::string_view of, const char* label, Role role,
                                 const std::string& id, double weight) {
      if (weight > 0)
        add({filter_term(of, id), label + id, role, unit.boost * weight,
             emphasis(unit.begin, unit.end)});
    };
    for (const std::string& id : unit.concepts) {
      add_concept(prefix::concept_mention, "concept ", Role::mention, id,
                  parameters_.concept_weight);
      if (unit.with_names)
        add_concept(prefix::concept_name, "name of ", Role::name, id, parameters_.name_weight);
      if (unit.exploded)
        add_concept(prefix::concept_subtree, "below ", Role::descendant, id,
                    parameters_.descendant_weight);
    }
  });
}

Scorer::Scorer(const IndexView& view, SearchSession& session,
               const std::vector<WeightedTerm>& terms, const ScoreParameters& parameters)
    : view_(view), session_(session), parameters_(parameters) {
  for (const WeightedTerm& term : terms)
    add({term.term, term.term, ScoredTerm::Role::word, term.weight});
}

double Scorer::emphasis(std::size_t begin, std::size_t end) const {
  return parameters_.outcome && parameters_.outcome->holds(begin, end)
             ? parameters_.outcome_emphasis
             : 1;
}

void Scorer::add(ScoredTerm term) {
  const auto found = known_.find(term.term);
  if (found != known_.end()) {
    ScoredTerm& known = terms_[found->second];
    known.weight = std::max(known.weight, term.weight);
    known.emphasis = std::max(known.emphasis, term.emphasis);
    return;
  }
  const auto df = static_cast<double>(view_.term_frequency(session_, term.term));
  if (df == 0) return;
  const auto total = static_cast<double>(view_.passage_count());
  term.idf = inverse_document_frequency(df, total);
  known_.emplace(term.term, terms_.size());
  terms_.push_back(std::move(term));
}

void Scorer::add_variants(std::string_view text) {
  TokenList list;
  view_.analyzer().analyze(text, list);
  for (const Token& token : list.tokens()) {
    if (token.kind == TokenKind::stop) continue;
    const std::string term(token.text);
    add({term, "word " + term, ScoredTerm::Role::word, 1, emphasis(token.begin, token.end)});
  }
}

std::vector<WeightedTerm> Scorer::weighted_terms() const {
  std::vector<WeightedTerm> terms;
  for (const ScoredTerm& term : terms_) terms.push_back({term.term, term.weight});
  return terms;
}

double Scorer::saturation(std::uint32_t wdf) const {
  return wdf * (parameters_.k1 + 1) / (wdf + parameters_.k1 * weight_schema.scale);
}

std::vector<double> Scorer::score(std::size_t segment,
                                  const std::vector<PassageNumber>& passages) const {
  std::vector<double> out(passages.size());
  if (passages.empty()) return out;
  const Xapian::Database& database = session_.databases[segment];
  const bool all = passages.size() == view_.segment(segment).passage_count();
  for (const ScoredTerm& term : terms_) {
    const auto frequency = database.get_termfreq(term.term);
    if (frequency == 0) continue;
    // Skipping pays where there are far fewer passages than postings, and these are still to read.
    if (passages.size() * 16 < frequency && !session_.postings.find(segment, term.term)) {
      auto it = database.postlist_begin(term.term);
      const auto end = database.postlist_end(term.term);
      for (std::size_t i = 0; i < passages.size(); ++i) {
        it.skip_to(passages[i] + 1);
        if (it == end) break;
        if (*it == passages[i] + 1) out[i] += value(term, it.get_wdf());
      }
      continue;
    }
    const PostingList& list = session_.postings.list(database, segment, term.term);
    std::array<double, 256> by_wdf{};  // a division each, not one each posting
    for (std::uint32_t wdf = 1; wdf < by_wdf.size(); ++wdf) by_wdf[wdf] = value(term, wdf);
    auto wanted = passages.begin();
    for (std::size_t p = 0; p < list.passages.size(); ++p) {
      if (all) {
        out[list.passages[p]] += by_wdf[list.wdf[p]];
        continue;
      }
      while (wanted != passages.end() && *wanted < list.passages[p]) ++wanted;
      if (wanted == passages.end()) break;
      if (*wanted == list.passages[p])
        out[static_cast<std::size_t>(wanted - passages.begin())] += by_wdf[list.wdf[p]];
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
        term.weight * term.emphasis, term.idf, saturation(wdf), wdf, parameters_.k1, wdf,
        parameters_.k1, weight_schema.scale);
    out.push_back({term.label, value(term, wdf), formula, {}});
  }
  return out;
}

}  // namespace osteon
