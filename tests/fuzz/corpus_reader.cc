// Any bytes through one reader; an empty format stands for detection.
#include <cstddef>
#include <cstdint>

#include "tests/fuzz/corpus_checks.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  osteon::ReadOptions options;
  options.format = OSTEON_FUZZ_FORMAT;
  const osteon::Document document{"fuzzed", {reinterpret_cast<const char*>(data), size}};
  osteon::fuzz::check(osteon::read_document(document, options));
  return 0;
}
