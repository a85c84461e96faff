// Laws that hold for any query, tried on random ones over the sample corpus.
#include <algorithm>
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

SmallIndex& index() {
  static SmallIndex made;
  return made;
}

bool subset(const Set& a, const Set& b) {
  return std::includes(b.begin(), b.end(), a.begin(), a.end());
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

std::string random_query(std::mt19937& random, int depth) {
  const auto pick = [&](std::size_t n) { return random() % n; };
  if (depth == 0 || pick(3) == 0) return atoms[pick(atoms.size())];
  const std::string a = '(' + random_query(random, depth - 1) + ')';
  const std::string b = '(' + random_query(random, depth - 1) + ')';
  switch (pick(5)) {
    case 0:
      return a + " AND " + b;
    case 1:
      return a + " OR " + b;
    case 2:
      return a + " NOT " + b;
    case 3:
      return "(scope:sentence " + a + " AND " + b + ")";
    default:
      return "(scope:paper " + a + " AND " + b + ")";
  }
}

}  // namespace

TEST_CASE("boolean laws hold on random queries") {
  std::mt19937 random(11);
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
    // Narrower scopes find less.
    const Set sentence = index().passages("scope:sentence (bone) AND (loss)");
    CHECK(subset(sentence, index().passages("(bone) AND (loss)")));
  }
}

TEST_CASE("expansion on is a superset of expansion off") {
  for (const std::string& a : atoms) {
    CAPTURE(a);
    CHECK(
        subset(index().passages(a + " OR zzzzz", false), index().passages(a + " OR zzzzz", true)));
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
  for (const std::string query : {"bone", "muscle OR bone", "NOT bone", "type:review"}) {
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
  std::mt19937 random(17);
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

TEST_CASE("facet counts equal a loop over all hits, with and without filters") {
  struct Case {
    std::string query;
    std::vector<FacetFilter> filters;
  };
  const std::vector<Case> cases = {
      {"bone", {}},
      {"muscle", {{"type", {"review"}}}},
      {"bone OR muscle", {{"section", {"abstract", "results"}}}},
      {"NOT zzzzz", {{"disease", {"MESH:D055948"}}}},
  };
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
