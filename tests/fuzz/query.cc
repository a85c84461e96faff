// Fuzzer: any bytes are a query whose places lie in it and which prints as itself.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "tests/fuzz/query_checks.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace osteon;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const ParsedQuery parsed = parse_query(text, fuzz::language);
  fuzz::hold(parsed.notices.size() <= max_query_notices, "more notices than there may be");
  fuzz::check_notices(parsed.notices, size);
  fuzz::check_places(parsed.query, size);
  fuzz::check_printed(parsed.query);
  return 0;
}
