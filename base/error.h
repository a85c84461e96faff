// The one exception type that crosses a public border, and the value that reports bad input.
#pragma once

#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>

#include "base/api.h"

namespace osteon {

enum class ErrorCode : std::uint8_t {
  usage,                 ///< the caller asked for something that has no meaning
  not_found,             ///< a file, an index, a paper or a concept that is not there
  io,                    ///< the operating system refused a read or a write
  corrupt,               ///< bytes on disk are not what was written: a checksum or a bound fails
  incompatible_version,  ///< made by a version of Osteon whose format this one does not read
  locked,                ///< another writer holds the index
  cancelled,             ///< stopped on request (Ctrl-C)
  internal,              ///< a bug in Osteon
};

/// The code's name as printed and as found in JSON, e.g. "not_found".
OSTEON_API std::string_view to_string(ErrorCode code);

/// Thrown by every public function that cannot do what it promises. `what()` names the file or
/// the object, the place, and the reason. Bad documents and bad queries are not errors: see Problem
/// and Notice.
class OSTEON_API Error : public std::runtime_error {
 public:
  Error(ErrorCode code, const std::string& message) : std::runtime_error(message), code_(code) {}
  ErrorCode code() const noexcept { return code_; }

 private:
  ErrorCode code_;
};

/// A document or a part of one that could not be read. Counted and reported; the rest goes on.
struct Problem {
  std::string source;    ///< file, or "archive.tar.gz!member"
  std::string location;  ///< "line 12", "byte 4096", an element's name; empty for the whole file
  std::string reason;    ///< a sentence's worth, no trailing full stop

  bool operator==(const Problem&) const = default;
};

}  // namespace osteon
