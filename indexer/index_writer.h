// Papers into an index, on all cores, with the same result whatever the number of jobs.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "base/api.h"
#include "base/error.h"
#include "corpus/paper.h"
#include "corpus/reader.h"

namespace osteon {

struct VocabularyApplied;

struct IndexOptions {
  std::string directory;
  /// A compiled vocabulary (.osv) to tag with; empty: the index's own, or for a new index none.
  std::string vocabulary;
  unsigned jobs = 0;                      ///< 0: one per core
  std::size_t memory_bytes = 512u << 20;  ///< text held before a segment is written
  /// index_paths only: a long run commits on its way, each time that it has read so many bytes or
  /// 200,000 papers, also in the midst of an archive. A crash costs no more than reading them again,
  /// and what the run remembers of its papers stays small.
  std::uint64_t checkpoint_bytes = std::uint64_t{2} << 30;
  /// index_paths only: papers go whose files below the given folders, or whose records in files
  /// that were read again, are no longer there.
  bool prune = false;
  /// index_paths only: a CSV in Retraction Watch's columns, which replaces the index's list. What
  /// it says holds for papers that are there and for those that come later.
  std::string retractions;
};

/// Running totals, for progress.
struct IndexProgress {
  std::uint64_t documents = 0, papers = 0, passages = 0, bytes = 0, problems = 0;
};

/// Documents of one file that hold no paper by their nature, of one kind.
struct SkippedDocuments {
  std::string source;  ///< the first one's name
  std::string reason;  ///< what they are: "a PNG image"
  std::uint64_t documents = 0;

  bool operator==(const SkippedDocuments&) const = default;
};

/// How each document ended: its papers are in one of the counts each (`removed` aside), or it is in
/// `failed` with a Problem, or in `skipped`.
struct IndexReport {
  std::uint64_t added = 0, updated = 0, unchanged = 0, removed = 0, failed = 0;
  std::uint64_t joined = 0;  ///< papers that another document has brought too
  /// Papers of the retraction list given in this run: in the list, and in the index before the run.
  std::uint64_t listed = 0, listed_here = 0;
  std::uint64_t vanished = 0;  ///< files below the given folders that are gone and were not pruned
  std::uint64_t skipped = 0;   ///< documents that hold no paper by their nature, an image say
  std::vector<SkippedDocuments> skips;  ///< which, by file and kind
  std::vector<Problem> problems;
  std::uint64_t papers = 0, passages = 0;  ///< live in the index after the commit
  std::uint64_t bytes = 0;                 ///< of documents read
  double seconds = 0;
  std::uint64_t revision = 0;
};

/// Writes an index. Holds its lock from construction to destruction: a second writer gets Error
/// (locked) that names the holder. Not thread-safe: one thread calls it; it uses `jobs` threads.
/// What is not committed when it is destroyed is dropped.
class OSTEON_API IndexWriter {
 public:
  explicit IndexWriter(IndexOptions options);
  ~IndexWriter();
  IndexWriter(IndexWriter&&) noexcept;

  /// Reads and analyses the document on another thread. Papers replace those with the same id; a
  /// paper whose content is unchanged is left alone. May block while too much is in flight.
  void add(Document document, const ReadOptions& options = {});
  void add(Paper paper);
  void report(Problem problem);  ///< counts a document that could not even be read
  void remove(const std::string& paper_id);
  /// Makes everything so far durable and visible to readers opened afterwards; returns the report.
  IndexReport commit();
  /// As commit, and merges all segments into one without dead papers.
  void compact();
  IndexProgress progress() const;

 private:
  friend class PathIndexer;
  friend VocabularyApplied apply_vocabulary(const std::string& directory,
                                            const std::string& vocabulary, unsigned jobs);
  void apply(VocabularyApplied& out);
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

/// Indexes everything under `paths` and commits. `stop` is asked now and then; when it says true
/// the work so far is committed and the report returned.
OSTEON_API IndexReport index_paths(const IndexOptions& options,
                                   const std::vector<std::string>& paths,
                                   const ReadOptions& read = {},
                                   const std::function<bool(const IndexProgress&)>& stop = {});

/// Merges all segments into one and drops dead papers and unused files.
OSTEON_API void compact_index(const std::string& directory);

/// Verifies every checksum, every bound and that both halves of each segment agree.
OSTEON_API std::vector<Problem> check_index(const std::string& directory);

/// Writes a classic Xapian database (positions, termlists, document data) for other programs.
OSTEON_API void export_xapian(const std::string& directory, const std::string& out);

}  // namespace osteon
