// Leaves of a query as plans: words, phrases, prefixes, papers, concepts, long texts.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "searcher/matching/query_words.h"
#include "searcher/matching/resolver.h"
#include "searcher/query/query.h"

namespace osteon {

/// What holds for a part of the tree.
struct ResolveContext {
  TextPart part;
  bool exploded = true;
  double boost = 1;
  bool top = true;  ///< not below an operator: may be relaxed
};

/// One query's leaves. Collects their units, and remembers which ask for nothing.
class LeafResolver {
 public:
  /// Keeps references to all.
  LeafResolver(const IndexView& view, const SearchSession& session, const ResolveOptions& options,
               std::vector<Notice>& notices)
      : view_(view), session_(session), options_(options), notices_(notices) {}

  /// Words side by side: a plan for each thing that they ask for.
  std::vector<Plan> words(const Query& q, const ResolveContext& context);
  Plan phrase(const Query& q, const ResolveContext& context);
  Plan prefix(const Query& q, const ResolveContext& context);
  Plan paper(const Query& q);
  Plan concept_plan(const Query& q, const ResolveContext& context);
  Plan like(const Query& q, const ResolveContext& context);

  /// True for a part without anything to look for, such as function words alone: it makes no AND
  /// fail.
  bool is_empty(const Query& q) const { return empty_words_.contains(&q); }
  void set_empty(const Query& q) { empty_words_.insert(&q); }
  std::vector<QueryUnit>& units() { return units_; }
  const std::vector<QueryUnit>& units() const { return units_; }

 private:
  void notice(std::string kind, std::string message, const Query& q);
  std::uint64_t frequency(const std::string& term) const {
    return view_.term_frequency(session_, term);
  }
  Plan unit_plan(QueryUnit unit, const ResolveContext& context);
  TextReading read(std::string_view text, Rows rows) const;
  QueryUnit unit_of(const TextUnit& from, const Query& q);
  /// HLA-B*27 stands for HLA-B*27:05 too.
  void add_alleles(Wording& wording) const;
  Plan nothing_posted(const Query& q);
  /// The terms behind a prefix, with a notice that says what they are.
  std::vector<std::string> prefix_terms(const std::string& head, const std::string& stem,
                                        const Query& q, std::vector<std::string>& forms);
  /// True if `q` holds one prefix too many, which is left out.
  bool too_many_prefixes(const Query& q);

  const IndexView& view_;
  const SearchSession& session_;
  const ResolveOptions& options_;
  std::vector<Notice>& notices_;
  std::vector<QueryUnit> units_;
  std::set<const Query*> empty_words_;
  std::map<std::string, std::size_t> known_units_;  // by meaning
  std::size_t prefixes_ = 0;
};

}  // namespace osteon
