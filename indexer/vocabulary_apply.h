// Another vocabulary for an index: only the papers that it can change are analysed again.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/api.h"

namespace osteon {

struct VocabularyApplied {
  std::uint64_t names = 0;   ///< that mean something else than before, or are new, or are gone
  std::uint64_t papers = 0;  ///< in the index
  std::uint64_t tagged = 0;  ///< papers that were analysed again
  /// Why all were; empty if only those that hold one of the names' words.
  std::string reason;
  std::vector<std::string> changed;  ///< ids of papers with other mentions than before, sorted
  std::uint64_t revision = 0;
  double seconds = 0;
};

/// Makes the compiled file `vocabulary` that of the index: mentions, concepts and postings become
/// those of an index made with it from the start. Throws Error (not_found, locked, corrupt, …).
OSTEON_API VocabularyApplied apply_vocabulary(const std::string& directory,
                                              const std::string& vocabulary, unsigned jobs = 0);

}  // namespace osteon
