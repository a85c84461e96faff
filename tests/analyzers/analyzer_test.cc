// Analysis row by row: the whole primary and joined output of a text.
#include "analyzers/analyzer.h"

#include <string>

#include "tests/analyzers/token_contract.h"
#include "tests/catch.h"

namespace {

using namespace osteon;

/// Primary tokens with spaces between; {joined}; stop words in (); | where a sentence ends.
std::string analyzed(std::string_view text) {
  static const Analyzer analyzer;
  static TokenList list;
  analyzer.analyze(text, list);
  INFO(text);
  CHECK(osteon::testing::broken_rule(text, list) == "");
  std::string out;
  std::size_t sentence = 0;
  for (const Token& token : list.tokens()) {
    if (token.kind == TokenKind::part) continue;
    if (!out.empty()) out += ' ';
    if (token.is_primary() && token.position == list.sentence_ends()[sentence]) {
      out += "| ";
      ++sentence;
    }
    const std::string term(token.text);
    out += token.kind == TokenKind::joined ? '{' + term + '}'
           : token.kind == TokenKind::stop ? '(' + term + ')'
                                           : term;
  }
  return out;
}

TEST_CASE("names in all their writings") {
  const struct {
    const char* text;
    const char* expected;
  } rows[] = {
      {"IL-6 IL6 IL\u20116 IL\u20136", "il6 il6 il6 il6"},
      {"IL 6", "il {il6} 6"},
      {"TNF-α TNFα TNF-alpha", "tnfalpha tnfalpha tnfalpha"},
      {"NF-κB NFκB NF-kB", "nfkappab nfkappab nfkappab"},
      {"CO₂ CO2", "co2 co2"},
      {"Ca²⁺ Ca2+ Ca(2+) CA2", "ca2+ ca2+ ca2+ ca2"},
      {"25(OH)D 25-OH-D", "25ohd 25ohd"},
      {"T-cell T cells", "t cell t cell"},
      {"α-synuclein alpha-synuclein alpha synuclein",
       "alpha synuclein alpha synuclein alpha synuclein"},
      {"miR-21-5p miR-215", "mir21-5p mir215"},
      {"HLA-B*27:05", "hlab*27:05"},
      {"V600E p.Val600Glu p.V600E c.1799T>A", "v600e v600e v600e c.1799t>a"},
      {"PD-1/PD-L1", "pd1 pdl1"},
      {"type II diabetes", "type 2 diabet"},
      {"F6-(DSS)6 F-", "f6 dss 6 f-"},
  };
  for (const auto& row : rows) {
    INFO(row.text);
    CHECK(analyzed(row.text) == row.expected);
  }
}

TEST_CASE("a token has the bracket that closes it") {
  Analyzer analyzer;
  TokenList tokens;
  const std::string text = "Ca(2+), H(2)O(2) (and 25(OH)D) Aβ(1-42), amyloid-β(1-42)";
  analyzer.analyze(text, tokens);
  std::vector<std::string> found;
  for (const Token& token : tokens.tokens())
    if (token.is_primary()) found.push_back(text.substr(token.begin, token.end - token.begin));
  CHECK(found == std::vector<std::string>{"Ca(2+)", "H(2)O(2)", "and", "25(OH)D", "Aβ(1-42)",
                                          "amyloid", "β", "1", "42)"});
}

}  // namespace
