// Looks at one paper through the parts of a query.
#include "searcher/why_not.h"

#include <algorithm>
#include <set>

#include "base/ascii.h"
#include "searcher/highlight.h"
#include "searcher/interpretation.h"
#include "searcher/search_run.h"
#include "searcher/spelling.h"
#include "searcher/word_forms.h"

namespace osteon {

using Kind = Plan::Kind;

namespace {

constexpr std::size_t examples_shown = 3, rivals_shown = 3;

std::string quoted(const std::string& text) {
  return "“" + text + "”";
}

std::string listed(const std::vector<std::string>& items, const std::string& last) {
  std::string out;
  for (std::size_t i = 0; i < items.size(); ++i)
    out += (i == 0 ? "" : i + 1 == items.size() ? last : ", ") + items[i];
  return out;
}

std::size_t common_prefix(std::string_view a, std::string_view b) {
  const auto [in_a, in_b] = std::mismatch(a.begin(), a.end(), b.begin(), b.end());
  return static_cast<std::size_t>(in_a - a.begin());
}

/// How alike two index terms are: 0 if one is no form of the other.
std::size_t likeness(std::string_view wanted, std::string_view other) {
  if (wanted.size() < 4 || other.size() < 4 || wanted == other) return 0;
  const std::size_t prefix = common_prefix(wanted, other);
  const std::size_t shorter = std::min(wanted.size(), other.size());
  if (prefix >= 5 && prefix * 10 >= shorter * 7) return 2 * prefix;
  return wanted.size() >= 5 && edit_distance(wanted, other, 1) == 1 ? 2 * shorter - 1 : 0;
}

/// The parts that must hold together.
std::vector<const Plan*> parts_of(const Plan& plan) {
  const Plan* inner = &plan;
  while (inner->kind == Kind::scope) inner = &inner->children.front();
  if (inner->kind != Kind::all && inner->kind != Kind::some) return {inner};
  std::vector<const Plan*> out;
  for (const Plan& child : inner->children) out.push_back(&child);
  return out;
}

/// One paper of one segment.
class PaperView {
 public:
  PaperView(const IndexView& view, const SearchSession& session, std::size_t segment,
            PaperOrdinal paper)
      : view_(view), session_(session), segment_(view.segment(segment)), paper_(paper) {
    first_ = segment_.first_passage(paper);
    end_ = first_ + segment_.passage_count(paper);
  }

  std::vector<PassageNumber> members(const Bitmap& passages) const {
    std::vector<PassageNumber> out;
    for (PassageNumber p = first_; p < end_; ++p) {
      if (passages.test(p)) out.push_back(p);
    }
    return out;
  }
  std::string passage_id(PassageNumber p) const {
    return std::string(segment_.paper_id(paper_)) + ':' + std::to_string(p - first_ + 1);
  }

  /// What the paper has that comes nearest to a unit that it lacks; empty if nothing does.
  std::string nearest(const QueryUnit& unit) const {
    if (std::string remark = nearest_concept(unit); !remark.empty()) return remark;
    if (unit.wordings.empty()) return {};
    std::vector<std::string> held, missing;
    for (const auto& terms : unit.wordings.back().places) {
      (holds(terms) ? held : missing)
          .push_back(quoted(written_form(view_, session_, terms.front())));
    }
    if (missing.empty() && held.size() > 1)
      return "it has the words " + listed(held, " and ") + ", but not side by side";
    std::string remark = nearest_word(unit);
    if (held.empty()) return remark;
    return "it has " + listed(held, " and ") + ", not " + listed(missing, " or ") +
           (remark.empty() ? "" : "; " + remark);
  }

 private:
  template <typename Visit>
  void for_each_text(Visit&& visit) const {
    TokenStream stream;
    segment_.title_stream(paper_, stream);
    visit(stream, std::string("its title"));
    for (PassageNumber p = first_; p < end_; ++p) {
      segment_.passage_stream(p, stream);
      visit(stream, passage_id(p));
    }
  }

  bool holds(const std::vector<std::string>& terms) const {
    std::set<TermId> ids;
    for (const std::string& term : terms) {
      if (const auto id = segment_.find_term(term)) ids.insert(*id);
    }
    bool found = false;
    for_each_text([&](const TokenStream& stream, const std::string&) {
      for (const StoredToken& token : stream.tokens) found = found || ids.contains(token.term);
    });
    return found;
  }

