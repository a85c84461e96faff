#include "searcher/ranking/top_passages.h"

#include <algorithm>
#include <array>
#include <map>
#include <string>
#include <string_view>
#include <utility>

#include "indexer/filter_terms.h"
#include "indexer/schema.h"

namespace osteon {
namespace {

using Kind = Plan::Kind;

/// Scorer's value of a term: its weight and idf come as the factor of its leaf.
class FoldedWeight final : public Xapian::Weight {
 public:
  explicit FoldedWeight(const Scorer& scorer) : scorer_(scorer) {
    need_stat(WDF);
    need_stat(WDF_MAX);
  }

  std::string name() const override { return "osteon::FoldedWeight"; }
  FoldedWeight* clone() const override { return new FoldedWeight(scorer_); }
  double get_sumpart(Xapian::termcount wdf, Xapian::termcount, Xapian::termcount) const override {
    return by_wdf_[std::min<Xapian::termcount>(wdf, weight_schema.cap)];
  }
  double get_maxpart() const override { return get_sumpart(get_wdf_upper_bound(), 0, 0); }
  double get_sumextra(Xapian::termcount, Xapian::termcount) const override { return 0; }
  double get_maxextra() const override { return 0; }

 private:
  void init(double factor) override {
    for (std::uint32_t wdf = 0; wdf < by_wdf_.size(); ++wdf)
      by_wdf_[wdf] = factor * scorer_.saturation(wdf);
  }

  const Scorer& scorer_;
  std::array<double, weight_schema.cap + 1> by_wdf_{};  // a division each, not one each posting
};

Xapian::Query either(const std::vector<Xapian::Query>& parts) {
  return {Xapian::Query::OP_OR, parts.begin(), parts.end()};
}

Xapian::Query both(const std::vector<Xapian::Query>& parts) {
  return {Xapian::Query::OP_AND, parts.begin(), parts.end()};
}

Xapian::Query scaled(const std::string& term, double factor) {
  return {Xapian::Query::OP_SCALE_WEIGHT, Xapian::Query(term), factor};
}

/// Where a part of a plan stands.
struct Place {
  bool exact = false;     ///< postings must decide: nothing may be left to check
  bool optional = false;  ///< below an OR
  /// Each passage with a word found here matches this part: the word's score can be counted here.
  bool scored = true;

  Place in_or(std::size_t parts) const { return {exact, optional || parts > 1, scored}; }
  Place in_and(std::size_t parts) const {
    return {exact, optional, scored && !(optional && parts > 1)};
  }
};

/// Translates a plan. A term counts once, so its score stands at one leaf; terms that match nothing
/// by themselves, or only together with others, are added to what the others match.
class Translation {
 public:
  Translation(const IndexView& view, const SearchSession& session, const ResolvedQuery& query,
              const Scorer& scorer, bool any)
      : view_(view), session_(session), query_(query), any_(any) {
    for (const ScoredTerm& term : scorer.terms()) factors_[term.term] = Scorer::factor(term);
  }

  /// Null where it cannot be done.
  std::optional<Xapian::Query> translate() {
    std::optional<Xapian::Query> matching = part(query_.plan, {});
    if (!matching) return std::nullopt;
    std::vector<Xapian::Query> rest;
    for (const auto& [term, factor] : factors_)
      if (factor > 0) rest.push_back(scaled(term, factor));
    if (rest.empty()) return matching;
    return Xapian::Query(Xapian::Query::OP_AND_MAYBE, std::move(*matching), either(rest));
  }

  std::vector<const Plan*> take_checks() { return std::move(to_check_); }

 private:
  Xapian::Query term(const std::string& text, Place place) {
    const auto known = factors_.find(text);
    const bool counts = place.scored && known != factors_.end();
    return scaled(text, counts ? std::exchange(known->second, 0) : 0);
  }

  /// True of words that stand in streams but are not posted, as function words are.
  bool only_in_streams(const std::vector<std::string>& words) const {
    bool known = false;
    for (const std::string& word : words) {
      if (view_.term_frequency(session_, word) > 0) return false;
      for (std::size_t s = 0; s < view_.segment_count() && !known; ++s)
        known = view_.segment(s).find_term(word).has_value();
    }
    return known;
  }

