// A damaged vocabulary with checksums that hold: what a reader must survive if it is deceived.
#pragma once

#include <cstddef>
#include <cstring>
#include <string>

#include "analyzers/vocabulary/format.h"
#include "base/hash.h"

namespace osteon::testing {

/// `bytes` with all checksums made anew over what stands there. Returned as it is where header or
/// section table are cut short.
inline std::string resealed(std::string bytes) {
  osv::Header header;
  const std::size_t head_size = sizeof header + osv::section_count * sizeof(osv::SectionEntry);
  if (bytes.size() < head_size) return bytes;
  for (std::size_t i = 0; i < osv::section_count; ++i) {
    char* const place = bytes.data() + sizeof header + i * sizeof(osv::SectionEntry);
    osv::SectionEntry entry;
    std::memcpy(&entry, place, sizeof entry);
    if (entry.offset > bytes.size() || entry.size > bytes.size() - entry.offset) continue;
    entry.checksum = hash64(std::string_view(bytes).substr(entry.offset, entry.size));
    std::memcpy(place, &entry, sizeof entry);
  }
  char* const checksum = bytes.data() + offsetof(osv::Header, checksum);
  std::memset(checksum, 0, sizeof header.checksum);
  const std::uint64_t hash = hash64(std::string_view(bytes).substr(0, head_size));
  std::memcpy(checksum, &hash, sizeof hash);
  return bytes;
}

}  // namespace osteon::testing
