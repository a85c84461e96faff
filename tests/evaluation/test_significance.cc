// The randomisation test against small cases that can be counted.
#include "base/error.h"
#include "tests/catch.h"
#include "tools/evaluation/significance.h"

using namespace osteon;

TEST_CASE("no difference is no evidence") {
  const PairedComparison same = compare_paired({.1, .2, .3}, {.1, .2, .3});
  CHECK(same.p_value == 1);
  CHECK(same.equal == 3);
}

TEST_CASE("five queries, all better by the same: 2 of 32 sign patterns are as extreme") {
  const PairedComparison c = compare_paired({0, 0, 0, 0, 0}, {.1, .1, .1, .1, .1});
  CHECK(c.p_value == Approx(2.0 / 32).margin(.005));
  CHECK(c.mean_difference == Approx(.1));
  CHECK(c.better == 5);
}

TEST_CASE("the direction changes the sign, not the evidence") {
  const std::vector<double> a = {.5, .1, .9, .3, .3, .7}, b = {.6, .3, .8, .5, .3, .9};
  const PairedComparison forth = compare_paired(a, b), back = compare_paired(b, a);
  CHECK(forth.mean_difference == Approx(-back.mean_difference));
  CHECK(forth.p_value == Approx(back.p_value).margin(.01));
  CHECK(forth.better == back.worse);
}

TEST_CASE("unpaired lists are refused") {
  CHECK_THROWS_AS(compare_paired({1}, {1, 2}), Error);
}
