// What a command did, for programs: the documents that only the command line writes. docs/json.md
// explains them.
#pragma once

#include <nlohmann/json.hpp>
#include <vector>

#include "base/error.h"

namespace osteon::tools {

/// Writes an object with `members` after its schema_version, and a line break, to standard output.
/// Bytes that are no UTF-8, as file names may hold, become U+FFFD.
void print_json_report(nlohmann::ordered_json members);

/// `[{source, location, reason}]`
nlohmann::ordered_json problems_json(const std::vector<Problem>& problems);

}  // namespace osteon::tools
