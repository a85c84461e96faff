// The threads of a writer: documents are read and cut into passages out of order, put back into
// input order, grouped into batches by their text bytes, and each batch is built by one thread.
// What comes out depends on the input alone, not on the number of threads.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "base/error.h"
#include "corpus/reader.h"
#include "indexer/batch_builder.h"
#include "indexer/segment_merger.h"

namespace osteon {

struct PipelineOptions {
  unsigned jobs = 1;
  std::size_t in_flight_bytes = 64u << 20;  ///< of documents read but not yet in a batch on disk
  std::size_t batch_bytes = 1u << 20;      ///< of text in one batch: the work that one thread takes
  std::size_t segment_bytes = 256u << 20;  ///< of text in the batches joined into one segment
  std::string scratch;    ///< directory for batches; made, and emptied by the owner
  std::string directory;  ///< where finished segments go
  TextTools tools;
  std::string dictionary;  ///< for text blocks; empty: trained on the first batch
};

/// What one document gave, handed to `place` in input order.
struct Arrival {
  std::string source;
  std::uint64_t bytes = 0;  ///< of the document; 0 for a paper that was given as such
  std::uint64_t tag = 0;    ///< the caller's, from add()
  std::vector<PreparedPaper> papers;
  std::vector<Problem> problems;
  std::vector<std::string> withdrawn;  ///< PMIDs, as ReadResult::deleted_ids
  std::string skipped;                 ///< as in ReadResult
};

/// A finished segment of this run: files `name`.pas and .xapian in the directory.
struct PipelineSegment {
  std::string name;
  std::uint32_t first_paper = 0, paper_count = 0;  ///< in order of placing
};

class Pipeline {
 public:
  /// Called in input order, by one thread at a time and under the pipeline's lock: counts the
  /// arrival's outcomes and removes the papers that need no indexing.
  using Place = std::function<void(Arrival&)>;
  /// Names the next segment; called in order.
  using NameSegment = std::function<std::string()>;

  Pipeline(PipelineOptions options, Place place, NameSegment name_segment);
  /// Stops without finishing what is in flight.
  ~Pipeline();
  Pipeline(const Pipeline&) = delete;
  Pipeline& operator=(const Pipeline&) = delete;

  // All of these may block while too much is in flight, and throw what went wrong in a thread.
  void add(Document document, const ReadOptions& options, std::uint64_t tag);
  void add(Paper paper);
  void add(PreparedPaper paper);
  /// Runs `action` under the lock, after everything added before and before what is added later.
  void in_order(std::function<void()> action);

  /// Waits until everything is in segments, and returns those since the last call.
  std::vector<PipelineSegment> finish();

  /// Runs `look` under the lock that `place` runs under.
  void locked(const std::function<void()>& look);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace osteon
