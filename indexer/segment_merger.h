// Segments joined in order into one: passage files renumbered and concatenated, Xapian databases
// compacted. Nothing is analysed or compressed again, so dead papers stay (see rebuild in
// index_writer) and docids only shift.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "indexer/segment.h"

namespace osteon {

/// A segment or a batch to merge.
struct MergePart {
  std::string passages;  ///< path of the passage file
  std::string database;  ///< path of the Xapian database: a directory or a single file
};

/// Writes `directory/name.pas` and `.xapian`, synced. `scratch` is a directory for what comes
/// between. Throws Error (io, corrupt).
void merge_parts(const std::vector<MergePart>& parts, const std::string& directory,
                 const std::string& name, const std::string& scratch);

}  // namespace osteon
