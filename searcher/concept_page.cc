// Looks concepts up, counts their papers, and describes those that share sentences.
#include "searcher/concept_page.h"

#include <algorithm>
#include <chrono>
#include <optional>
#include <set>

#include "base/error.h"
#include "indexer/filter_terms.h"
#include "indexer/schema.h"
#include "searcher/matching/resolver_parts.h"
#include "searcher/search_run.h"
#include "searcher/sentence_pairs.h"

namespace osteon {
namespace {

bool is_type(const IndexView& view, std::string_view name) {
  const std::vector<std::string>& types = view.concept_types();
  return std::find(types.begin(), types.end(), name) != types.end();
}

constexpr std::size_t longest_name = 1'000;  // bytes; no name of any vocabulary is near

/// For messages, which stay readable.
std::string shown(const std::string& name) {
  constexpr std::size_t longest = 80;
  return name.size() <= longest ? name : name.substr(0, longest) + "…";
}

/// "sarcopenia", "MESH:D055948", "disease:sarcopenia".
std::optional<QueryUnit> find_unit(const IndexView& view, const std::string& text) {
  if (text.size() > longest_name) return std::nullopt;
  QueryUnit unit;
  unit.text = text;
  if (find_concept(view, unit, text, "")) return unit;
  const std::size_t colon = text.find(':');
  if (colon != std::string::npos && is_type(view, text.substr(0, colon)) &&
      find_concept(view, unit, text.substr(colon + 1), text.substr(0, colon))) {
    return unit;
  }
  return std::nullopt;
}

/// Live papers with a passage that holds `term`.
std::uint64_t papers_with(const IndexView& view, const SearchSession& session,
                          const std::string& term) {
  std::uint64_t papers = 0;
  for (std::size_t s = 0; s < view.segment_count(); ++s) {
    const Xapian::Database& database = session.databases[s];
    Bitmap found(view.segment(s).paper_count());
    for (auto it = database.postlist_begin(term); it != database.postlist_end(term); ++it) {
      if (view.live(s).test(*it - 1)) found.set(view.segment(s).paper_of(*it - 1));
    }
    papers += found.count();
  }
  return papers;
}

CountedConcept counted(const IndexView& view, const SearchSession& session, ConceptIndex index) {
  const Vocabulary& vocabulary = *view.vocabulary();
  CountedConcept out;
  out.named = {std::string(vocabulary.id(index)), std::string(vocabulary.type(index)),
               std::string(vocabulary.name(index))};
  out.papers = papers_with(view, session, filter_term(prefix::concept_subtree, out.named.id));
  return out;
}

void add_family(const IndexView& view, const SearchSession& session, ConceptIndex index,
                ConceptPage& page) {
  const Vocabulary& vocabulary = *view.vocabulary();
  page.names = vocabulary.at(index).names;
  page.narrower = vocabulary.descendant_count(index);
  for (const ConceptIndex parent : vocabulary.parents(index)) {
    page.parents.push_back(counted(view, session, parent));
  }
  if (page.narrower == 0) return;
  for (ConceptIndex other = 0; other < vocabulary.size(); ++other) {
    const auto parents = vocabulary.parents(other);
    if (std::find(parents.begin(), parents.end(), index) == parents.end()) continue;
    page.children.push_back(counted(view, session, other));
  }
  page.child_count = page.children.size();
  std::sort(page.children.begin(), page.children.end(),
            [](const CountedConcept& a, const CountedConcept& b) {
              return a.papers != b.papers ? a.papers > b.papers : a.named.name < b.named.name;
            });
  if (page.children.size() > max_children) page.children.resize(max_children);
}

/// A query that finds the concept: what only a document knows has no id that people can type.
std::string query_for(const ConceptReference& named) {
  return named.id.starts_with("name:") ? '"' + named.name + '"' : named.type + ':' + named.id;
}

void add_hits(const IndexView& view, SearchSession& session, const ConceptRequest& request,
              ConceptPage& page) {
  SearchRequest search;
  search.query = query_for(page.named);
  search.limit = request.passages;
  search.passages_per_paper = 1;
  SearchResponse found = SearchRun(view, session, search).run();
  page.papers = found.total_papers;
  page.passages = found.total_passages;
  page.hits = std::move(found.hits);
  search.query = "noexp:(" + search.query + ")";
  SearchRun own(view, session, search);
  own.find();
  page.own_papers = own.found().total_papers;
  page.own_passages = own.found().total_passages;
}

ConceptReference reference(const IndexView& view, EntityNumber entity) {
  const auto [segment, number] = view.concepts().first[entity];
  const SegmentConcept entry = view.segment(segment).concept_at(number);
  return {std::string(entry.id), std::string(entry.type), std::string(entry.name)};
}

template <typename Item>
bool is_before(const Item& a, const Item& b, PairOrder order) {
  const Association &x = a.with, &y = b.with;
  switch (order) {
    case PairOrder::strength:
      if (x.strength != y.strength) return x.strength > y.strength;
      break;
    case PairOrder::lift:
      if (x.lift != y.lift) return x.lift > y.lift;
      break;
    case PairOrder::papers:
      break;
  }
  if (x.papers != y.papers) return x.papers > y.papers;
  return x.sentences > y.sentences;
}

void add_neighbours(const IndexView& view, const QueryUnit& unit, const ConceptRequest& request,
                    ConceptPage& page) {
  struct Candidate {
    CountedPair pair;
    Association with;
    std::string_view id;  // settles ties
  };
  const PairSide self(view, unit, whole_left), others(view, "", &self);
  SentencePairs counts(view, self, others);
  std::vector<Bitmap> everything;
  for (std::size_t s = 0; s < view.segment_count(); ++s) everything.push_back(view.live(s));
  counts.count(everything);
  const IndexView::ConceptTable& table = view.concepts();
  std::vector<std::vector<Candidate>> by_type(view.concept_types().size());
  for (const CountedPair& pair : counts.pairs()) {
    const auto [segment, number] = table.first[pair.right];
    by_type[table.type[pair.right]].push_back(
        {pair, counts.association(pair), view.segment(segment).concept_id(number)});
  }
  for (std::size_t t = 0; t < by_type.size(); ++t) {
    std::vector<Candidate>& candidates = by_type[t];
    const std::size_t shown = std::min(candidates.size(), request.neighbours);
    if (shown == 0) continue;
    std::partial_sort(candidates.begin(), candidates.begin() + static_cast<std::ptrdiff_t>(shown),
                      candidates.end(), [](const Candidate& a, const Candidate& b) {
                        if (is_before(a, b, PairOrder::strength)) return true;
                        if (is_before(b, a, PairOrder::strength)) return false;
                        return a.id < b.id;
                      });
    std::vector<Neighbour>& neighbours = page.same_sentence[view.concept_types()[t]];
    for (std::size_t i = 0; i < shown; ++i) {
      Candidate& one = candidates[i];
      one.with.quote = counts.quote(one.pair);
      neighbours.push_back({reference(view, one.pair.right), std::move(one.with)});
    }
  }
}

/// One side of a table of pairs.
struct Chosen {
  std::string shown;                      ///< the type, or the concept's id
  std::optional<ConceptReference> named;  ///< where it is one concept
  std::optional<QueryUnit> unit;
};

Chosen choose(const IndexView& view, const std::string& side) {
  if (is_type(view, side)) return {side, std::nullopt, std::nullopt};
  std::optional<QueryUnit> unit = find_unit(view, side);
  if (!unit) {
    std::string types;
    for (const std::string& type : view.concept_types()) {
      types += (types.empty() ? "" : ", ") + type;
    }
    throw Error(ErrorCode::usage,
                "\"" + shown(side) + "\" is neither a concept nor a type of them (" + types + ")");
  }
  ConceptReference named{unit->ids.front(), unit->type, unit->sense};
  std::string id = named.id;
  return {std::move(id), std::move(named), std::move(unit)};
}

}  // namespace

ConceptPage make_concept_page(const IndexView& view, SearchSession& session,
                              const ConceptRequest& request) {
  const std::optional<QueryUnit> unit = find_unit(view, request.name);
  if (!unit) throw Error(ErrorCode::not_found, "no concept is called " + shown(request.name));
  ConceptPage page;
  page.named = {unit->ids.front(), unit->type, unit->sense};
  page.ids = unit->ids;
  page.names = {unit->sense};
  page.revision = view.snapshot().revision;
  if (const Vocabulary* vocabulary = view.vocabulary()) {
    const ConceptIndex index = vocabulary->find_id(page.named.id);
    if (index != no_concept) add_family(view, session, index, page);
    for (const auto& [id, name] : unit->alternatives) {
      const ConceptIndex other = vocabulary->find_id(id);
      if (other != no_concept) {
        page.other_senses.push_back({id, std::string(vocabulary->type(other)), name});
      }
    }
  }
  add_hits(view, session, request, page);
  if (request.neighbours > 0) add_neighbours(view, *unit, request, page);
  return page;
}

PairTable make_pair_table(const IndexView& view, SearchSession& session,
                          const PairRequest& request) {
  const auto start = std::chrono::steady_clock::now();
  const Chosen left = choose(view, request.left), right = choose(view, request.right);
  SearchRun run(view, session, request.search);
  const std::vector<Bitmap>& matches = run.find();
  // A concept is no pair with itself, nor with what is narrower.
  const auto whole = [&](const Chosen& side, EntityNumber number) {
    return side.unit ? std::optional<PairSide>(std::in_place, view, *side.unit, number)
                     : std::nullopt;
  };
  std::optional<PairSide> a = whole(left, whole_left), b = whole(right, whole_right);
  if (!a) a.emplace(view, left.shown, b ? &*b : nullptr);
  if (!b) b.emplace(view, right.shown, left.unit ? &*a : nullptr);
  SentencePairs counts(view, *a, *b);
  counts.count(matches);

  PairTable out;
  out.query = request.search.query;
  out.interpretation = run.found().interpretation;
  out.notices = std::move(run.found().notices);
  out.papers = run.found().total_papers;
  out.passages = run.found().total_passages;
  out.left = left.shown;
  out.right = right.shown;
  out.sentences = counts.sentences();
  out.exact = counts.exact();

  struct Candidate {
    CountedPair pair;
    Association with;
  };
  std::vector<Candidate> candidates;
  for (const CountedPair& pair : counts.pairs()) {
    if (pair.sentences < request.least_sentences) continue;
    candidates.push_back({pair, counts.association(pair)});
  }
  out.total_pairs = candidates.size();
  const std::size_t shown = std::min(candidates.size(), request.limit);
  std::partial_sort(candidates.begin(), candidates.begin() + static_cast<std::ptrdiff_t>(shown),
                    candidates.end(), [&](const Candidate& x, const Candidate& y) {
                      if (is_before(x, y, request.order)) return true;
                      if (is_before(y, x, request.order)) return false;
                      return x.pair.left != y.pair.left ? x.pair.left < y.pair.left
                                                        : x.pair.right < y.pair.right;
                    });
  for (std::size_t i = 0; i < shown; ++i) {
    Candidate& one = candidates[i];
    one.with.quote = counts.quote(one.pair);
    out.pairs.push_back({left.named ? *left.named : reference(view, one.pair.left),
                         right.named ? *right.named : reference(view, one.pair.right),
                         std::move(one.with)});
  }
  const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - start;
  out.took_ms = took.count();
  return out;
}

}  // namespace osteon
