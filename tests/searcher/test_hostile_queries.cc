// Queries made to cost time or memory, over a whole search: the work is bounded by what is asked
// for, counted here in units, and what is left out is said.
#include <string>
#include <vector>

#include "searcher/query/parser.h"
#include "tests/catch.h"
#include "tests/searcher/small_index.h"

using namespace osteon;
using osteon::testing::SmallIndex;

namespace {

std::string joined(std::size_t count, const std::string& word, const std::string& with,
                   bool numbers) {
  std::string out;
  for (std::size_t i = 0; i < count; ++i)
    out += (i == 0 ? "" : with) + word + (numbers ? std::to_string(i) : "");
  return out;
}

SearchResponse answer(SmallIndex& index, const std::string& query) {
  SearchRequest request;
  request.query = query;
  request.facets = true;
  request.receipt = true;
  request.form_counts = true;
  return index.search(request);
}

bool says(const SearchResponse& response, const std::string& kind) {
  for (const Notice& notice : response.notices)
    if (notice.kind == kind) return true;
  return false;
}

SmallIndex sample() {
  return SmallIndex(
      {{{"A", "Bone", {"Muscle and bone are lost with age.", "Bone alone was measured."}},
        {"B", "Muscle", {"Muscle w1 w2 w3 muscle strength falls. Bone is strong."}}}},
      {"MESH:D009132\tanatomy\tMuscles\tmuscle|muscle tissue\t\t"});
}

}  // namespace

TEST_CASE("no hostile query asks for more than its limits") {
  SmallIndex index = sample();
  const std::string pair = joined(10'000, "(", "", false);
  const std::vector<std::string> queries = {
      std::string(1 << 20, 'a'),
      std::string(1 << 20, '('),
      joined(150'000, "muscle", " ", false),
      joined(5'000, "muscle", " OR ", false),
      joined(5'000, "w", " OR ", true),
      joined(5'000, "w", " AND ", true),
      joined(5'000, "\"bone w", "\" OR ", true),
      joined(5'000, "~\"bone w", "\" OR ", true),
      joined(5'000, "title:w", " OR ", true),
      joined(5'000, "w", "* OR ", true),
      joined(5'000, "\"bone w", "*\" OR ", true),
      joined(5'000, "disease:w", " OR ", true),
      joined(5'000, "\"w", "\"[mh] OR ", true),
      joined(5'000, "MESH:D00", " OR ", true),
      joined(5'000, "journal:w", " OR ", true),
      joined(5'000, "bone", " NEAR/5 ", false),
      joined(5'000, "w", " NEAR/5 ", true),
      joined(2'000, "muscle NEAR/5 w", " OR ", true),
      "scope:sentence (" + joined(5'000, "w", " OR ", true) + ")",
      "scope:paper (" + joined(5'000, "w", " AND ", true) + ")",
      joined(50'000, "#1 OR #2", "\n", false),
      joined(5'000, "NOT ", "", false) + "bone",
      pair + "bone" + joined(10'000, ")", "", false),
      joined(50'000, "\xff\xfe bone \xc3", "", false),
      joined(3'000, "\x01\x02\x1f\x7f", "", false),
      std::string("bone\0muscle", 11),
      joined(20'000, "we measured bone and muscle in people of age", " ", true),
  };
  for (const std::string& query : queries) {
    CAPTURE(query.substr(0, 40));
    const SearchResponse response = answer(index, query);
    REQUIRE(response.receipt);
    CHECK(response.receipt->items.size() <= 2 * max_query_words);
    CHECK(response.notices.size() <= 2 * max_query_notices);
    for (const Notice& notice : response.notices) CHECK(notice.end <= query.size());
    CHECK((says(response, "truncated") || says(response, "ignored") || says(response, "operator") ||
           says(response, "near") || says(response, "like") || response.total_passages > 0));
  }
}

TEST_CASE("equal words are one unit, whatever joins them") {
  SmallIndex index = sample();
  const std::uint64_t muscle = answer(index, "muscle").total_passages;
  REQUIRE(muscle > 0);
  for (const std::string sign : {" OR ", " AND ", " "}) {
    const SearchResponse response =
        answer(index, joined(300, "muscle", sign, false) + " OR muscle");
    CHECK(response.receipt->items.size() == 1);
    CHECK(response.total_passages == muscle);
  }
  CHECK(answer(index, "(muscle AND bone) OR (muscle AND falls)").receipt->items.size() == 3);
}

TEST_CASE("NEAR joins a few parts; more are joined by AND, and that is said") {
  SmallIndex index = sample();
  const SearchResponse few = answer(index, "muscle NEAR/9 strength NEAR/9 falls");
  CHECK(few.total_passages == 1);
  CHECK_FALSE(says(few, "near"));
  const SearchResponse many =
      answer(index,
             "muscle NEAR/2 w1 NEAR/2 w2 NEAR/2 w3 NEAR/2 muscle NEAR/2 strength NEAR/2 "
             "falls NEAR/2 bone NEAR/2 strong");
  CHECK(many.total_passages == 1);
  CHECK(says(many, "near"));
}

TEST_CASE("a phrase that ends in a prefix of nothing finds nothing") {
  SmallIndex index = sample();
  CHECK(answer(index, "\"muscle zzz*\"").total_passages == 0);
  CHECK(answer(index, "zzz*").total_passages == 0);
  CHECK(answer(index, "\"muscle stren*\"").total_passages == 1);
}

TEST_CASE("an OR within a sentence is an OR of sentences") {
  SmallIndex index = sample();
  CHECK(index.passages("scope:sentence (falls OR (muscle AND strong) OR age)") ==
        index.passages("scope:sentence falls OR (scope:sentence age)"));
  CHECK(index.passages("scope:sentence muscle AND strong").empty());
  CHECK(index.passages("scope:sentence \"falls bone\"").empty());
}
