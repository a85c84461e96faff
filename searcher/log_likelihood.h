// How surprising it is that two things come together as often as they do.
#pragma once

#include <cmath>

namespace osteon {

/// Dunning's G2 of a two by two table by its corner and its margins, at least 0: of `all` cases
/// `first` and `second` have one thing each, `both` have the two. Dunning 1993, "Accurate methods
/// for the statistics of surprise and coincidence".
inline double log_likelihood_ratio(double both, double first, double second, double all) {
  const auto xlogx = [](double x) { return x > 0 ? x * std::log(x) : 0; };
  const double one = first - both, other = second - both, neither = all - first - second + both;
  const double ratio =
      2 * (xlogx(both) + xlogx(one) + xlogx(other) + xlogx(neither) - xlogx(first) - xlogx(second) -
           xlogx(all - first) - xlogx(all - second) + xlogx(all));
  return ratio > 0 ? ratio : 0;
}

}  // namespace osteon
