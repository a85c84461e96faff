// How telling a term is by how few passages hold it.
#pragma once

#include <cmath>

namespace osteon {

/// BM25's inverse document frequency, never below 0, of a term that `holding` of `all` passages
/// hold: Robertson, Zaragoza 2009, with 1 added inside the logarithm.
inline double inverse_document_frequency(double holding, double all) {
  return std::log(1 + (all - holding + 0.5) / (holding + 0.5));
}

}  // namespace osteon
