// Bytes that are read once, front to back: a file, standard input, a member of an archive.
#include "corpus/byte_stream.h"

#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

namespace osteon::corpus {

std::string_view ByteStream::peek(std::size_t size) {
  while (ahead_.size() < size) {
    const std::size_t filled = ahead_.size();
    ahead_.resize(size);
    const std::size_t got = read_some(ahead_.data() + filled, size - filled);
    ahead_.resize(filled + got);
    if (got == 0) break;
  }
  return ahead_;
}

bool ByteStream::take(std::string& out, std::size_t size) {
  if (!ahead_.empty()) {
    const std::size_t taken = std::min(size, ahead_.size());
    out.append(ahead_, 0, taken);
    ahead_.erase(0, taken);
    position_ += taken;
    return true;
  }
  const std::size_t filled = out.size();
  out.resize(filled + size);
  const std::size_t got = read_some(out.data() + filled, size);
  out.resize(filled + got);
  position_ += got;
  return got > 0;
}

std::size_t FileStream::read_some(char* data, std::size_t size) {
  while (true) {
    const ssize_t got = ::read(descriptor_, data, size);
    if (got >= 0) return static_cast<std::size_t>(got);
    if (errno != EINTR) {
      throw StreamError(std::strerror(errno), std::string("byte ") + std::to_string(position()),
                        origin());
    }
  }
}

std::int64_t FileStream::seek(std::int64_t offset, int whence) {
  if (!seekable_) return -1;
  forget_peeked();
  return ::lseek(descriptor_, offset, whence);
}

}  // namespace osteon::corpus
