// Boolean evaluation over one segment's postings.
#include "searcher/matching/matcher.h"

#include <algorithm>
#include <numeric>

#include "indexer/filter_terms.h"
#include "indexer/schema.h"

namespace osteon {

using Kind = Plan::Kind;

SegmentMatcher::SegmentMatcher(const IndexView& view, SearchSession& session,
                               const ResolvedQuery& query, std::size_t segment)
    : view_(view),
      segment_(view.segment(segment)),
      database_(session.databases[segment]),
      postings_(session.postings),
      matches_(session.matches),
      query_(query),
      number_(segment),
      live_(view.live(segment)),
      units_(query.units.size()),
      finders_(query.units.size()) {}

SegmentMatcher::~SegmentMatcher() = default;

void SegmentMatcher::add_term(const std::string& term, Bitmap& to) const {
  if (term.empty()) return;
  for (const PassageNumber passage : postings_.list(database_, number_, term).passages)
    to.set(passage);
}

Bitmap SegmentMatcher::term(const std::string& text) const {
  Bitmap out(segment_.passage_count());
  add_term(text, out);
  return out;
}

const UnitFinder& SegmentMatcher::finder(std::size_t unit) {
  auto& finder = finders_[unit];
  if (finder == nullptr) {
    finder = std::make_unique<UnitFinder>(view_, number_, query_.units[unit]);
  }
  return *finder;
}

/// Passages that hold a posted word of every place.
Bitmap SegmentMatcher::wording_candidates(const Wording& wording) const {
  Bitmap out;
  // Function words are in streams and only here and there posted, as in `has-been` or in capitals:
  // other places say where to look.
  const auto partly_posted = [&](const std::vector<std::string>& place) {
    return std::any_of(place.begin(), place.end(), [&](const std::string& word) {
      const std::optional<TermId> id = segment_.find_term(word);
      return id && segment_.is_stop(*id);
    });
  };
  const bool others = !std::all_of(wording.places.begin(), wording.places.end(), partly_posted);
  for (const std::vector<std::string>& place : wording.places) {
    if (others && partly_posted(place)) continue;
    Bitmap here(segment_.passage_count());
    bool posted = false;
    for (const std::string& word : place) {
      if (database_.get_termfreq(word) == 0) continue;
      posted = true;
      add_term(word, here);
    }
    // A function word is in streams but not posted; a word that is in neither ends the search.
    if (!posted) {
      const bool known = std::any_of(place.begin(), place.end(), [&](const std::string& word) {
        return segment_.find_term(word).has_value();
      });
      if (!known) return Bitmap(segment_.passage_count());
      continue;
    }
    if (out.size() == 0) {
      out = std::move(here);
    } else {
      out &= here;
    }
  }
  return out.size() == 0 ? Bitmap(segment_.passage_count()) : out;
}

Bitmap SegmentMatcher::check_streams(const Bitmap& candidates, const TextPart& part,
                                     const InStream& in_stream, bool title_by_passage) {
  Bitmap out(segment_.passage_count());
  // Not members: what is asked of one stream may ask for a unit, and so lead here again.
  TokenStream title, body;
  PaperOrdinal paper = 0;
  bool known = false, in_title = false;
  candidates.for_each([&](PassageNumber passage) {
    if (part.title) {
      const PaperOrdinal its_paper = segment_.paper_of(passage);
      if (!known || its_paper != paper) {
        paper = its_paper;
        known = true;
        segment_.title_stream(paper, title);
        if (!title_by_passage) in_title = in_stream(title, true, passage);
      }
      if (title_by_passage) in_title = in_stream(title, true, passage);
      if (in_title) {
        out.set(passage);
        return;
      }
    }
    if (!part.body || (part.section && segment_.section_of(passage) != *part.section)) return;
    segment_.passage_stream(passage, body);
    if (in_stream(body, false, passage)) out.set(passage);
  });
  return out;
}

const Bitmap& SegmentMatcher::unit(std::size_t number, const TextPart& part) {
  if (part.everywhere()) {
    std::optional<Bitmap>& known = units_[number];
    if (!known) {
      const auto match = [&] { return with_wordings(number, concept_postings(number)); };
      const QueryUnit& unit = query_.units[number];
      known = unit.has_phrase() ? remembered("unit " + match_key(unit), match) : match();
    }
    return *known;
  }
  const auto [at, is_new] = in_parts_.try_emplace({number, part});
  if (is_new) at->second = unit_in(number, part);
  return at->second;
}

Bitmap SegmentMatcher::unit_wordings(std::size_t number) {
  const QueryUnit& unit = query_.units[number];
  if (unit.concepts.empty()) return this->unit(number, {});
  const auto match = [&] { return with_wordings(number, Bitmap(segment_.passage_count())); };
  return unit.has_phrase() ? remembered("wordings " + match_key(unit), match) : match();
}

/// Passages that name the unit's concepts.
Bitmap SegmentMatcher::concept_postings(std::size_t number) const {
  const QueryUnit& unit = query_.units[number];
  Bitmap out(segment_.passage_count());
  for (const std::string& id : unit.concepts) {
    add_term(filter_term(unit.exploded ? prefix::concept_subtree : prefix::concept_mention, id),
             out);
    if (unit.with_names) add_term(filter_term(prefix::concept_name, id), out);
  }
  return out;
}

Bitmap SegmentMatcher::remembered(std::string key, const std::function<Bitmap()>& match) {
  if (const Bitmap* known = matches_.find(number_, key)) return *known;
  Bitmap out = match();
  matches_.keep(number_, std::move(key), out, out.size() / 8);
  return out;
}

/// The live ones of `known`, and those in which the unit stands in its own words.
Bitmap SegmentMatcher::with_wordings(std::size_t number, Bitmap known) {
  const QueryUnit& unit = query_.units[number];
  Bitmap to_check(segment_.passage_count());
  for (const Wording& wording : unit.wordings)
    (wording.places.size() == 1 ? known : to_check) |= wording_candidates(wording);
  to_check -= known;
  to_check &= live_;
  if (!to_check.none()) known |= hold_wordings(to_check, finder(number));
  return alive(std::move(known));
}

/// Candidates with a wording in the title or the passage.
Bitmap SegmentMatcher::hold_wordings(const Bitmap& candidates, const UnitFinder& find) const {
  Bitmap out(segment_.passage_count());
  TokenStream stream;
  std::vector<Span> found;
  const auto in_stream = [&] {
    find.find_wordings(stream, found);
    return !found.empty();
  };
  std::optional<PaperOrdinal> paper;
  bool in_title = false;
  candidates.for_each([&](PassageNumber passage) {
    if (const PaperOrdinal its_paper = segment_.paper_of(passage); paper != its_paper) {
      paper = its_paper;
      std::optional<bool> known = find.title_holds_wording(its_paper);
      if (!known) {
        segment_.title_stream(its_paper, stream);
        known = in_stream();
      }
      in_title = *known;
    }
    std::optional<bool> known = in_title ? true : find.passage_holds_wording(passage);
    if (!known) {
      segment_.passage_stream(passage, stream);
      known = in_stream();
    }
    if (*known) out.set(passage);
  });
  return out;
}

Bitmap SegmentMatcher::unit_in(std::size_t number, const TextPart& part) {
  Bitmap candidates = concept_postings(number);
  for (const Wording& wording : query_.units[number].wordings)
    candidates |= wording_candidates(wording);
  std::vector<Span> found;
  const UnitFinder& find = finder(number);
  return check_streams(alive(std::move(candidates)), part,
                       [&](const TokenStream& stream, bool, std::size_t) {
                         find.find(stream, found);
                         return !found.empty();
                       });
}

Bitmap SegmentMatcher::papers_to_passages(const Bitmap& papers) const {
  Bitmap out(segment_.passage_count());
  papers.for_each([&](PaperOrdinal paper) {
    const PassageNumber first = segment_.first_passage(paper);
    const PassageNumber end = first + segment_.passage_count(paper);
    for (PassageNumber p = first; p < end; ++p) out.set(p);
  });
  return out;
}

// A paper's filter terms stand on its first passage.
Bitmap SegmentMatcher::papers_with(const std::vector<std::string>& terms) const {
  Bitmap first(segment_.passage_count()), papers(segment_.paper_count());
  for (const std::string& term : terms) add_term(term, first);
  first.for_each([&](PassageNumber passage) { papers.set(segment_.paper_of(passage)); });
  return papers_to_passages(papers);
}

Bitmap SegmentMatcher::column(const Plan& plan) {
  Bitmap papers(segment_.paper_count());
  const auto names = segment_.column_names();
  const auto found = std::find(names.begin(), names.end(), plan.text);
  if (found == names.end()) return Bitmap(segment_.passage_count());
  const auto number = static_cast<std::size_t>(found - names.begin());
  std::vector<bool> wanted;
  for (const std::string& folded : view_.folded_names().column(number_, number))
    wanted.push_back(std::find(plan.terms.begin(), plan.terms.end(), folded) != plan.terms.end());
  for (PaperOrdinal paper = 0; paper < segment_.paper_count(); ++paper) {
    if (wanted[segment_.column_value(number, paper)]) papers.set(paper);
  }
  return papers_to_passages(papers);
}

Bitmap SegmentMatcher::years(const Plan& plan) const {
  Bitmap papers(segment_.paper_count());
  for (PaperOrdinal paper = 0; paper < segment_.paper_count(); ++paper) {
    const int year = segment_.year(paper);
    if (year != 0 && year >= plan.low && year <= plan.high) papers.set(paper);
  }
  return papers_to_passages(papers);
}

Bitmap SegmentMatcher::evaluate(const Plan& plan) {
  switch (plan.kind) {
    case Kind::nothing:
      return Bitmap(segment_.passage_count());
    case Kind::all_live:
      return live_;
    case Kind::unit:
      return unit(plan.unit, plan.part);
    case Kind::all:
    case Kind::some: {
      Bitmap out = live_;
      for (const Plan& child : plan.children) out &= evaluate(child);
      return out;
    }
    case Kind::any: {
      Bitmap out(segment_.passage_count());
      for (const Plan& child : plan.children) out |= evaluate(child);
      return out;
    }
    case Kind::negation: {
      Bitmap out = live_;
      out -= evaluate(plan.children.front());
      return out;
    }
    case Kind::near:
      return remembered("near " + match_key(plan, query_), [&] { return near(plan); });
    case Kind::scope:
      if (plan.text == "sentence") {
        const Plan& inside = plan.children.front();
        return remembered("sentence " + match_key(inside, query_),
                          [&] { return sentences(inside); });
      }
      if (plan.text == "section") return evaluate_across(plan.children.front(), true);
      if (plan.text == "paper") return evaluate_across(plan.children.front(), false);
      return evaluate(plan.children.front());
    case Kind::paper_ids:
    case Kind::terms:
      return alive(papers_with(plan.terms));
    case Kind::column:
      return alive(column(plan));
    case Kind::section:
      return alive(term(filter_term(prefix::section, to_string(*plan.part.section))));
    case Kind::years:
      return alive(years(plan));
  }
  return Bitmap(segment_.passage_count());
}

Bitmap SegmentMatcher::required(const Plan& some) {
  Bitmap out = live_;
  for (const Plan& child : some.children) {
    if (child.required) out &= evaluate(child);
  }
  return out;
}

std::vector<std::uint16_t> SegmentMatcher::held(const Plan& some,
                                                std::span<const std::uint16_t> weights) {
  std::vector<std::uint16_t> out(segment_.passage_count());
  for (std::size_t i = 0; i < some.children.size(); ++i) {
    const Plan& child = some.children[i];
    if (child.required || weights[i] == 0) continue;
    const auto add = [&](PassageNumber p) {
      out[p] = static_cast<std::uint16_t>(out[p] + weights[i]);
    };
    if (child.kind == Kind::unit) {
      unit(child.unit, child.part).for_each(add);
    } else {
      evaluate(child).for_each(add);
    }
  }
  return out;
}

std::uint64_t count_papers(const Segment& segment, const Bitmap& passages) {
  if (segment.paper_count() == segment.passage_count()) return passages.count();  // one each
  std::uint64_t n = 0;
  PaperOrdinal last = 0;
  bool any = false;
  const auto table = segment.paper_table();
  passages.for_each([&](PassageNumber p) {
    if (!any || table[p] != last) ++n;
    any = true;
    last = table[p];
  });
  return n;
}

}  // namespace osteon
