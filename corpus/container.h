// Compressed files and archives, streamed by libarchive: bounded in depth and in expansion.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

#include "corpus/byte_stream.h"

namespace osteon::corpus {

/// True if the bytes begin a gzip, zstd, bzip2, xz, tar or zip file.
bool is_container(std::string_view head);

/// How far what was given may unfold; one for all levels of a file on disk.
struct Expansion {
  std::size_t limit_ratio = 0;         ///< bytes out for one byte in
  std::size_t free_bytes = 64u << 20;  ///< not counted against the ratio
  const ByteStream* outermost = nullptr;
  std::size_t produced = 0;

  /// Throws StreamError once too much has come out.
  void add(std::size_t bytes);
};

/// Hands each regular member on as (name, stream); the name is empty for a lone compressed file.
/// `member` returns false to stop. Throws StreamError for an archive that cannot be read on;
/// members before the fault have been handed on. Returns false if stopped.
bool visit_members(ByteStream& stream, Expansion& expansion,
                   const std::function<bool(const std::string& name, ByteStream& bytes)>& member);

}  // namespace osteon::corpus
