// Fuzzer: any bytes are a strategy, or none, whose lines and their parts lie in it.
#include "searcher/query/strategy.h"

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "tests/fuzz/query_checks.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace osteon;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  is_strategy(text);
  const std::vector<ReadLine> lines = read_strategy(text, fuzz::language);
  fuzz::hold(lines.size() <= max_strategy_lines, "more lines than there may be");
  for (const ReadLine& line : lines) {
    fuzz::hold(line.begin <= line.end && line.end <= size, "a line outside the strategy");
    fuzz::check_notices(line.notices, size);
    fuzz::check_places(line.query, size);
  }
  return 0;
}
