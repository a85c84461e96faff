// Measures against values worked by hand from trec_eval's definitions.
#include <cmath>

#include "tests/catch.h"
#include "tools/evaluation/measures.h"

using namespace osteon;

TEST_CASE("graded judgements, worked by hand") {
  // Ideal order: grades 3, 2, 1. The run has a (2) first, an unjudged one, b (3) third, and misses
  // c.
  const Judgements judgements = {{"q", {{"a", 2}, {"b", 3}, {"c", 1}, {"d", 0}, {"e", -1}}}};
  const Run run = {{"q", {{"a", 9}, {"x", 8}, {"b", 7}, {"d", 6}, {"e", 5}}}};
  const Measures m = evaluate(run, judgements).mean;
  const double gain = 2.0 + 3.0 / 2.0;  // log2(2), log2(4)
  const double ideal = 3.0 + 2.0 / std::log2(3.0) + 1.0 / std::log2(4.0);
  CHECK(m.ndcg_at_10 == Approx(gain / ideal));
  CHECK(m.map == Approx((1.0 / 1 + 2.0 / 3) / 3));
  CHECK(m.mrr == 1);
  CHECK(m.precision_at_5 == Approx(0.4));
  CHECK(m.precision_at_10 == Approx(0.2));
  CHECK(m.recall_at_100 == Approx(2.0 / 3));
}

TEST_CASE("ties are broken by document id from the end of the alphabet, as trec_eval does") {
  const Judgements judgements = {{"q", {{"a", 1}}}};
  CHECK(evaluate({{"q", {{"a", 1}, {"b", 1}, {"c", 1}}}}, judgements).mean.mrr == Approx(1.0 / 3));
  CHECK(evaluate({{"q", {{"a", 1}, {"A", 1}}}}, judgements).mean.mrr == 1);
  // Scores are single-precision there: these two are equal.
  CHECK(evaluate({{"q", {{"a", 1.00000001}, {"b", 1.0}}}}, judgements).mean.mrr == Approx(0.5));
}

TEST_CASE(
    "a query without an answer counts as zero; one without a relevant document does not count") {
  const Judgements judgements = {{"q1", {{"a", 1}}}, {"q2", {{"b", 1}}}, {"q3", {{"c", 0}}}};
  const Evaluation evaluation = evaluate({{"q1", {{"a", 1}}}, {"q3", {{"c", 1}}}}, judgements);
  REQUIRE(evaluation.queries.size() == 2);
  CHECK(evaluation.mean.ndcg_at_10 == Approx(0.5));
  CHECK(evaluation.queries[1].returned == 0);
}

TEST_CASE("cut-offs count ranks, not results") {
  Run run;
  for (int i = 1; i <= 2000; ++i)
    run["q"].push_back({"d" + std::to_string(i), -static_cast<double>(i)});
  const Judgements judgements = {{"q", {{"d11", 1}, {"d100", 1}, {"d101", 1}, {"d1500", 1}}}};
  const Measures m = evaluate(run, judgements).mean;
  CHECK(m.ndcg_at_10 == 0);
  CHECK(m.mrr == Approx(1.0 / 11));
  CHECK(m.mrr_at_10 == 0);
  CHECK(m.recall_at_100 == Approx(0.5));
  CHECK(m.recall_at_1000 == Approx(0.75));
  CHECK(m.map == Approx((1.0 / 11 + 2.0 / 100 + 3.0 / 101 + 4.0 / 1500) / 4));
}

TEST_CASE("measures keep their published names and order") {
  std::string names;
  for (const auto& [name, value] : named(Measures{})) names += name + " ";
  CHECK(names == "ndcg@10 map mrr mrr@10 p@5 p@10 recall@100 recall@1000 ");
}
