#include "indexer/schema.h"

#include <algorithm>
#include <cmath>

namespace osteon {

std::uint32_t folded_wdf(double f, double length, double mean) {
  const WeightSchema& w = weight_schema;
  const double norm = 1 - w.b + w.b * length / mean;
  const double wdf = std::round(w.scale * f / norm);
  return static_cast<std::uint32_t>(std::clamp(wdf, 1.0, static_cast<double>(w.cap)));
}

}  // namespace osteon
