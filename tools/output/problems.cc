#include "tools/output/problems.h"

#include <cstdio>
#include <string>

#include "tools/output/terminal.h"

namespace osteon::tools {

void print_problems(const std::vector<Problem>& problems) {
  for (const Problem& problem : problems) {
    std::string line = problem.source;
    if (!problem.location.empty()) line += ": " + problem.location;
    line += ": " + problem.reason;
    std::fprintf(stderr, "osteon: %s\n", harmless(line).c_str());
  }
}

}  // namespace osteon::tools
