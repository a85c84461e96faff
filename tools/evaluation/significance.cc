#include "tools/evaluation/significance.h"

#include <cmath>
#include <random>

#include "base/error.h"

namespace osteon {

PairedComparison compare_paired(const std::vector<double>& first, const std::vector<double>& second,
                                std::uint32_t permutations) {
  if (first.size() != second.size())
    throw Error(ErrorCode::usage, "a paired comparison needs the same queries on both sides");
  PairedComparison result;
  std::vector<double> differences;  // zeros never change a sum, so they are left out
  double sum = 0;
  for (std::size_t i = 0; i < first.size(); ++i) {
    const double difference = second[i] - first[i];
    sum += difference;
    if (difference > 0)
      ++result.better;
    else if (difference < 0)
      ++result.worse;
    else
      ++result.equal;
    if (difference != 0) differences.push_back(difference);
  }
  if (first.empty() || differences.empty()) return result;
  result.mean_difference = sum / static_cast<double>(first.size());

  std::mt19937_64 coin(20260101);
  // A sum that equals the observed one up to rounding is as extreme as it.
  const double threshold = std::abs(sum) * (1 - 1e-12);
  std::uint32_t as_extreme = 0;
  for (std::uint32_t round = 0; round < permutations; ++round) {
    double permuted = 0;
    std::uint64_t bits = 0;
    for (std::size_t i = 0; i < differences.size(); ++i) {
      if (i % 64 == 0) bits = coin();
      permuted += (bits >> (i % 64)) & 1 ? differences[i] : -differences[i];
    }
    if (std::abs(permuted) >= threshold) ++as_extreme;
  }
  // The observed arrangement is one of those possible, hence the ones.
  result.p_value = (as_extreme + 1.0) / (permutations + 1.0);
  return result;
}

}  // namespace osteon
