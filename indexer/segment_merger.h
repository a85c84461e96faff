// Batches and segments joined in order into one: passage files renumbered and concatenated, posting
// runs merged, Xapian databases compacted. Nothing is analysed or compressed again, so dead papers
// stay (see rebuild in index_writer) and docids only shift.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "indexer/segment.h"

namespace osteon {

/// Joins passage files into the file `to`, synced. Throws Error (io, corrupt).
void merge_passage_files(const std::vector<std::string>& parts, const std::string& to);

/// Joins batches' posting runs into the single-file Xapian database `to`, synced. `scratch` is a
/// directory that is made and removed. Throws Error (io, corrupt).
void merge_posting_runs(const std::vector<std::string>& runs, const std::string& to,
                        const std::string& scratch);

/// A segment to merge.
struct MergePart {
  std::string passages;  ///< path of the passage file
  std::string database;  ///< path of the Xapian database, a single file
};

/// Writes `directory/name.pas` and `.xapian`, synced. `scratch` is a directory for what comes
/// between. Throws Error (io, corrupt).
void merge_parts(const std::vector<MergePart>& parts, const std::string& directory,
                 const std::string& name, const std::string& scratch);

}  // namespace osteon
