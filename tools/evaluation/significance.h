// Is the difference between two runs more than chance?
#pragma once

#include <cstdint>
#include <vector>

namespace osteon {

struct PairedComparison {
  double mean_difference = 0;                    ///< second minus first
  double p_value = 1;                            ///< two-sided
  std::size_t better = 0, worse = 0, equal = 0;  ///< queries, by the second
};

/// Fisher's paired randomisation test, which Smucker, Allan and Carterette (CIKM 2007) recommend
/// for retrieval: how often would a difference of means at least this large come up if each query's
/// two values were swapped by a coin? The first and second values of a query stand at one index.
/// The same input gives the same p: the coin has a fixed seed.
PairedComparison compare_paired(const std::vector<double>& first, const std::vector<double>& second,
                                std::uint32_t permutations = 100'000);

}  // namespace osteon
