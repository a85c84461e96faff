// Short forms that a text defines: "interleukin 6 (IL-6)", "ESR, erythrocyte sedimentation rate;
// …".
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "base/api.h"

namespace osteon {

/// A definition, as byte ranges of the text that holds it, half-open.
struct Abbreviation {
  std::uint32_t short_begin = 0, short_end = 0;
  std::uint32_t long_begin = 0, long_end = 0;

  bool operator==(const Abbreviation&) const = default;
};

/// The definitions in `text` (UTF-8), in order. After Schwartz and Hearst 2003, "A simple algorithm
/// for identifying abbreviation definitions in biomedical text", which looks for the short form's
/// letters from right to left; docs/vocabulary.md says what is done better here, and by how much.
OSTEON_API std::vector<Abbreviation> find_abbreviations(std::string_view text);

}  // namespace osteon
