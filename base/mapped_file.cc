#include "base/mapped_file.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>
#include <utility>

#include "base/error.h"
#include "base/hash.h"

namespace osteon {
namespace {

[[noreturn]] void throw_errno(const std::string& path) {
  const int error = errno;
  throw Error(error == ENOENT ? ErrorCode::not_found : ErrorCode::io,
              path + ": " + std::generic_category().message(error));
}

}  // namespace

MappedFile::MappedFile(const std::string& path) : path_(path) {
  const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (fd < 0) throw_errno(path);
  struct stat status {};
  if (::fstat(fd, &status) != 0) {
    ::close(fd);
    throw_errno(path);
  }
  size_ = static_cast<std::size_t>(status.st_size);
  if (size_ > 0) {
    void* data = ::mmap(nullptr, size_, PROT_READ, MAP_SHARED, fd, 0);
    if (data == MAP_FAILED) {
      ::close(fd);
      throw_errno(path);
    }
    data_ = static_cast<const char*>(data);
  }
  ::close(fd);
}

MappedFile::~MappedFile() {
  if (data_ != nullptr) ::munmap(const_cast<char*>(data_), size_);
}

MappedFile::MappedFile(MappedFile&& other) noexcept
    : path_(std::move(other.path_)),
      data_(std::exchange(other.data_, nullptr)),
      size_(std::exchange(other.size_, 0)) {}

MappedFile& MappedFile::operator=(MappedFile&& other) noexcept {
  std::swap(path_, other.path_);
  std::swap(data_, other.data_);
  std::swap(size_, other.size_);
  return *this;
}

std::string_view MappedFile::slice(std::uint64_t offset, std::uint64_t length) const {
  if (offset > size_ || length > size_ - offset) fail(offset);
  return {data_ + offset, static_cast<std::size_t>(length)};
}

void MappedFile::drop_pages() const {
  if (data_ != nullptr) ::madvise(const_cast<char*>(data_), size_, MADV_DONTNEED);
}

void MappedFile::map_all() const {
#if defined(MADV_POPULATE_READ) && defined(_SC_PHYS_PAGES)
  const long pages = ::sysconf(_SC_PHYS_PAGES), page_size = ::sysconf(_SC_PAGESIZE);
  if (data_ == nullptr || pages <= 0 || page_size <= 0) return;
  const auto memory = static_cast<std::size_t>(pages) * static_cast<std::size_t>(page_size);
  if (size_ > memory / 2) return;
  void* data = const_cast<char*>(data_);
  // For what is still to be read: the system keeps a file in pages of the size that it was read in.
  ::madvise(data, size_, MADV_HUGEPAGE);
  ::madvise(data, size_, MADV_POPULATE_READ);
#endif
}

std::uint64_t hash64(const MappedFile& file) {
  constexpr std::size_t piece = 8 << 20;
  Hasher hasher;
  for (std::size_t at = 0; at < file.size(); at += piece) {
    hasher.update(file.bytes().substr(at, piece));
    file.drop_pages();
  }
  return hasher.digest();
}

void MappedFile::fail(std::uint64_t offset) const {
  throw Error(ErrorCode::corrupt, path_ + ": damaged: what should stand at byte " +
                                      std::to_string(offset) + " is not all there");
}

}  // namespace osteon