  std::string nearest_word(const QueryUnit& unit) const {
    std::size_t best = 0;
    TermId best_term = 0;
    std::string place;
    std::set<TermId> seen;
    for_each_text([&](const TokenStream& stream, const std::string& where) {
      for (const StoredToken& token : stream.tokens) {
        if (!seen.insert(token.term).second) continue;
        for (const auto& terms : unit.wordings.front().places) {
          const std::size_t alike = likeness(terms.front(), segment_.term(token.term));
          if (alike <= best) continue;
          best = alike;
          best_term = token.term;
          place = where;
        }
      }
    });
    if (best == 0) return {};
    return "the nearest word that it has is " +
           quoted(written_form(view_, session_, std::string(segment_.term(best_term)))) + " in " +
           place;
  }

  /// Narrower concepts that were left out, or the nearest broader one.
  std::string nearest_concept(const QueryUnit& unit) const {
    const Vocabulary* vocabulary = view_.vocabulary();
    if (vocabulary == nullptr || unit.concepts.empty()) return {};
    const ConceptIndex wanted = vocabulary->find_id(unit.concepts.front());
    if (wanted == no_concept) return {};
    const auto above = vocabulary->ancestors(wanted);
    std::string broader;
    std::size_t broader_rank = above.size();
    for (const PaperConcept& entry : segment_.paper_concepts(paper_)) {
      const ConceptIndex index = vocabulary->find_id(segment_.concept_id(entry.concept_number));
      if (index == no_concept) continue;
      const std::string name(segment_.concept_name(entry.concept_number));
      const auto its_above = vocabulary->ancestors(index);
      if (std::find(its_above.begin(), its_above.end(), wanted) != its_above.end())
        return "it has the narrower " + quoted(name) + ", which was left out";
      const auto at = std::find(above.begin(), above.end(), index);
      const auto rank = static_cast<std::size_t>(at - above.begin());
      if (rank < broader_rank) {
        broader_rank = rank;
        broader = name;
      }
    }
    return broader.empty() ? std::string() : "it has the broader " + quoted(broader);
  }

