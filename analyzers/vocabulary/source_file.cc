// Plain and gzip files through zlib, which reads both alike.
#include "analyzers/vocabulary/source_file.h"

#include <zlib.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include "base/error.h"

namespace osteon::osv {
namespace {
constexpr std::size_t buffer_size = 1 << 18;
constexpr std::size_t peek_size = 1 << 16;
}  // namespace

SourceFile::SourceFile(std::string path) : path_(std::move(path)), buffer_(buffer_size) {
  errno = 0;
  file_ = gzopen(path_.c_str(), "rb");
  if (file_ == nullptr)
    throw Error(errno == ENOENT ? ErrorCode::not_found : ErrorCode::io,
                path_ + ": " + (errno != 0 ? std::strerror(errno) : "cannot be opened"));
  gzbuffer(file_, 1 << 17);
}

SourceFile::~SourceFile() {
  gzclose(file_);
}

bool SourceFile::fill() {
  if (ended_) return false;
  if (begin_ > 0) {
    std::memmove(buffer_.data(), buffer_.data() + begin_, end_ - begin_);
    end_ -= begin_;
    begin_ = 0;
  }
  if (end_ == buffer_.size()) return false;
  const int got =
      gzread(file_, buffer_.data() + end_, static_cast<unsigned>(buffer_.size() - end_));
  if (got < 0) {
    int code = 0;
    const char* text = gzerror(file_, &code);
    throw Error(code == Z_ERRNO ? ErrorCode::io : ErrorCode::corrupt,
                path_ + ": after line " + std::to_string(line_number_) + ": " + text);
  }
  if (got == 0) {
    ended_ = true;
    // gzread reports a stream cut short only here.
    int code = 0;
    gzerror(file_, &code);
    if (code == Z_BUF_ERROR) fail("the compressed file is cut short");
    return false;
  }
  end_ += static_cast<std::size_t>(got);
  return true;
}

std::string_view SourceFile::peek() {
  while (end_ - begin_ < peek_size && fill()) {
  }
  return {buffer_.data() + begin_, std::min(end_ - begin_, peek_size)};
}

bool SourceFile::line(std::string_view& text) {
  long_line_.clear();
  for (std::size_t searched = 0;;) {
    const char* start = buffer_.data() + begin_;
    const char* end = buffer_.data() + end_;
    const char* newline = std::find(start + searched, end, '\n');
    if (newline != end) {
      text = {start, static_cast<std::size_t>(newline - start)};
      begin_ += text.size() + 1;
    } else {
      searched = end_ - begin_;
      if (end_ - begin_ == buffer_.size()) {
        long_line_.append(start, end);
        begin_ = end_ = 0;
        searched = 0;
        if (long_line_.size() > (std::size_t{1} << 26)) fail("a line of more than 64 MB");
      }
      if (fill()) continue;
      if (begin_ == end_ && long_line_.empty()) return false;
      text = {buffer_.data() + begin_, end_ - begin_};
      begin_ = end_;
    }
    ++line_number_;
    if (!long_line_.empty()) {
      long_line_ += text;
      text = long_line_;
    }
    if (!text.empty() && text.back() == '\r') text.remove_suffix(1);
    return true;
  }
}

std::size_t SourceFile::read(char* bytes, std::size_t size) {
  if (begin_ == end_ && !fill()) return 0;
  const std::size_t count = std::min(size, end_ - begin_);
  std::memcpy(bytes, buffer_.data() + begin_, count);
  line_number_ += static_cast<std::uint64_t>(std::count(bytes, bytes + count, '\n'));
  begin_ += count;
  return count;
}

std::uint64_t SourceFile::consumed() const {
  const z_off_t at = gzoffset(file_);
  return at < 0 ? 0 : static_cast<std::uint64_t>(at);
}

void SourceFile::fail(const std::string& reason) const {
  throw Error(ErrorCode::corrupt, path_ + ": line " + std::to_string(line_number_) + ": " + reason);
}

}  // namespace osteon::osv
