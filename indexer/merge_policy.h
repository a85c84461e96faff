// Which neighbouring segments to join after a commit: few segments to search, each byte rewritten a
// logarithmic number of times.
#pragma once

#include <cstddef>
#include <span>
#include <utility>

#include "indexer/manifest.h"

namespace osteon {

/// A segment's offsets are 32 bits wide; with its records and streams this much text is safe.
inline constexpr std::uint64_t largest_segment_text = std::uint64_t{3} << 30;

/// The next run [first, last) to replace by one segment; empty when all is well. A run of one is to
/// be rebuilt without its dead papers (a third of its passages or more). Depends on the sizes
/// alone.
std::pair<std::size_t, std::size_t> next_merge(std::span<const ManifestSegment> segments);

/// The run for a full compaction; again and again until empty. One segment where size allows.
std::pair<std::size_t, std::size_t> next_full_merge(std::span<const ManifestSegment> segments);

/// Has the run any dead papers?
bool any_dead(std::span<const ManifestSegment> run);
/// Should the run be analysed again rather than concatenated? So when a fifth of it is dead.
bool wants_rebuild(std::span<const ManifestSegment> run);

}  // namespace osteon
