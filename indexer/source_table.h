// Which files an index was made from, so that a run over an unchanged folder need not read them.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "indexer/index_writer.h"

namespace osteon {

struct SourceEntry {
  std::uint64_t number = 0;  ///< by which papers name it; given once and never to another file
  std::uint64_t bytes = 0;
  std::int64_t modified_ns = 0;
  std::string reader;  ///< version and options it was read with; empty: it has to be read again
  std::uint32_t papers = 0, failed = 0;   ///< how its documents ended
  std::vector<SkippedDocuments> skipped;  ///< the same; told again when the file is passed over
  std::vector<Problem> problems;          ///< told again too

  bool operator==(const SourceEntry&) const = default;
};

struct SourceTable {
  std::map<std::string, SourceEntry> files;  ///< by absolute path
  std::uint64_t next_number = 1;
};

std::string encode_sources(const SourceTable& table);
/// Throws Error (corrupt) naming `path`.
SourceTable decode_sources(std::string_view bytes, const std::string& path);

}  // namespace osteon
