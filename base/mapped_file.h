// A file seen as memory: read-only, shared between processes, unmapped at the end.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace osteon {

/// A read-only memory mapping of a whole file. Move-only; const access is safe from many threads.
/// The bytes stay readable after the file is unlinked or renamed over.
class MappedFile {
 public:
  MappedFile() = default;
  /// Throws Error: not_found if there is no such file, io otherwise; both name it.
  explicit MappedFile(const std::string& path);
  ~MappedFile();
  MappedFile(MappedFile&& other) noexcept;
  MappedFile& operator=(MappedFile&& other) noexcept;

  const std::string& path() const { return path_; }
  std::size_t size() const { return size_; }
  std::string_view bytes() const { return {data_, size_}; }

  /// Lets the system have the pages that were read so far, which otherwise count as this process's
  /// memory until the end: for who reads a large file once. They come back when they are asked for.
  void drop_pages() const;

  /// Makes all of the file ready to be read, in large pages where the system has them: for who will
  /// look up so much all over a large file that each page would be waited for. Reads what is not in
  /// memory yet. Does nothing where the file is more than half of the machine's memory, or where
  /// the system cannot. Safe from many threads.
  void map_all() const;

  /// `length` bytes from `offset`; throws Error (corrupt) naming the file if it ends before that.
  std::string_view slice(std::uint64_t offset, std::uint64_t length) const;
  /// `count` values of T from `offset`. Throws Error (corrupt) also when `offset` is not aligned
  /// for T: writers pad every section.
  template <typename T>
  std::span<const T> array(std::uint64_t offset, std::uint64_t count) const {
    if (count > size_ / sizeof(T) || offset % alignof(T) != 0) fail(offset);
    return {reinterpret_cast<const T*>(slice(offset, count * sizeof(T)).data()),
            static_cast<std::size_t>(count)};
  }

 private:
  [[noreturn]] void fail(std::uint64_t offset) const;

  std::string path_;
  const char* data_ = nullptr;
  std::size_t size_ = 0;
};

/// hash64 of the whole file, which is read without being kept in memory.
std::uint64_t hash64(const MappedFile& file);

}  // namespace osteon
