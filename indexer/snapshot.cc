// Opens what the manifest names; tries again when a writer replaced it meanwhile.
#include "indexer/snapshot.h"

#include "analyzers/analyzer.h"
#include "base/error.h"
#include "indexer/manifest.h"

namespace osteon {
namespace {

std::shared_ptr<const Snapshot> open_manifest(const std::string& directory,
                                              const Manifest& manifest) {
  auto out = std::make_shared<Snapshot>();
  out->directory = directory;
  out->revision = manifest.revision;
  out->analyzer_fingerprint = manifest.analyzer_fingerprint;
  out->vocabulary_fingerprint = manifest.vocabulary_fingerprint;
  if (!manifest.vocabulary.name.empty()) {
    try {
      out->vocabulary = std::make_shared<const Vocabulary>(
          Vocabulary::open(directory + "/" + manifest.vocabulary.name));
    } catch (const Error& error) {
      if (error.code() != ErrorCode::incompatible_version) throw;
      throw Error(error.code(),
                  std::string(error.what()) + ", and give it to the index by `osteon vocab apply`");
    }
  }
  // The file may share its inode with the one it was taken from: somebody wrote into that.
  if (out->vocabulary && out->vocabulary->fingerprint() != manifest.vocabulary_fingerprint)
    throw Error(ErrorCode::corrupt,
                directory + "/" + manifest.vocabulary.name + ": not the vocabulary of this index");
  for (const ManifestSegment& row : manifest.segments) {
    SnapshotSegment segment{Segment::open(directory, row.name), {}};
    if (segment.segment->paper_count() != row.papers ||
        segment.segment->passage_count() != row.passages)
      throw Error(ErrorCode::corrupt,
                  directory + "/" + row.passage_file.name + ": not the file that was committed");
    if (!row.tombstones.name.empty())
      segment.dead_papers = read_tombstones(directory, row.tombstones, row.papers);
    out->live_papers += row.papers - row.dead_papers;
    out->live_passages += row.passages - row.dead_passages;
    out->segments.push_back(std::move(segment));
  }
  return out;
}

}  // namespace

std::shared_ptr<const Snapshot> open_snapshot(const std::string& directory) {
  for (int attempt = 0;; ++attempt) {
    const Manifest manifest = read_manifest(directory);
    static const std::string fingerprint = Analyzer().fingerprint();
    if (manifest.analyzer_fingerprint != fingerprint)
      throw Error(ErrorCode::incompatible_version,
                  directory + ": indexed with another analyzer (" + manifest.analyzer_fingerprint +
                      ", this program has " + fingerprint +
                      "); `osteon compact` analyses the stored text again");
    try {
      return open_manifest(directory, manifest);
    } catch (const Error& error) {
      // A file is gone because a writer committed after we read the manifest: read the new one.
      if (error.code() != ErrorCode::not_found) throw;
      if (attempt < 10 && current_revision(directory) != manifest.revision) continue;
      throw Error(ErrorCode::corrupt, std::string(error.what()) + ", though the manifest names it");
    }
  }
}

std::uint64_t current_revision(const std::string& directory) {
  return read_manifest(directory).revision;
}

}  // namespace osteon
