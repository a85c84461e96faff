// Learns an index's semantic space from its own passages and leaves it beside them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

#include "base/api.h"

namespace osteon {

struct LearnOptions {
  int dimensions = 300;
  /// Passages learnt from, spread evenly over the index; the others are folded in when they come
  /// up.
  std::size_t sample = 60'000;
  std::uint64_t seed = 20260101;
};

struct LearnReport {
  std::size_t passages = 0, features = 0, dimensions = 0;
  double seconds = 0;
  /// False where the collection is one that meaning was measured to harm: see refine_options_for.
  bool used = true;
};

/// Whether ranking would gain by a space here and there is none. Throws as learn_semantic_space.
OSTEON_API bool wants_semantic_space(const std::string& directory);

/// Reads the last committed state and replaces the space that was there. Searchers opened
/// afterwards use it. Throws Error (not_found, io).
OSTEON_API LearnReport learn_semantic_space(const std::string& directory,
                                            const LearnOptions& options = {});

/// Back to ranking without one; false if there was none.
OSTEON_API bool forget_semantic_space(const std::string& directory);

}  // namespace osteon
