// A source file, plain or gzip, read line by line or as a stream.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

struct gzFile_s;

namespace osteon::osv {

/// Reads forwards only. Throws Error with the file's name and the place: not_found, io, or corrupt
/// where the gzip stream is damaged or cut short.
class SourceFile {
 public:
  explicit SourceFile(std::string path);
  ~SourceFile();
  SourceFile(const SourceFile&) = delete;
  SourceFile& operator=(const SourceFile&) = delete;

  const std::string& path() const { return path_; }
  /// The first bytes (up to 64 KB), which stay to be read.
  std::string_view peek();
  /// The next line without its end; false at the end of the file. Valid until the next call.
  bool line(std::string_view& text);
  std::uint64_t line_number() const { return line_number_; }
  /// Up to `size` bytes; 0 at the end.
  std::size_t read(char* bytes, std::size_t size);
  /// Bytes of the file itself that were consumed, and its size: for progress.
  std::uint64_t consumed() const;

  /// "path: line 12: reason" as an Error of code corrupt.
  [[noreturn]] void fail(const std::string& reason) const;

 private:
  bool fill();
  std::string path_;
  gzFile_s* file_ = nullptr;
  std::vector<char> buffer_;
  std::size_t begin_ = 0, end_ = 0;
  bool ended_ = false;
  std::string long_line_;
  std::uint64_t line_number_ = 0;
};

}  // namespace osteon::osv
