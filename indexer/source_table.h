// Which files an index was made from, so that a run over an unchanged folder need not read them.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"

namespace osteon {

struct SourceEntry {
  std::uint64_t bytes = 0;
  std::int64_t modified_ns = 0;
  std::string reader;                                 ///< version and options it was read with
  std::uint32_t papers = 0, skipped = 0, failed = 0;  ///< how its documents ended
  std::vector<Problem> problems;                      ///< told again when the file is passed over

  bool operator==(const SourceEntry&) const = default;
};

/// By absolute path.
using SourceTable = std::map<std::string, SourceEntry>;

std::string encode_sources(const SourceTable& table);
/// Throws Error (corrupt) naming `path`.
SourceTable decode_sources(std::string_view bytes, const std::string& path);

}  // namespace osteon
