// Bad input, told to people and to programs.
#pragma once

#include <nlohmann/json.hpp>
#include <vector>

#include "base/error.h"

namespace osteon::tools {

/// One line each on standard error.
void print_problems(const std::vector<Problem>& problems);

/// `[{source, location, reason}]`
nlohmann::ordered_json problems_json(const std::vector<Problem>& problems);

}  // namespace osteon::tools
