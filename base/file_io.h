// Whole files in and out; what is written is either all there or not there at all.
#pragma once

#include <string>
#include <string_view>

namespace osteon {

/// The file's bytes. Throws Error (not_found, io) naming it.
std::string read_file(const std::string& path);

/// Writes beside `path`, syncs, and renames over it: after a crash the file is the old or the new
/// one. Throws Error (io) naming the file.
void write_file_atomically(const std::string& path, std::string_view bytes);

/// Makes `path` a file with the bytes of `from`, which nobody may write into (replacing it by
/// renaming does no harm): sharing its blocks or its inode where the file system can, else a copy.
/// As atomic and durable as write_file_atomically; the same errors.
void share_file(const std::string& from, const std::string& path);

/// Makes renames and new names in `directory` durable. Throws Error (io).
void sync_directory(const std::string& directory);
/// Makes a file's bytes durable. Throws Error (io).
void sync_file(const std::string& path);

}  // namespace osteon