  const IndexView& view_;
  const SearchSession& session_;
  const Segment& segment_;
  PaperOrdinal paper_;
  PassageNumber first_ = 0, end_ = 0;
};

}  // namespace

std::vector<std::string> nearest_paper_ids(const IndexView& view, const std::string& id) {
  constexpr std::size_t most = 5;
  constexpr int edits = 2;
  const std::string low = ascii::lower_case(id);
  std::vector<std::pair<int, std::string>> found;
  for (std::size_t s = 0; s < view.segment_count(); ++s) {
    for (PaperOrdinal paper = 0; paper < view.segment(s).paper_count(); ++paper) {
      if (view.is_dead(s, paper)) continue;
      const std::string other(view.segment(s).paper_id(paper));
      const int distance = edit_distance(low, ascii::lower_case(other), edits);
      if (distance <= edits) found.emplace_back(distance, other);
    }
  }
  std::sort(found.begin(), found.end());
  if (found.size() > most) found.resize(most);
  std::vector<std::string> out;
  for (auto& [distance, other] : found) out.push_back(std::move(other));
  return out;
}

WhyNotPart SearchRun::why_not_part(const Plan& part, std::size_t segment, PaperOrdinal paper) {
  const PaperView about(view_, session_, segment, paper);
  SegmentMatcher& matcher = *matchers_[segment];
  WhyNotPart out;
  out.text = interpretation(query_, part);
  const std::vector<PassageNumber> held = about.members(matcher.evaluate(part));
  out.passages = held.size();
  for (std::size_t i = 0; i < held.size() && i < examples_shown; ++i)
    out.examples.push_back(about.passage_id(held[i]));
  if (!held.empty()) return out;
  if (part.kind == Kind::unit) {
    out.remark = about.nearest(query_.units[part.unit]);
    if (!part.part.everywhere() && !about.members(matcher.unit(part.unit, {})).empty())
      out.remark = "it has this elsewhere";
  } else if (part.kind == Kind::negation) {
    out.remark = "every passage of it has what NOT excludes";
  } else if (part.kind == Kind::near) {
    constexpr std::uint32_t furthest = 1000;
    std::uint32_t least = furthest + 1;
    for (const PassageNumber p : about.members(matcher.together(part)))
      least = std::min(least, matcher.least_distance(part, p, least - 1));
    out.remark = least <= furthest ? "it has them at NEAR/" + std::to_string(least)
                                   : "no text of it has them together";
  }
  return out;
}

std::vector<std::string> SearchRun::failed_filters(std::size_t segment, PaperOrdinal paper) {
  const PaperView about(view_, session_, segment, paper);
  std::vector<std::string> out;
  const int year = view_.segment(segment).year(paper);
  const std::string its_year =
      year == 0 ? "its year is not known" : "it is of " + std::to_string(year);
  if (const auto years = asked_years()) {
    if (about.members(matchers_[segment]->evaluate(*years)).empty())
      out.push_back(interpretation(query_, *years) + ": " + its_year);
  }
  for (const Plan* part : parts_of(query_.plan)) {
    if (!is_filter(*part) || !about.members(matchers_[segment]->evaluate(*part)).empty()) continue;
    out.push_back(interpretation(query_, *part) +
                  (part->kind == Kind::years ? ": " + its_year : std::string()));
  }
  for (const std::string& facet : filters_->failed_by(segment, paper))
    out.push_back("filter on " + facet);
  return out;
}

void SearchRun::rank_of(std::size_t segment, PaperOrdinal paper, WhyNot& out) {
  ranking_.emplace(view_, session_, request_, query_, matchers_);
  ranking_->list_matches(matches_);
  const PaperGroups groups = rank();
  const PaperGroup* mine = groups.find(segment, paper);
  if (mine == nullptr) return;
  const auto explained = [&](const PaperGroup& group) {
    const RankedList& list = ranking_->lists()[group.segment];
    return ranking_->explain(group.segment, list.passages[groups.best_passages(group, 1).front()]);
  };
  std::vector<PaperGroup> above = groups.above(*mine);
  out.rank = above.size() + 1;
  out.score = mine->score;
  out.explanation = explained(*mine);
  if (above.size() > rivals_shown) above.resize(rivals_shown);
  for (const PaperGroup& one : above) {
    out.rivals.push_back(
        {summary_of(view_.segment(one.segment).paper(one.paper).paper), one.score, explained(one)});
  }
}

WhyNot SearchRun::why_not(std::size_t segment, PaperOrdinal paper) {
  understand();
  match();
  WhyNot out;
  out.paper = std::string(view_.segment(segment).paper_id(paper));
  out.title = view_.segment(segment).paper(paper).paper.title;
  out.interpretation = response_.interpretation;
  out.total_papers = response_.total_papers;
  out.notices = response_.notices;
  const PaperView about(view_, session_, segment, paper);
  std::vector<std::string> missing;
  for (const Plan* part : parts_of(query_.plan)) {
    if (is_filter(*part) || part->kind == Kind::nothing) continue;
    out.parts.push_back(why_not_part(*part, segment, paper));
    if (out.parts.back().passages == 0) missing.push_back(quoted(out.parts.back().text));
  }
  if (!about.members(matches_[segment]).empty()) {
    out.outcome = "found";
    rank_of(segment, paper, out);
    out.message = "It is found, at rank " + std::to_string(out.rank) + " of " +
                  std::to_string(out.total_papers) + ".";
    return out;
  }
  out.filters = failed_filters(segment, paper);
  out.outcome = out.filters.empty() ? "no_match" : "filtered";
  if (!out.filters.empty()) out.message = "It does not pass: " + listed(out.filters, "; ") + ". ";
  if (out.parts.empty() && out.filters.empty()) {
    out.message = "The query asks for nothing that a paper could have.";
  } else if (!missing.empty()) {
    out.message += "No passage of it has " + listed(missing, " or ") + ".";
    if (relaxed_)
      out.message += " The hits hold more of what the query asks for than any passage of it.";
  } else if (out.parts.size() > 1) {
    out.message +=
        relaxed_ ? "It has each part, but the hits hold more of what is asked for in one passage."
        : query_.plan.kind == Kind::scope
            ? "It has each part, but not in one " + query_.plan.text + "."
            : "It has each part, but in different passages; scope:paper finds it.";
  }
  while (!out.message.empty() && out.message.back() == ' ') out.message.pop_back();
  return out;
}

}  // namespace osteon
