// Every example of docs/analysis.md is what the analyzer does.
#include <fstream>
#include <string>

#include "analyzers/conformance.h"
#include "tests/catch.h"

namespace {

using namespace osteon;

std::string reading(const Analyzer& analyzer, std::string text) {
  for (std::size_t at; (at = text.find("\\n")) != std::string::npos;) text.replace(at, 2, "\n");
  TokenList tokens;
  analyzer.analyze(text, tokens);
  std::string out;
  for (const std::string_view term : canonical_reading(tokens)) {
    if (!out.empty()) out += ' ';
    out += term;
  }
  return out;
}

TEST_CASE("the examples of docs/analysis.md hold") {
  std::ifstream file(OSTEON_SOURCE_DIR "/docs/analysis.md");
  REQUIRE(file.good());
  const Analyzer analyzer;
  const std::string arrow = " → ";
  std::string line;
  bool inside = false;
  int examples = 0;
  while (std::getline(file, line)) {
    if (line.starts_with("```")) {
      inside = line == "```analysis";
      continue;
    }
    if (!inside) continue;
    const auto at = line.find(arrow);
    INFO(line);
    REQUIRE(at != std::string::npos);
    CHECK(reading(analyzer, line.substr(0, at)) == line.substr(at + arrow.size()));
    ++examples;
  }
  CHECK(examples > 50);
}

}  // namespace
