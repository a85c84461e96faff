#include "base/file_io.h"

#include <fcntl.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

#ifdef __linux__
#include <linux/fs.h>
#endif

#include <cerrno>
#include <cstdio>
#include <system_error>

#include "base/error.h"

namespace osteon {
namespace {

[[noreturn]] void throw_errno(const std::string& path, const char* doing) {
  const int error = errno;
  throw Error(error == ENOENT ? ErrorCode::not_found : ErrorCode::io,
              path + ": cannot " + doing + ": " + std::generic_category().message(error));
}

/// Closes a descriptor at the end of a scope.
class Descriptor {
 public:
  Descriptor(const std::string& path, int flags, mode_t mode = 0)
      : fd_(::open(path.c_str(), flags | O_CLOEXEC, mode)) {}
  ~Descriptor() {
    if (fd_ >= 0) ::close(fd_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  int get() const { return fd_; }

 private:
  int fd_;
};

void sync_path(const std::string& path, int flags) {
  const Descriptor file(path, flags);
  if (file.get() < 0) throw_errno(path, "open");
  if (::fsync(file.get()) != 0) throw_errno(path, "sync");
}

void move_into_place(const std::string& beside, const std::string& path) {
  if (std::rename(beside.c_str(), path.c_str()) != 0) throw_errno(path, "replace");
  const std::size_t slash = path.rfind('/');
  sync_directory(slash == std::string::npos ? "." : slash == 0 ? "/" : path.substr(0, slash));
}

// True where the file system shares blocks until one of the files changes (Btrfs, XFS).
bool clone_file(const std::string& from, const std::string& to) {
#ifdef FICLONE
  const Descriptor source(from, O_RDONLY);
  if (source.get() < 0) throw_errno(from, "open");
  const Descriptor target(to, O_WRONLY | O_CREAT | O_EXCL, 0644);
  if (target.get() < 0) throw_errno(to, "create");
  if (::ioctl(target.get(), FICLONE, source.get()) == 0) return true;
  ::unlink(to.c_str());
#endif
  return false;
}

}  // namespace

std::string read_file(const std::string& path) {
  const Descriptor file(path, O_RDONLY);
  if (file.get() < 0) throw_errno(path, "open");
  struct stat status {};
  if (::fstat(file.get(), &status) != 0) throw_errno(path, "read");
  std::string bytes(static_cast<std::size_t>(status.st_size), '\0');
  std::size_t have = 0;
  // The size is a hint: files in /proc say 0, and a file may grow while it is read.
  while (true) {
    if (have == bytes.size()) bytes.resize(bytes.size() + 4096);
    const ssize_t got = ::read(file.get(), bytes.data() + have, bytes.size() - have);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) throw_errno(path, "read");
    if (got == 0) break;
    have += static_cast<std::size_t>(got);
  }
  bytes.resize(have);
  return bytes;
}

void write_file_atomically(const std::string& path, std::string_view bytes) {
  const std::string beside = path + ".tmp" + std::to_string(::getpid());
  {
    const Descriptor file(beside, O_WRONLY | O_CREAT | O_TRUNC, 0644);
    if (file.get() < 0) throw_errno(beside, "create");
    while (!bytes.empty()) {
      const ssize_t put = ::write(file.get(), bytes.data(), bytes.size());
      if (put < 0 && errno == EINTR) continue;
      if (put < 0) throw_errno(beside, "write");
      bytes.remove_prefix(static_cast<std::size_t>(put));
    }
    if (::fsync(file.get()) != 0) throw_errno(beside, "sync");
  }
  move_into_place(beside, path);
}

void share_file(const std::string& from, const std::string& path) {
  const std::string beside = path + ".tmp" + std::to_string(::getpid());
  ::unlink(beside.c_str());
  if (!clone_file(from, beside) && ::link(from.c_str(), beside.c_str()) != 0)
    return write_file_atomically(path, read_file(from));
  sync_file(beside);
  move_into_place(beside, path);
  ::unlink(beside.c_str());  // renaming does nothing where both are one file already
}

void sync_directory(const std::string& directory) {
  sync_path(directory, O_RDONLY | O_DIRECTORY);
}

void sync_file(const std::string& path) {
  sync_path(path, O_RDONLY);
}

}  // namespace osteon
