// How good a matching passage is: BM25F over words, a little more for concepts.
//
// Robertson, Zaragoza 2009, "The Probabilistic Relevance Framework: BM25 and Beyond". Title weight
// and length are folded into wdf when a passage is indexed (indexer/schema.h), so a score needs no
// look-up of lengths: idf * wdf * (k1 + 1) / (wdf + k1 * scale).
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "searcher/index_view.h"
#include "searcher/matching/plan.h"
#include "searcher/ranking/ranked_list.h"
#include "searcher/ranking/roles.h"
#include "searcher/search.h"

namespace osteon {

struct ScoreParameters {
  double k1 = 1.6;
  double concept_weight = 0.3;      ///< of a mention of the concept itself, beside its words
  double name_weight = 0.15;        ///< where a name of it stands that is no accepted mention
  double descendant_weight = 0.15;  ///< of mentions of narrower concepts only
  /// Where the query names the outcome that it asks for, and how much more a passage gains by it.
  std::optional<QueryRange> outcome;
  double outcome_emphasis = 3;
};

/// One index term that adds to scores.
struct ScoredTerm {
  enum class Role : std::uint8_t { word, mention, name, descendant };
  std::string term;
  std::string label;  ///< for explanations: "word sarcopenia", "concept MESH:D055948"
  Role role = Role::word;
  double weight = 1;    ///< boost and role
  double emphasis = 1;  ///< on what a passage, rather than its paper, must say
  double idf = 0;
  std::size_t unit = 0;
};

/// Scores passages of a query. One search's; not for several threads.
class Scorer {
 public:
  Scorer(const IndexView& view, SearchSession& session, const ResolvedQuery& query,
         const ScoreParameters& parameters = {});
  /// Scores by terms that are given with their weights.
  Scorer(const IndexView& view, SearchSession& session, const std::vector<WeightedTerm>& terms,
         const ScoreParameters& parameters = {});

  /// Adds the parts and joined readings of the tokens of `text` as words of their own: for a text
  /// that is matched as a whole, 4mg is a little like 4 mg.
  void add_variants(std::string_view text);

  /// The terms that the index has, with their weights.
  std::vector<WeightedTerm> weighted_terms() const;
  std::span<const ScoredTerm> terms() const { return terms_; }

  /// A posting adds factor() * saturation(wdf) to its passage's score.
  static double factor(const ScoredTerm& term) { return term.weight * term.emphasis * term.idf; }
  double saturation(std::uint32_t wdf) const;

  /// Scores of `passages` (ascending) of one segment, in their order.
  std::vector<double> score(std::size_t segment, const std::vector<PassageNumber>& passages) const;
  /// The same score of one passage as its parts; they add up to it.
  std::vector<ScoreDetail> explain(std::size_t segment, PassageNumber passage) const;

 private:
  void add(ScoredTerm term);
  double value(const ScoredTerm& term, std::uint32_t wdf) const {
    return factor(term) * saturation(wdf);
  }
  double emphasis(std::size_t begin, std::size_t end) const;

  const IndexView& view_;
  SearchSession& session_;
  ScoreParameters parameters_;
  std::vector<ScoredTerm> terms_;
  std::map<std::string, std::size_t, std::less<>>
      known_;  ///< a term counts once, however often typed
};

}  // namespace osteon
