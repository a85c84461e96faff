// The one place where Xapian's exceptions, which are not std::exceptions, become Errors.
#pragma once

#include <xapian.h>

#include <string>
#include <utility>

#include "base/error.h"

namespace osteon {

/// The Error that says what `error` says about `object` (a path, usually).
Error translate(const Xapian::Error& error, const std::string& object);

/// Calls `work` and returns its result; an exception of Xapian's is thrown on as an Error.
template <typename Work>
decltype(auto) with_xapian(const std::string& object, Work&& work) {
  try {
    return std::forward<Work>(work)();
  } catch (const Xapian::Error& error) {
    throw translate(error, object);
  }
}

}  // namespace osteon
