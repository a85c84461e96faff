// Bytes that are read once, front to back: a file, standard input, a member of an archive.
#pragma once

#include <cstddef>
#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>

namespace osteon::corpus {

/// A read that failed; `what()` is the reason, `place` where ("byte 4096"), empty for the whole.
class StreamError : public std::runtime_error {
 public:
  StreamError(const std::string& reason, std::string place_of_it, const void* origin_of_it)
      : std::runtime_error(reason), place(std::move(place_of_it)), origin(origin_of_it) {}
  std::string place;
  const void* origin;  ///< what is broken, as ByteStream::origin() says; what holds it may go on
};

class ByteStream {
 public:
  ByteStream() = default;
  ByteStream(const ByteStream&) = delete;
  ByteStream& operator=(const ByteStream&) = delete;
  virtual ~ByteStream() = default;

  /// At least `size` bytes from the front without taking them, fewer only at the end.
  std::string_view peek(std::size_t size);
  /// Moves at most `size` bytes to the end of `out`; false at the end of the stream.
  bool take(std::string& out, std::size_t size);
  std::size_t position() const { return position_; }

  /// Absolute seek for formats that are read from their end (zip). -1 where it cannot be done.
  virtual std::int64_t seek(std::int64_t /*offset*/, int /*whence*/) { return -1; }
  virtual bool can_seek() const { return false; }
  /// What a failure of this stream is blamed on.
  virtual const void* origin() const { return this; }
  /// What the system says the size is; 0 if unknown.
  virtual std::size_t size_hint() const { return 0; }

 protected:
  /// Reads up to `size` bytes; 0 at the end. Throws StreamError.
  virtual std::size_t read_some(char* data, std::size_t size) = 0;
  void forget_peeked() { ahead_.clear(); }

 private:
  std::string ahead_;
  std::size_t position_ = 0;
};

/// An open file descriptor, which stays the caller's.
class FileStream final : public ByteStream {
 public:
  FileStream(int descriptor, std::size_t size, bool seekable)
      : descriptor_(descriptor), size_(size), seekable_(seekable) {}
  std::int64_t seek(std::int64_t offset, int whence) override;
  bool can_seek() const override { return seekable_; }
  std::size_t size_hint() const override { return size_; }

 protected:
  std::size_t read_some(char* data, std::size_t size) override;

 private:
  int descriptor_;
  std::size_t size_;
  bool seekable_;
};

}  // namespace osteon::corpus
