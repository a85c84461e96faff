// Which passages a search finds, and what is said where these are none or few.
#include <algorithm>

#include "searcher/interpretation.h"
#include "searcher/relaxation.h"
#include "searcher/search_run.h"
#include "searcher/spelling.h"

namespace osteon {

using Kind = Plan::Kind;

/// The years that the request, not the query, asks for.
std::optional<Plan> SearchRun::asked_years() const {
  if (!request_.year_from && !request_.year_to) return std::nullopt;
  Plan years;
  years.kind = Kind::years;
  years.low = request_.year_from.value_or(0);
  years.high = request_.year_to.value_or(9999);
  return years;
}

/// False if no passage matches the whole plan.
bool SearchRun::match_plan() {
  matches_.clear();
  bool any_match = false;
  for (std::size_t s = 0; s < view_.segment_count(); ++s) {
    matches_.push_back(request_.any && query_.plan.kind == Kind::some
                           ? Bitmap(view_.segment(s).passage_count())
                           : matchers_[s]->evaluate(query_.plan));
    any_match = any_match || !matches_.back().none();
  }
  return any_match;
}

void SearchRun::match() {
  const std::size_t segments = view_.segment_count();
  const Plan& plan = query_.plan;
  bool any_match = match_plan();
  if (!any_match && open_rows(query_.plan)) {
    make_matchers();  // they remember the old plan
    response_.interpretation = interpretation(query_);
    any_match = match_plan();
  }
  if (!any_match && plan.kind == Kind::some) {
    std::vector<Bitmap> required;
    for (const auto& matcher : matchers_) required.push_back(matcher->required(plan));
    relax(required);
    relaxed_ = true;
  }
  if (const auto years = asked_years()) {
    for (std::size_t s = 0; s < segments; ++s) matches_[s] &= matchers_[s]->evaluate(*years);
  }
  if (itself_) leave_out(*itself_);
  sideways_.resize(segments);
  for (std::size_t s = 0; s < segments; ++s) {
    filters_->apply(s, matches_[s], sideways_[s]);
    response_.total_passages += matches_[s].count();
    response_.total_papers += count_papers(view_.segment(s), matches_[s]);
  }
  if (!request_.any) {
    // Of a relaxed search no passage holds all parts, so every such paper is one more.
    const std::uint64_t across = across_papers();
    const std::uint64_t here = relaxed_ ? 0 : response_.total_papers;
    response_.more_papers_across_passages = across > here ? across - here : 0;
  }
}

/// Asks for the parts that tell most of those that some passage holds; for one with `any`.
void SearchRun::relax(const std::vector<Bitmap>& required) {
  const Plan& plan = query_.plan;
  std::size_t parts = 0;
  for (const Plan& child : plan.children) parts += !child.required;
  const std::vector<std::uint16_t> each(plan.children.size(), 1);
  const std::vector<std::uint16_t> weights =
      request_.any ? each : part_weights(view_, query_, matchers_);
  std::vector<std::vector<std::uint16_t>> held;
  std::size_t best = 0;
  for (std::size_t s = 0; s < matchers_.size(); ++s) {
    held.push_back(matchers_[s]->held(plan, weights));
    required[s].for_each([&](PassageNumber p) { best = std::max<std::size_t>(best, held[s][p]); });
  }
  if (best == 0) return;
  const std::size_t wanted = request_.any ? 1 : best;
  std::size_t fewest = parts, most = 0;
  for (std::size_t s = 0; s < matchers_.size(); ++s) {
    const std::vector<std::uint16_t> counts = matchers_[s]->held(plan, each);
    required[s].for_each([&](PassageNumber p) {
      if (held[s][p] < wanted) return;
      matches_[s].set(p);
      fewest = std::min<std::size_t>(fewest, counts[p]);
      most = std::max<std::size_t>(most, counts[p]);
    });
  }
  if (request_.any || fewest == parts) return;
  response_.notices.push_back(
      {"relaxed",
       (parts == 2 ? std::string("no passage holds both parts; these hold ")
                   : "no passage holds all " + std::to_string(parts) + " parts; these hold ") +
           (fewest != most ? "those that tell most"
            : most == 1    ? "one of them"
                           : std::to_string(most) + " of them") +
           held_parts(required),
       0, request_.query.size()});
}

/// ": 36 “vitamin D”, 130 “falls”": in how many of these passages each part stands.
std::string SearchRun::held_parts(const std::vector<Bitmap>& required) {
  constexpr std::size_t most_named = 5;
  std::string out;
  std::size_t named = 0;
  for (const Plan& child : query_.plan.children) {
    if (child.required) continue;
    if (++named > most_named) return {};
    std::uint64_t passages = 0;
    for (std::size_t s = 0; s < matchers_.size(); ++s) {
      Bitmap held = matchers_[s]->evaluate(child);
      held &= required[s];
      held &= matches_[s];
      passages += held.count();
    }
    const std::string part =
        child.kind == Kind::unit ? query_.units[child.unit].text : interpretation(query_, child);
    out += (out.empty() ? ": " : ", ") + std::to_string(passages) + " “" + part + "”";
  }
  return out;
}

/// Papers whose passages hold all parts between them; 0 where the question has no meaning.
std::uint64_t SearchRun::across_papers() {
  const Plan& plan = query_.plan;
  if (plan.kind != Kind::some && plan.kind != Kind::all) return 0;
  std::size_t parts = 0;
  for (const Plan& child : plan.children) {
    parts += !is_filter(child) && child.kind != Kind::negation;
  }
  if (parts < 2) return 0;
  const std::optional<Plan> years = asked_years();
  std::uint64_t papers = 0;
  for (std::size_t s = 0; s < matchers_.size(); ++s) {
    const Segment& segment = view_.segment(s);
    if (!relaxed_ && segment.paper_count() == segment.passage_count()) {
      // Of abstracts, one a paper, none holds more than its passage does.
      papers += matches_[s].count();
      across_.push_back(matches_[s]);
      continue;
    }
    Bitmap across = matchers_[s]->evaluate_across(plan, false);
    if (years) across &= matchers_[s]->evaluate(*years);
    std::vector<Bitmap> sideways;
    filters_->apply(s, across, sideways);
    // A paper with NOT in another passage matches by passage, not by paper: count the union.
    if (!relaxed_) across |= matches_[s];
    papers += count_papers(segment, across);
    across_.push_back(std::move(across));
  }
  return papers;
}

/// Says what else there is where a typed word is in no passage at all.
void SearchRun::offer_spellings() {
  constexpr std::size_t most_offers = 3, most_words = 20;
  if (query_.units.size() > most_words) return;
  for (const QueryUnit& unit : query_.units) {
    if (!unit.concepts.empty() || unit.wordings.size() != 1) continue;
    const auto& places = unit.wordings.front().places;
    if (places.size() != 1 || places.front().size() != 1) continue;
    const std::string& term = places.front().front();
    if (view_.term_frequency(session_, term) != 0) continue;
    std::string offers;
    std::vector<std::string> words;
    for (const SpellingOffer& offer :
         spelling_offers(view_, session_, unit.text, term, most_offers)) {
      words.push_back(offer.text);
      offers += offers.empty() ? "" : ", ";
      offers += offer.text + " (" + std::to_string(offer.passages) +
                (offer.passages == 1 ? " passage)" : " passages)");
    }
    if (offers.empty()) continue;
    response_.notices.push_back({"spelling",
                                 "“" + unit.text + "” is in no passage; there is " + offers,
                                 unit.begin, unit.end, std::move(words)});
  }
}

/// Says how far apart the parts of a NEAR stand that no passage satisfies.
void SearchRun::offer_distances(const Plan& plan) {
  if (plan.kind == Kind::negation) return;
  if (plan.kind != Kind::near || plan.ordered) {
    for (const Plan& child : plan.children) offer_distances(child);
    return;
  }
  constexpr std::size_t most_read = 2000;  // passages, to bound the work
  constexpr std::uint32_t furthest = 1000;
  std::uint64_t together = 0;
  std::size_t read = 0;
  std::uint32_t least = furthest + 1;
  for (const auto& matcher : matchers_) {
    const Bitmap passages = matcher->together(plan);
    together += passages.count();
    passages.for_each([&](PassageNumber passage) {
      if (least > plan.distance && read++ < most_read)
        least = std::min(least, matcher->least_distance(plan, passage, least - 1));
    });
  }
  if (together == 0 || least <= plan.distance) return;  // the words, or another part, are missing
  const std::string both = plan.children.size() == 2 ? "both" : "all of them";
  std::string message = "no passage has these within " + std::to_string(plan.distance) +
                        " words; " + std::to_string(together) +
                        (together == 1 ? " holds " : " hold ") + both;
  if (least <= furthest) {
    message += read <= most_read ? ", nearest at NEAR/" : ", some at NEAR/";
    message += std::to_string(least);
  } else {
    message += ", one in the title and the other in the text";
  }
  response_.notices.push_back({"near", message, 0, request_.query.size()});
}

}  // namespace osteon
