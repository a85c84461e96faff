// Fuzzer: any bytes keep the token contract, and the same bytes give the same tokens.
#include "analyzers/analyzer.h"

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string_view>

#include "base/utf8.h"
#include "tests/analyzers/token_contract.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const osteon::Analyzer analyzer;
  static osteon::TokenList used;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const bool valid = osteon::find_invalid_utf8(text) == std::string_view::npos;
  analyzer.analyze(text, used);
  const std::string broken = osteon::testing::broken_rule(text, used, valid);
  osteon::TokenList fresh;
  analyzer.analyze(text, fresh);
  if (broken.empty() && osteon::testing::describe(used) == osteon::testing::describe(fresh))
    return 0;
  std::fprintf(stderr, "%s\n", broken.empty() ? "not deterministic" : broken.c_str());
  std::abort();
}
