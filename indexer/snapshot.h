// One manifest with its open segments: what a reader sees, whatever a writer does meanwhile.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "analyzers/vocabulary.h"
#include "indexer/segment.h"

namespace osteon {

struct SnapshotSegment {
  std::shared_ptr<const Segment> segment;
  std::vector<bool> dead_papers;  ///< by ordinal; empty when none is dead

  bool is_dead(PaperOrdinal paper) const { return !dead_papers.empty() && dead_papers[paper]; }
};

struct Snapshot {
  std::string directory;
  std::uint64_t revision = 0;  ///< grows by one with each commit
  std::string analyzer_fingerprint;
  std::string vocabulary_fingerprint;
  std::shared_ptr<const Vocabulary> vocabulary;
  std::vector<SnapshotSegment> segments;
  std::uint64_t live_papers = 0, live_passages = 0;
};

/// Opens the last committed state. Throws Error: not_found (no index there), corrupt,
/// incompatible_version (format, or an analyzer whose fingerprint differs).
std::shared_ptr<const Snapshot> open_snapshot(const std::string& directory);
/// The revision in the manifest now on disk; cheap.
std::uint64_t current_revision(const std::string& directory);

}  // namespace osteon
