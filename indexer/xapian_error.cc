// What went wrong in Xapian, said as one of our own error codes.
#include "indexer/xapian_error.h"

#include <string_view>

namespace osteon {

Error translate(const Xapian::Error& error, const std::string& object) {
  const std::string_view type = error.get_type();
  ErrorCode code = ErrorCode::internal;
  if (type == "DatabaseCorruptError")
    code = ErrorCode::corrupt;
  else if (type == "DatabaseVersionError" || type == "FeatureUnavailableError")
    code = ErrorCode::incompatible_version;
  else if (type == "DatabaseNotFoundError")
    code = ErrorCode::not_found;
  else if (type == "DatabaseLockError")
    code = ErrorCode::locked;
  else if (type.substr(0, 8) == "Database")
    code = ErrorCode::io;
  std::string message = object + ": " + error.get_msg();
  if (const char* system = error.get_error_string()) message += std::string(" (") + system + ")";
  return Error(code, message);
}

}  // namespace osteon
