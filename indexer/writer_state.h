// What an IndexWriter holds: the committed state it started from, and the run on top of it.
#pragma once

#include <chrono>
#include <memory>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "analyzers/analyzer.h"
#include "analyzers/tagger.h"
#include "analyzers/vocabulary.h"
#include "indexer/index_writer.h"
#include "indexer/manifest.h"
#include "indexer/pipeline.h"
#include "indexer/snapshot.h"
#include "indexer/source_table.h"
#include "indexer/write_lock.h"

namespace osteon {

/// A live paper of this run: where it was placed, and its content's hash.
struct RunPaper {
  std::uint32_t ordinal = 0;
  std::uint64_t hash[2] = {0, 0};
};

/// A file that this run reads.
struct RunSource {
  std::string path;  ///< absolute
  SourceEntry entry;
  bool complete = false;  ///< all of its documents were visited
  bool readable = true;
};

struct IndexWriter::Impl {
  explicit Impl(IndexOptions given);
  ~Impl();

  // Set up once.
  IndexOptions options;
  std::unique_ptr<WriteLock> lock;
  Analyzer analyzer;
  std::shared_ptr<const Vocabulary> vocabulary;
  std::unique_ptr<Tagger> tagger;
  bool other_tools = false;  ///< the index was made with another analyzer or vocabulary

  // The committed state.
  Manifest manifest;
  std::vector<SnapshotSegment> base;

  // The run, guarded by the pipeline's lock.
  std::chrono::steady_clock::time_point start = std::chrono::steady_clock::now();
  IndexReport report;
  IndexProgress progress;
  std::unordered_map<std::string, RunPaper> run;   ///< by folded id
  std::set<std::uint32_t> run_dead;                ///< placed in this run and replaced since
  std::vector<std::set<std::uint32_t>> base_dead;  ///< by base segment: replaced in this run
  std::uint32_t run_ordinal = 0;
  std::uint64_t next_segment = 1;
  SourceTable sources;
  std::vector<RunSource> run_sources;  ///< by Arrival::tag - 1

  std::unique_ptr<Pipeline> pipeline;  ///< last: its threads use the rest

  std::string scratch() const { return options.directory + "/building"; }
  std::string path(const std::string& name) const { return options.directory + "/" + name; }

  void open_manifest();
  void choose_vocabulary();
  void open_base();
  void start_pipeline();
  std::string next_segment_name();

  // During a run (writer_state.cc).
  bool find_base(const std::string& folded, std::size_t& segment, PaperOrdinal& ordinal) const;
  /// Decides what a paper is: true to index it.
  bool place(const PreparedPaper& paper);
  void place(Arrival& arrival);
  void remove(const std::string& paper_id);

  // Committing (commit.cc).
  /// Makes the run durable; the report keeps counting. `full`: one segment, without dead papers.
  void commit(bool full = false);
  bool note_sources();  ///< true if the table changed
  IndexReport take_report();
  ManifestSegment describe_segment(const std::string& name, const std::vector<std::uint32_t>& dead,
                                   std::uint64_t revision);
  void bury(ManifestSegment& row, const Segment& segment, const std::vector<std::uint32_t>& dead,
            std::uint64_t revision);
  /// Replaces a run of segments by one (or several, when it must be analysed again).
  void merge(Manifest& next, std::size_t first, std::size_t last, bool rebuild);
  std::vector<std::string> rebuild(const std::vector<ManifestSegment>& from);
  /// Removes what no manifest names: from commits that were interrupted, and after merges.
  void remove_unused_files() const;
};

}  // namespace osteon