  /// True of places whose words stand in some streams unposted, as function words do.
  bool partly_posted(const std::vector<std::string>& words) const {
    return std::any_of(words.begin(), words.end(), [&](const std::string& word) {
      for (std::size_t s = 0; s < view_.segment_count(); ++s) {
        const std::optional<TermId> id = view_.segment(s).find_term(word);
        if (id && view_.segment(s).is_stop(*id)) return true;
      }
      return false;
    });
  }

  /// Passages that hold a posted word of every place that postings tell of.
  Xapian::Query wording(const Wording& wording, Place place) {
    place = place.in_and(wording.places.size());
    std::vector<Xapian::Query> places;
    const bool others =
        !std::all_of(wording.places.begin(), wording.places.end(),
                     [&](const std::vector<std::string>& words) { return partly_posted(words); });
    for (const std::vector<std::string>& words : wording.places) {
      if (only_in_streams(words) || (others && partly_posted(words))) continue;
      std::vector<Xapian::Query> ways;
      for (const std::string& word : words) ways.push_back(term(word, place.in_or(words.size())));
      places.push_back(either(ways));
    }
    return both(places);
  }

  /// Passages in which the unit can stand.
  Xapian::Query unit(const QueryUnit& unit, Place place) {
    place = place.in_or(unit.wordings.size() + unit.concepts.size() * (unit.with_names ? 2 : 1));
    std::vector<Xapian::Query> ways;
    for (const std::string& id : unit.concepts) {
      const std::string_view of = unit.exploded ? prefix::concept_subtree : prefix::concept_mention;
      ways.push_back(term(filter_term(of, id), place));
      if (unit.with_names) ways.push_back(term(filter_term(prefix::concept_name, id), place));
    }
    for (const Wording& one : unit.wordings) ways.push_back(wording(one, place));
    return either(ways);
  }

  std::optional<Xapian::Query> leaf(const Plan& plan, Place place) {
    const QueryUnit& unit = query_.units[plan.unit];
    if (unit.has_phrase() || !plan.part.everywhere()) {
      if (place.exact) return std::nullopt;
      to_check_.push_back(&plan);
    }
    return this->unit(unit, place);
  }

  /// Passages that hold every child, however far apart.
  std::optional<Xapian::Query> near(const Plan& plan, Place place) {
    const bool of_units = std::all_of(plan.children.begin(), plan.children.end(),
                                      [](const Plan& child) { return child.kind == Kind::unit; });
    if (place.exact || !of_units) return std::nullopt;
    to_check_.push_back(&plan);
    std::vector<Xapian::Query> parts;
    for (const Plan& child : plan.children)
      parts.push_back(unit(query_.units[child.unit], place.in_and(plan.children.size())));
    return both(parts);
  }

  std::optional<Xapian::Query> all(const Plan& plan, Place place) {
    place = place.in_and(plan.children.size());
    std::vector<Xapian::Query> parts, without;
    for (const Plan& child : plan.children) {
      const bool negates = child.kind == Kind::negation;
      auto one = negates ? part(child.children.front(), {true, true, false}) : part(child, place);
      if (!one) return std::nullopt;
      (negates ? without : parts).push_back(std::move(*one));
    }
    if (parts.empty()) return std::nullopt;
    Xapian::Query out = both(parts);
    if (!without.empty()) out = {Xapian::Query::OP_AND_NOT, out, either(without)};
    return out;
  }

  /// One of the children, or of those that may be left out.
  std::optional<Xapian::Query> one_of(const Plan& plan, Place place) {
    place.exact = true;
    place = place.in_or(plan.children.size());
    std::vector<Xapian::Query> required, others;
    for (const Plan& child : plan.children) {
      auto one = part(child, place);
      if (!one) return std::nullopt;
      (child.required ? required : others).push_back(std::move(*one));
    }
    if (!others.empty()) required.push_back(either(others));
    return both(required);
  }

