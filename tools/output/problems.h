// Bad input, told to people.
#pragma once

#include <vector>

#include "base/error.h"

namespace osteon::tools {

/// One line each on standard error.
void print_problems(const std::vector<Problem>& problems);

}  // namespace osteon::tools
