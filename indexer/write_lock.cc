// flock(2) on write.lock, which holds the writer's process id for the message to others.
#include "indexer/write_lock.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "base/error.h"

namespace osteon {

WriteLock::WriteLock(const std::string& directory) {
  const std::string path = directory + "/write.lock";
  fd_ = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666);
  if (fd_ < 0) throw Error(ErrorCode::io, path + ": cannot open: " + std::strerror(errno));
  if (::flock(fd_, LOCK_EX | LOCK_NB) != 0) {
    const int reason = errno;
    char holder[32] = {};
    const ssize_t size = ::pread(fd_, holder, sizeof holder - 1, 0);
    ::close(fd_);
    if (reason != EWOULDBLOCK)
      throw Error(ErrorCode::io, path + ": cannot lock: " + std::strerror(reason));
    std::string who(holder, size > 0 ? static_cast<std::size_t>(size) : 0);
    while (!who.empty() && who.back() == '\n') who.pop_back();
    throw Error(ErrorCode::locked, directory + ": another writer holds the index (process " +
                                       (who.empty() ? "unknown" : who) + ")");
  }
  const std::string pid = std::to_string(::getpid()) + "\n";
  if (::ftruncate(fd_, 0) != 0 ||
      ::pwrite(fd_, pid.data(), pid.size(), 0) != static_cast<ssize_t>(pid.size())) {
    const int reason = errno;
    ::close(fd_);
    throw Error(ErrorCode::io, path + ": cannot write: " + std::strerror(reason));
  }
}

WriteLock::~WriteLock() {
  ::close(fd_);
}

}  // namespace osteon