  std::optional<Xapian::Query> part(const Plan& plan, Place place) {
    switch (plan.kind) {
      case Kind::unit:
        return leaf(plan, place);
      case Kind::near:
        return near(plan, place);
      case Kind::all:
        return all(plan, place);
      case Kind::some:
        return any_ ? one_of(plan, place) : all(plan, place);
      case Kind::any:
        return one_of(plan, place);
      default:
        return std::nullopt;
    }
  }

  const IndexView& view_;
  const SearchSession& session_;
  const ResolvedQuery& query_;
  const bool any_;
  std::map<std::string, double, std::less<>> factors_;  ///< not yet at a leaf
  std::vector<const Plan*> to_check_;
};

/// Says whether a candidate is alive and holds what postings do not tell.
class StreamCheck final : public Xapian::MatchDecider {
 public:
  StreamCheck(const Bitmap& live, SegmentMatcher& matcher, const std::vector<const Plan*>& checks)
      : live_(live), matcher_(matcher), checks_(checks) {}

  bool operator()(const Xapian::Document& document) const override {
    const PassageNumber passage = document.get_docid() - 1;
    return live_.test(passage) &&
           std::all_of(checks_.begin(), checks_.end(),
                       [&](const Plan* plan) { return matcher_.stands_in(*plan, passage); });
  }

 private:
  const Bitmap& live_;
  SegmentMatcher& matcher_;
  const std::vector<const Plan*>& checks_;
};

/// True where each passage with one of the scored terms matches.
bool any_term_will_do(const Plan& plan, const ResolvedQuery& query, bool any) {
  if (plan.required) return false;
  if (plan.kind == Kind::unit)
    return plan.part.everywhere() && !query.units[plan.unit].has_phrase();
  const bool one_of = plan.kind == Kind::any || (plan.kind == Kind::some && any);
  return one_of && std::all_of(plan.children.begin(), plan.children.end(), [&](const Plan& child) {
           return any_term_will_do(child, query, any);
         });
}

}  // namespace

std::optional<TopPassages> TopPassages::of(const IndexView& view, SearchSession& session,
                                           const ResolvedQuery& query, const Scorer& scorer,
                                           bool any) {
  TopPassages out(view, session, scorer);
  if (any_term_will_do(query.plan, query, any)) {
    out.any_term_.emplace(view, session, scorer);
    return out;
  }
  Translation translation(view, session, query, scorer, any);
  std::optional<Xapian::Query> postings = translation.translate();
  if (!postings) return std::nullopt;
  out.postings_ = std::move(*postings);
  out.to_check_ = translation.take_checks();
  return out;
}

std::vector<RankedList> TopPassages::find(const SegmentMatchers& matchers,
                                          std::size_t count) const {
  std::vector<RankedList> lists(matchers.size());
  double least = 0;  // of the best so far
  for (std::size_t s = 0; s < matchers.size(); ++s) {
    if (any_term_) {
      lists[s] = any_term_->find(s, count, least);
      if (lists[s].scores.size() == count && count > 0)
        least = *std::min_element(lists[s].scores.begin(), lists[s].scores.end());
      continue;
    }
    Xapian::Enquire enquire(session_.databases[s]);
    enquire.set_weighting_scheme(FoldedWeight(scorer_));
    enquire.set_query(postings_);
    enquire.set_docid_order(Xapian::Enquire::ASCENDING);
    enquire.set_cutoff(0, least);
    const StreamCheck check(view_.live(s), *matchers[s], to_check_);
    const bool decides = !to_check_.empty() || view_.live(s).count() < view_.live(s).size();
    const auto maximum = static_cast<Xapian::doccount>(count);
    const Xapian::MSet found = enquire.get_mset(0, maximum, 0, nullptr, decides ? &check : nullptr);
    std::vector<std::pair<PassageNumber, double>> best;
    for (auto it = found.begin(); it != found.end(); ++it)
      best.emplace_back(*it - 1, it.get_weight());
    if (best.size() == count) least = std::max(least, best.back().second);
    std::sort(best.begin(), best.end());
    for (const auto& [passage, score] : best) {
      lists[s].passages.push_back(passage);
      lists[s].scores.push_back(score);
    }
  }
  return lists;
}

}  // namespace osteon
