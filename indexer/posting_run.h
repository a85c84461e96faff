// What a batch posts, turned round and on disk, and the joining of batches into one database.
//
// Each batch of papers is inverted in memory by itself and written as a sorted run; the runs are
// then merged term by term: Heinz, Zobel 2003, "Efficient single-pass index construction for text
// databases". A term's postings end up in full chunks however small the batches were, which
// Xapian's compaction, laying chunk behind chunk, does not do.
#pragma once

#include <cstdint>
#include <cstdio>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/postings_database.h"

namespace osteon {

/// Writes one run. Not thread-safe. All members throw Error (io).
class PostingRunWriter {
 public:
  /// As PostingsDatabase, but for the slot.
  PostingRunWriter(std::string path, std::span<const std::uint32_t> lengths,
                   const PostingsDatabase::Values& values);
  ~PostingRunWriter();
  PostingRunWriter(const PostingRunWriter&) = delete;
  PostingRunWriter& operator=(const PostingRunWriter&) = delete;

  /// Terms come in increasing order of their bytes; postings of a term by document, at least one.
  void add(std::string_view term, std::span<const Posting> postings);
  void finish();

 private:
  void write_out();

  std::string path_, pending_;
  std::FILE* file_ = nullptr;
};

/// Makes the directory `to`, a Xapian database of all runs' documents in order, numbered on; values
/// go into `slot`. Throws Error (io, corrupt).
void join_posting_runs(const std::vector<std::string>& runs, std::uint32_t slot,
                       const std::string& to);

}  // namespace osteon
