// Laws that hold for any query, tried on random ones over the sample corpus.
#include <algorithm>
#include <cstdlib>
#include <map>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "tests/catch.h"
#include "tests/searcher/small_index.h"

using namespace osteon;
using osteon::testing::SmallIndex;

namespace {

using Set = std::set<std::string>;

/// OSTEON_SEED=1, 2, 3 … tries other queries than the everyday run does.
std::mt19937 seeded(unsigned number) {
  const char* const fresh = std::getenv("OSTEON_SEED");
  const unsigned offset =
      fresh == nullptr ? 0 : static_cast<unsigned>(std::strtoul(fresh, nullptr, 10));
  return std::mt19937(number + 1'000 * offset);
}

SmallIndex& index() {
  static SmallIndex made;
  return made;
}

bool subset(const Set& a, const Set& b) {
  return std::includes(b.begin(), b.end(), a.begin(), a.end());
}

Set papers_of(const Set& passages) {
  Set out;
  for (const std::string& id : passages) out.insert(id.substr(0, id.rfind(':')));
  return out;
}

Set everything() {
  Set out;
  for (const PaperHit& hit : index().search("NOT zzzzz").hits) {
    for (const PassageHit& passage : hit.passages) out.insert(passage.id);
  }
  return out;
}

/// Words, names and phrases that the samples hold, and some that they do not.
const std::vector<std::string> atoms = {"sarcopenia",
                                        "osteoporosis",
                                        "bone",
                                        "muscle loss",
                                        "IL-6",
                                        "interleukin 6",
                                        "vitamin D",
                                        "\"muscle mass\"",
                                        "falls",
                                        "resistance training",
                                        "MESH:D055948",
                                        "gene:IL6",
                                        "mice",
                                        "title:bone",
                                        "\"bone mineral density\"",
                                        "TNF-α",
                                        "type 2 diabetes",
                                        "bone NEAR/5 loss",
                                        "osteo*",
                                        "year:2015..2020",
                                        "section:results",
                                        "hip fracture",
                                        "zebrafish",
                                        "T cells",
                                        "section:abstract",
                                        "myostatin",
                                        "~\"bone loss\"",
                                        "abstract:muscle",
                                        "heart attack"};

/// Without NOT, more of what is asked for can only find more.
enum class Negation { some, none };

std::string random_query(std::mt19937& random, int depth, Negation negation = Negation::some) {
  const auto pick = [&](std::size_t n) { return random() % n; };
  if (depth == 0 || pick(3) == 0) return atoms[pick(atoms.size())];
  const std::string a = '(' + random_query(random, depth - 1, negation) + ')';
  const std::string b = '(' + random_query(random, depth - 1, negation) + ')';
  switch (pick(5)) {
    case 0:
      return a + " AND " + b;
    case 1:
      return a + " OR " + b;
    case 2:
      return a + (negation == Negation::some ? " NOT " : " OR ") + b;
    case 3:
      return "(scope:sentence " + a + " AND " + b + ")";
    default:
      return "(scope:paper " + a + " AND " + b + ")";
  }
}

}  // namespace

TEST_CASE("boolean laws hold on random queries") {
  std::mt19937 random = seeded(11);
  const Set all = everything();
  REQUIRE(all.size() == index().searcher().statistics().passages);
  for (int round = 0; round < 150; ++round) {
    const std::string a = random_query(random, 2), b = random_query(random, 2);
    CAPTURE(a, b);
    const Set set_a = index().passages('(' + a + ") OR zzzzz");
    const Set set_b = index().passages('(' + b + ") OR zzzzz");
    const Set both = index().passages('(' + a + ") AND (" + b + ")");
    const Set either = index().passages('(' + a + ") OR (" + b + ")");
    const Set without = index().passages("NOT (" + a + ")");
    Set expected;
    std::set_intersection(set_a.begin(), set_a.end(), set_b.begin(), set_b.end(),
                          std::inserter(expected, expected.end()));
    CHECK(both == expected);
    expected = set_a;
    expected.insert(set_b.begin(), set_b.end());
    CHECK(either == expected);
    expected.clear();
    std::set_difference(all.begin(), all.end(), set_a.begin(), set_a.end(),
                        std::inserter(expected, expected.end()));
    CHECK(without == expected);
  }
}

TEST_CASE("narrower scopes find less, and an OR within a scope is an OR of scopes") {
  std::mt19937 random = seeded(23);
  for (int round = 0; round < 100; ++round) {
    const std::string a = '(' + random_query(random, 1, Negation::none) + ')';
    const std::string b = '(' + random_query(random, 1, Negation::none) + ')';
    CAPTURE(a, b);
    const auto both = [&](const std::string& scope) {
      return index().passages("(scope:" + scope + ' ' + a + " AND " + b + ") OR zzzzz");
    };
    const Set sentence = both("sentence"), passage = both("passage"), paper = both("paper");
    CHECK(subset(sentence, passage));
    CHECK(subset(passage, paper));
    const auto within = [&](const std::string& scope, const std::string& query) {
      return index().passages("(scope:" + scope + ' ' + query + ") OR zzzzz");
    };
    const auto joined = [](Set one, const Set& other) {
      one.insert(other.begin(), other.end());
      return one;
    };
    const std::string either = a + " OR " + b;
    CHECK(within("sentence", either) == joined(within("sentence", a), within("sentence", b)));
    // Of papers every passage with a part is given, also a part of what does not hold.
    CHECK(papers_of(within("paper", either)) ==
          joined(papers_of(within("paper", a)), papers_of(within("paper", b))));
  }
}

TEST_CASE("expansion on is a superset of expansion off") {
  for (const std::string& a : atoms) {
    CAPTURE(a);
    CHECK(
        subset(index().passages(a + " OR zzzzz", false), index().passages(a + " OR zzzzz", true)));
  }
  std::mt19937 random = seeded(29);
  for (int round = 0; round < 150; ++round) {
    const std::string query = '(' + random_query(random, 2, Negation::none) + ") OR zzzzz";
    CAPTURE(query);
    CHECK(subset(index().passages(query, false), index().passages(query, true)));
  }
}

TEST_CASE("spellings of a class agree") {
  const std::vector<std::vector<std::string>> classes = {
      {"IL-6", "IL6", "il-6", "il6", "il 6", "interleukin 6", "interleukin-6", "IL\u20116",
       "IL\u20136"},
      {"TNF-α", "TNFα", "TNF-alpha", "TNF alpha", "tnf-alpha", "tnf alpha"},
      {"NF-κB", "NFκB", "NF-kB"},
      {"T-cell", "T cell", "T cells", "T lymphocytes"},
      {"tumour", "tumor", "tumours"},
      {"metastasis", "metastases"},
      {"Ca2+", "Ca²⁺", "Ca(2+)"},
      {"type 2 diabetes", "type II diabetes", "Type 2 diabetes"},
      {"oedema", "edema"},
      {"fibrosis", "ﬁbrosis"},
      {"sarcopenia", "Sarcopenia", "SARCOPENIA"},
      {"mice", "mouse", "Mice"},
  };
  for (const auto& spellings : classes) {
    const Set expected = index().passages(spellings.front());
    for (const std::string& spelling : spellings) {
      CAPTURE(spellings.front(), spelling);
      CHECK(index().passages(spelling) == expected);
    }
  }
}

TEST_CASE("pages join to the whole, by offset and by cursor") {
  std::vector<std::string> queries = {"bone", "muscle OR bone", "NOT bone", "type:review"};
  std::mt19937 random = seeded(31);
  for (int i = 0; i < 10; ++i) queries.push_back('(' + random_query(random, 2) + ") OR bone");
  for (const std::string& query : queries) {
    CAPTURE(query);
    const SearchResponse whole = index().search(query);
    for (const bool by_cursor : {false, true}) {
      SearchRequest request;
      request.query = query;
      request.limit = 3;
      std::vector<std::string> ids;
      while (true) {
        const SearchResponse page = index().search(request);
        CHECK(page.total_papers == whole.total_papers);
        CHECK(page.total_passages == whole.total_passages);
        for (const PaperHit& hit : page.hits) ids.push_back(hit.paper.id);
        if (page.next_cursor.empty()) break;
        if (by_cursor) {
          request.cursor = page.next_cursor;
        } else {
          request.offset += request.limit;
        }
      }
      std::vector<std::string> expected;
      for (const PaperHit& hit : whole.hits) expected.push_back(hit.paper.id);
      CHECK(ids == expected);
      CHECK(ids.size() == whole.total_papers);
    }
  }
}

TEST_CASE("the best alone are the first of all") {
  std::mt19937 random = seeded(17);
  std::size_t with_hits = 0;
  for (int round = 0; round < 150; ++round) {
    SearchRequest request;
    request.query = random_query(random, round % 3);
    request.fast = true;
    request.without = {"paper"};  // whose depth follows the number of hits asked for
    request.any = round % 4 == 0;
    request.limit = 3;
    CAPTURE(request.query, request.any);
    const SearchResponse all = index().searcher().search(request);
    request.totals = false;
    const SearchResponse best = index().searcher().search(request);
    REQUIRE(best.hits.size() == all.hits.size());
    CHECK(best.total_papers <= all.total_papers);
    for (std::size_t i = 0; i < all.hits.size(); ++i) {
      CHECK(best.hits[i].paper.id == all.hits[i].paper.id);
      CHECK(std::abs(best.hits[i].score - all.hits[i].score) < 1e-9);
    }
    with_hits += !all.hits.empty();
  }
  CHECK(with_hits > 50);
}

TEST_CASE("what is remembered of earlier searches changes no answer") {
  std::mt19937 random = seeded(23);
  std::vector<std::string> queries = {"\"muscle mass\"",
                                      "muscle NEAR/3 mass",
                                      "muscle NEAR/5 mass",
                                      "(muscle OR bone) NEAR/3 mass",
                                      "SENTENCE(muscle AND mass)",
                                      "title:\"muscle mass\"",
                                      "\"muscle mass\" NOT bone",
                                      "muscle PRE/3 mass",
                                      "1. \"muscle mass\"\n2. bone\n3. #1 AND #2"};
  for (int i = 0; i < 60; ++i) queries.push_back(random_query(random, 2));
  for (int round = 0; round < 2; ++round) {
    for (const std::string& query : queries) {
      CAPTURE(query, round);
      const SearchResponse used = index().search(query);
      SearchRequest request;
      request.query = query;
      request.limit = 1000;
      const SearchResponse fresh = Searcher(index().directory()).search(request);
      CHECK(used.total_passages == fresh.total_passages);
      CHECK(used.total_papers == fresh.total_papers);
      REQUIRE(used.hits.size() == fresh.hits.size());
      for (std::size_t i = 0; i < used.hits.size(); ++i)
        CHECK(used.hits[i].paper.id == fresh.hits[i].paper.id);
    }
  }
}

TEST_CASE("facet counts equal a loop over all hits, with and without filters") {
  struct Case {
    std::string query;
    std::vector<FacetFilter> filters;
  };
  std::vector<Case> cases = {
      {"bone", {}},
      {"muscle", {{"type", {"review"}}}},
      {"bone OR muscle", {{"section", {"abstract", "results"}}}},
      {"NOT zzzzz", {{"disease", {"MESH:D055948"}}}},
  };
  std::mt19937 random = seeded(37);
  for (int i = 0; i < 10; ++i) {
    cases.push_back({'(' + random_query(random, 2) + ") OR falls",
                     i % 2 == 0 ? std::vector<FacetFilter>{}
                                : std::vector<FacetFilter>{{"type", {"review", "research"}}}});
  }
  for (const Case& c : cases) {
    CAPTURE(c.query);
    SearchRequest request;
    request.query = c.query;
    request.filters = c.filters;
    request.facets = true;
    request.facet_limit = 100000;
    request.limit = 1000;
    request.passages_per_paper = 1000;
    const SearchResponse response = index().search(request);
    std::map<std::string, std::map<std::string, std::uint64_t>> expected;
    for (const PaperHit& hit : response.hits) {
      const StoredPaper paper = index().searcher().paper(hit.paper.id);
      for (const ConceptCount& one : paper.concepts) ++expected[one.type][one.id];
      if (hit.paper.year != 0) ++expected["year"][std::to_string(hit.paper.year)];
      if (!hit.paper.journal.empty()) ++expected["journal"][hit.paper.journal];
      ++expected["type"][hit.paper.type];
      std::map<std::string, std::string> kind_of;
      for (const StoredSection& section : paper.sections) {
        for (const StoredPassage& passage : section.passages) kind_of[passage.id] = section.kind;
      }
      Set kinds;
      for (const PassageHit& passage : hit.passages) kinds.insert(kind_of[passage.id]);
      for (const std::string& kind : kinds) ++expected["section"][kind];
    }
    for (const auto& [facet, values] : expected) {
      if (!c.filters.empty() && c.filters.front().facet == facet) continue;  // counted sideways
      CAPTURE(facet);
      std::map<std::string, std::uint64_t> found;
      for (const FacetValue& value : response.facets.at(facet)) found[value.id] = value.papers;
      CHECK(found == values);
    }
    // A filter's own facet counts as if it were not applied, so choosing a value gives its count.
    if (!c.filters.empty()) {
      const std::string& facet = c.filters.front().facet;
      for (const FacetValue& value : response.facets.at(facet)) {
        SearchRequest one = request;
        one.filters = {{facet, {value.id}}};
        CAPTURE(facet, value.id);
        CHECK(index().search(one).total_papers == value.papers);
      }
    }
  }
}
