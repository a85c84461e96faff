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

/// Makes renames and new names in `directory` durable. Throws Error (io).
void sync_directory(const std::string& directory);
/// Makes a file's bytes durable. Throws Error (io).
void sync_file(const std::string& path);

}  // namespace osteon
