// Sequence variants, found by how they are written: V600E, p.Val600Glu, c.1799T>A, rs113488022.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "analyzers/vocabulary/terms.h"

namespace osteon::osv {

struct VariantName {
  std::string id;    ///< "name:variant:p.V600E", "dbSNP:rs113488022"
  std::string name;  ///< "p.V600E"
};

/// The variant that the token at `position` writes, after HGVS; all writings of one variant have
/// one id. Without `p.` a change of protein needs capitals and two digits (`S12A` after "Figure" is
/// a figure).
std::optional<VariantName> variant_at(std::string_view text, std::span<const TermUnit> units,
                                      std::uint32_t position);

}  // namespace osteon::osv
