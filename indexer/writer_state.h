// What an IndexWriter holds: the committed state it started from, and the run on top of it.
#pragma once

#include <chrono>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "analyzers/analyzer.h"
#include "analyzers/tagger.h"
#include "analyzers/vocabulary.h"
#include "indexer/index_writer.h"
#include "indexer/manifest.h"
#include "indexer/notice_table.h"
#include "indexer/paper_table.h"
#include "indexer/pipeline.h"
#include "indexer/snapshot.h"
#include "indexer/source_table.h"
#include "indexer/vocabulary_apply.h"
#include "indexer/write_lock.h"

namespace osteon {

/// A file that this run reads.
struct RunSource {
  std::string path;   ///< absolute
  std::string given;  ///< as its documents are named by
  SourceEntry entry;
  bool known = false;     ///< was read in an earlier run too
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
  std::shared_ptr<const Vocabulary> vocabulary_before;  ///< if `vocabulary` is another
  std::string analyzer_before;
  bool retagged = false;  ///< its papers that another vocabulary reaches are being written again

  // The committed state.
  Manifest manifest;
  std::vector<SnapshotSegment> base;

  // The run, guarded by the pipeline's lock.
  std::chrono::steady_clock::time_point start = std::chrono::steady_clock::now();
  IndexReport report;
  IndexProgress progress;
  PaperTable table;
  bool amending = false;  ///< what arrives was placed before
  /// Keys of the accounts that a file has given in this run: of the file whose documents arrive,
  /// and of those that were known before and may have lost papers.
  std::map<std::uint64_t, std::unordered_set<std::uint64_t>> seen;
  std::uint64_t arriving_tag = 0, arriving_file = 0;
  bool arriving_is_known = false;
  std::uint64_t next_segment = 1;
  SourceTable sources;
  bool sources_pruned = false;  ///< entries were taken out
  NoticeTable notices;          ///< the retraction list
  bool notices_changed = false;
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
  /// Decides what a paper is: true to index it.
  bool place(PreparedPaper& paper, std::uint64_t file, std::string_view member);
  void place(Arrival& arrival);
  void remove(const std::string& paper_id);
  /// Replaces the retraction list; returns how many committed papers it names.
  std::uint64_t list_notices(NoticeTable table);

  /// Arranges for the papers that the vocabulary's change can reach to be written again, if that
  /// is enough (vocabulary_apply.cc).
  void tag_again(VocabularyApplied& out);

  // Committing (commit.cc).
  /// Makes the run durable; the report keeps counting. `full`: one segment, without dead papers.
  void commit(bool full = false);
  bool note_sources();  ///< true if the table changed
  std::vector<PipelineSegment> write_amended(const std::vector<PipelineSegment>& made);
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
