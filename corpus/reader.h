// From files, folders, archives and streams to papers.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/api.h"
#include "base/error.h"
#include "corpus/paper.h"

namespace osteon {

/// A document's bytes with the name to report it by.
struct Document {
  std::string source;  ///< "path", or "path!member" inside an archive
  std::string bytes;
  /// Where `bytes` stands in a file that was cut into several documents: the line (1-based) and
  /// byte of its start, so that problems name places of the whole file.
  std::size_t first_line = 1;
  std::size_t first_byte = 0;
};

/// What one document gave: its papers, and what could not be read of it.
struct ReadResult {
  std::vector<Paper> papers;
  std::vector<Problem> problems;
  std::vector<std::string> deleted_ids;  ///< PMIDs that a PubMed update file withdraws
  std::string
      skipped;  ///< what the document is, if it holds no paper by its nature ("a PNG image")
};

/// A regular file that visit_documents is about to open.
struct FileInfo {
  std::string path;
  std::uint64_t bytes = 0;
  std::int64_t modified_ns = 0;  ///< since the epoch
};

struct ReadOptions {
  std::string format;                           ///< a reader's name; empty: detect from the content
  std::size_t max_document_bytes = 256u << 20;  ///< larger documents are reported, not read
  /// A longer line of text, or paragraph of a structured format, is taken for damage and reported.
  std::size_t max_line_bytes = 16u << 20;
  /// Files of many records (JSON lines, PubMed sets, …) larger than this are cut into documents of
  /// about this size at the borders of records.
  std::size_t split_bytes = 4u << 20;
  bool annotations = true;          ///< take entities from annotations (BioC, PubTator)
  int max_depth = 4;                ///< archives within archives
  std::size_t max_expansion = 200;  ///< bytes that one byte of an archive may unfold to
  /// Asked before each file (archives too) is opened, in order; true passes over it unread.
  std::function<bool(const FileInfo&)> skip;
};

/// Detects the format from the content and reads it. Never throws for bad content: that is a
/// Problem in the result. Thread-safe.
OSTEON_API ReadResult read_document(const Document& document, const ReadOptions& options = {});

/// Names of the formats that `read_document` knows, in order of detection.
OSTEON_API std::vector<std::string_view> reader_names();

/// Visits every document under `paths` (files, folders, archives, "-" for standard input) in a
/// stable order: the paths' own order, then bytewise by name. Unreadable files, link loops and
/// special files are reported through `problem`. Either callback may return false to stop.
OSTEON_API void visit_documents(const std::vector<std::string>& paths, const ReadOptions& options,
                                const std::function<bool(Document&&)>& visit,
                                const std::function<bool(Problem&&)>& problem);

}  // namespace osteon
