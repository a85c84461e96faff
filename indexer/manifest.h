// The manifest: which segments an index has, what they were made with, and a checksum of every
// file. A commit replaces it by rename; until then nothing that it names is touched.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace osteon {

struct ManifestFile {
  std::string name;  ///< in the index's directory
  std::uint64_t bytes = 0;
  std::string checksum;  ///< hex64 of hash64 of the contents; empty for a vocabulary

  bool operator==(const ManifestFile&) const = default;
};

struct ManifestSegment {
  std::string name;
  std::uint32_t papers = 0, passages = 0;
  std::uint64_t text_bytes = 0;
  std::uint32_t dead_papers = 0, dead_passages = 0;
  ManifestFile passage_file, database;
  ManifestFile tombstones;  ///< name is empty when no paper is dead

  bool operator==(const ManifestSegment&) const = default;
};

struct Manifest {
  std::uint64_t revision = 0;      ///< 0: nothing committed yet
  std::uint64_t next_segment = 1;  ///< number of the next segment's name
  std::string analyzer_fingerprint;
  std::string vocabulary_fingerprint;  ///< empty: no vocabulary
  ManifestFile vocabulary;             ///< name is empty: none
  ManifestFile sources;                ///< name is empty: none
  ManifestFile notices;                ///< the retraction list; name is empty: none
  std::vector<ManifestSegment> segments;

  bool operator==(const Manifest&) const = default;
  /// Every file that the index consists of, but the manifest and the lock.
  std::vector<ManifestFile> files() const;
};

inline constexpr const char* manifest_name = "manifest.json";

/// Throws Error: not_found (no index there), corrupt, incompatible_version.
Manifest read_manifest(const std::string& directory);
/// Durable when it returns.
void write_manifest(const std::string& directory, const Manifest& manifest);

/// The entry for a file that is there.
ManifestFile describe_file(const std::string& directory, const std::string& name);

/// Ordinals of dead papers, increasing, in a file of their own.
std::string encode_tombstones(const std::vector<std::uint32_t>& ordinals);
/// By ordinal, `papers` long. Throws Error (corrupt) naming the file.
std::vector<bool> read_tombstones(const std::string& directory, const ManifestFile& file,
                                  std::uint32_t papers);

}  // namespace osteon
