// Why a paper is no hit: every row is a query and what is said of one paper.
#include <string>
#include <vector>

#include "searcher/why_not.h"
#include "tests/catch.h"
#include "tests/searcher/small_index.h"

using namespace osteon;
using osteon::testing::SmallIndex;

namespace {

SmallIndex& index() {
  static SmallIndex made(
      {{{"PMC1000001",
         "Notes on age",
         {"Sarcopenic patients walk slowly.", "Gait speed was low in summer, and so was strength.",
          "Osteoporosis was common."},
         2016,
         "Bone"},
        {"PMC1000002", "More notes", {"Sarcopenia lowers gait speed. Sarcopenia hurts."}, 2020},
        {"PMC1000003", "Sarcopenia", {"Sarcopenia, sarcopenia and gait."}, 2021}}},
      {"MESH:D001851\tdisease\tBone Diseases, Metabolic\t\t\t",
       "MESH:D010024\tdisease\tOsteoporosis\t\tMESH:D001851\t",
       "MESH:D015663\tdisease\tOsteoporosis, Postmenopausal\tpostmenopausal osteoporosis\t"
       "MESH:D010024\t"});
  return made;
}

WhyNot ask(const std::string& query, const std::string& paper = "PMC1000001") {
  SearchRequest request;
  request.query = query;
  return index().searcher().why_not(paper, request);
}

/// "part: passages of the paper (remark)".
std::string parts(const WhyNot& answer) {
  std::string out;
  for (const WhyNotPart& part : answer.parts) {
    out += (out.empty() ? "" : " | ") + part.text + ": " + std::to_string(part.passages);
    if (!part.remark.empty()) out += " (" + part.remark + ")";
  }
  return out;
}

}  // namespace

TEST_CASE("a part that fails is named, with the nearest that the paper has") {
  struct Row {
    std::string query, outcome, message, parts;
  };
  const std::vector<Row> rows = {
      {"summertime AND gait", "no_match", "No passage of it has “summertime”.",
       "summertime: 0 (the nearest word that it has is “summer” in PMC1000001:2) | gait: 1"},
      {"patients AND summer", "no_match",
       "It has each part, but in different passages; scope:paper finds it.",
       "patients: 1 | summer: 1"},
      {"scope:sentence patients AND summer", "no_match",
       "It has each part, but not in one sentence.", "patients: 1 | summer: 1"},
      {"\"low strength\"", "no_match", "No passage of it has “\"low strength\"”.",
       "\"low strength\": 0 (it has the words “low” and “strength”, but not side by side)"},
      {"gait NEAR/3 strength", "no_match", "No passage of it has “gait NEAR/3 strength”.",
       "gait NEAR/3 strength: 0 (it has them at NEAR/9)"},
      {"noexp:(bone diseases metabolic)", "no_match",
       "No passage of it has “bone diseases metabolic [Bone Diseases, Metabolic, MESH:D001851]”.",
       "bone diseases metabolic [Bone Diseases, Metabolic, MESH:D001851]: 0 (it has the narrower "
       "“Osteoporosis”, which was left out)"},
      {"postmenopausal osteoporosis", "no_match",
       "No passage of it has “postmenopausal osteoporosis [Osteoporosis, Postmenopausal, "
       "MESH:D015663]”.",
       "postmenopausal osteoporosis [Osteoporosis, Postmenopausal, MESH:D015663]: 0 (it has the "
       "broader “Osteoporosis”)"},
      {"gait NOT age", "no_match", "No passage of it has “NOT age”.",
       "gait: 1 | NOT age: 0 (every passage of it has what NOT excludes)"},
      {"title:gait", "no_match", "No passage of it has “gait in the title”.",
       "gait in the title: 0 (it has this elsewhere)"},
      {"gait year:2020..", "filtered", "It does not pass: year from 2020: it is of 2016.",
       "gait: 1"},
      {"gait journal:Muscle", "filtered", "It does not pass: journal is unknown.", "gait: 1"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.query);
    const WhyNot answer = ask(row.query);
    CHECK(answer.outcome == row.outcome);
    CHECK(answer.message == row.message);
    CHECK(parts(answer) == row.parts);
    CHECK(answer.rank == 0);
  }
}

TEST_CASE("filters of the request are named") {
  SearchRequest request;
  request.query = "gait";
  request.filters = {{"journal", {"Muscle"}}, {"section", {"methods"}}};
  request.year_from = 2018;
  const WhyNot answer = index().searcher().why_not("PMC1000001", request);
  CHECK(answer.outcome == "filtered");
  CHECK(answer.filters == std::vector<std::string>{"year from 2018: it is of 2016",
                                                   "filter on journal", "filter on section"});
}

TEST_CASE("a hit has its rank and those before it, with what they have") {
  const WhyNot second = ask("sarcopenia", "pmc1000002");
  CHECK(second.outcome == "found");
  CHECK(second.rank == 2);
  CHECK(second.total_papers == 3);
  CHECK(second.message == "It is found, at rank 2 of 3.");
  REQUIRE(second.rivals.size() == 1);
  CHECK(second.rivals[0].paper.id == "PMC1000003");
  CHECK(second.rivals[0].score > second.score);
  double sum = 0;
  for (const ScoreDetail& part : second.explanation) sum += part.value;
  CHECK(sum == Approx(second.score));
  CHECK(ask("sarcopenia", "PMC1000003").rivals.empty());
}

TEST_CASE("what is not in the index is told apart from what does not match") {
  const WhyNot answer = ask("gait", "PMC1000009");
  CHECK(answer.outcome == "not_in_index");
  CHECK(answer.nearest == std::vector<std::string>{"PMC1000001", "PMC1000002", "PMC1000003"});
  CHECK(ask("", "PMC1000001").outcome == "no_match");
}
