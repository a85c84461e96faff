// The token contract on random Unicode, on random splices of biomedical fragments and on real
// papers.
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <random>
#include <sstream>
#include <string>
#include <vector>

#include "analyzers/conformance.h"
#include "base/utf8.h"
#include "tests/analyzers/token_contract.h"
#include "tests/catch.h"

namespace {

using namespace osteon;
using osteon::testing::broken_rule;
using osteon::testing::describe;

/// Checks the contract, that neither what went before nor another list changes the tokens, and that
/// places() tells where they stand.
void check_text(const Analyzer& analyzer, TokenList& used, const std::string& text, bool borders) {
  analyzer.analyze(text, used);
  const std::string broken = broken_rule(text, used, borders);
  if (!broken.empty()) FAIL_CHECK(broken << " in: " << text);
  TokenList fresh;
  analyzer.analyze(text, fresh);
  if (describe(fresh) != describe(used)) FAIL_CHECK("not deterministic: " << text);
  std::vector<TokenPlace> places;
  for (const Token& token : fresh.tokens())
    if (token.is_primary()) places.push_back({token.begin, token.end});
  if (analyzer.places(text, used) != places) FAIL_CHECK("other places: " << text);
}

char32_t random_code_point(std::mt19937& random) {
  const auto pick = [&](char32_t from, char32_t to) {
    return std::uniform_int_distribution<char32_t>(from, to)(random);
  };
  switch (random() % 12) {
    case 0:
      return pick(0, 0x7f);
    case 1:
    case 2:
      return pick(0x20, 0x7e);
    case 3:
      return pick(0x80, 0x24f);
    case 4:
      return pick(0x300, 0x36f);
    case 5:
      return pick(0x370, 0x3ff);
    case 6:
      return pick(0x400, 0xd7ff);
    case 7:
      return pick(0x2000, 0x22ff);
    case 8:
      return pick(0xe000, 0xffff);
    case 9:
      return pick(0x1100, 0x11ff);
    case 10:
      return pick(0xac00, 0xd7a3);
    default:
      return pick(0x10000, 0x10ffff);
  }
}

TEST_CASE("the contract holds on random Unicode") {
  const Analyzer analyzer;
  TokenList tokens;
  std::mt19937 random(20240601);
  for (int round = 0; round < 3000; ++round) {
    std::string text;
    const unsigned length = random() % 60;
    for (unsigned i = 0; i < length; ++i) append_utf8(text, random_code_point(random));
    check_text(analyzer, tokens, text, true);
  }
}

TEST_CASE("the contract holds on random bytes") {
  const Analyzer analyzer;
  TokenList tokens;
  std::mt19937 random(7);
  for (int round = 0; round < 3000; ++round) {
    std::string text(random() % 80, ' ');
    for (char& c : text) c = static_cast<char>(random() % 256);
    check_text(analyzer, tokens, text, false);
  }
}

TEST_CASE("the contract holds on splices of biomedical fragments") {
  const std::vector<std::string> fragments = {
      "IL-6",     "TNF-α",     "NF-κB",    "(OH)",   "25",         "D3",     "Ca²⁺",      "(2+)",
      "+",        "-",         "−",        "–",      "\n",         " ",      "  ",        "\n\n",
      ".",        ". ",        ",",        "'s",     "’",          "p.",     "Val600Glu", "c.",
      "1799T>A",  "HLA-B",     "*27:05",   "type ",  "II",         "IIIb",   " and ",     "/",
      "amyloid-", "β",         "(1-42)",   "Aβ1–42", "miR-21",     "-5p",    "5-HT",      "2A",
      "17β-",     "estradiol", "anti-",    "non ",   "sarcopenia", "\u00AD", "\uFB01bro", "é",
      "e\u0301",  "骨",        "(",        ")",      "^",          "10",     "⁶",         "⁻",
      "0.05",     "1,000",     "e.g.",     "Fig. 2", "et al. ",    "AIDS",   "A",         " a ",
      "vitamin ", "\xff",      "\xe2\x82", "SNPs",   "µ",          "\u2003", "_",         ":",
      ">",        "*",         "of ",      "THE ",   "NAD(P)H"};
  const Analyzer analyzer;
  TokenList tokens;
  std::mt19937 random(11);
  for (int round = 0; round < 20000; ++round) {
    std::string text;
    const unsigned length = 1 + random() % 9;
    for (unsigned i = 0; i < length; ++i) text += fragments[random() % fragments.size()];
    check_text(analyzer, tokens, text, false);
  }
}

TEST_CASE("the contract holds on the spellings of the conformance table and on long runs") {
  const Analyzer analyzer;
  TokenList tokens;
  check_text(analyzer, tokens, std::string(published_conformance_table()), true);
  for (const char* piece :
       {"a",     "A",    "1",      "α",          "骨",     "é", "-",    "a-",           "1.",
        "IL-6-", "(",    "+",      "TNF alpha ", "\u0301", "ﷺ", "\xc3", "type II and ", "1,000,",
        "a.",    "(OH)", "Aβ1-42", "𐍈"}) {
    std::string text;
    while (text.size() < 20'000) text += piece;
    check_text(analyzer, tokens, text, false);
  }
  check_text(analyzer, tokens, "", true);
  check_text(analyzer, tokens, std::string(100'000, ' '), true);
  check_text(analyzer, tokens, std::string("nul\0inside", 10), true);
}

TEST_CASE("analysing twice the same text with much between gives the same tokens") {
  const Analyzer analyzer;
  TokenList tokens;
  const std::string text =
      "Randomised trials of IL-6 in osteoporotic mice (p<0.05). TNF alpha rose.";
  analyzer.analyze(text, tokens);
  const std::string first = describe(tokens);
  for (unsigned i = 0; i < 120'000; ++i) {  // more words than are remembered
    std::string word = "w";
    for (unsigned rest = i; rest != 0; rest /= 26) word += static_cast<char>('a' + rest % 26);
    analyzer.analyze(word, tokens);
  }
  analyzer.analyze(text, tokens);
  CHECK(describe(tokens) == first);
  TokenList moved = std::move(tokens);
  CHECK(describe(moved) == first);
}

TEST_CASE("the contract holds on the shared reviews", "[shared]") {
  const char* shared = std::getenv("OSTEON_SHARED");
  const std::filesystem::path folder =
      shared != nullptr ? std::filesystem::path(shared)
                        : std::filesystem::path(OSTEON_SOURCE_DIR).parent_path() / "shared";
  const auto seed = folder / "data" / "seed-osteosarcopenia.md";
  if (!std::filesystem::exists(seed)) {
    WARN("skipped: no shared data at " << folder.string());
    return;
  }
  std::ifstream file(seed, std::ios::binary);
  std::stringstream all;
  all << file.rdbuf();
  const Analyzer analyzer;
  TokenList tokens;
  check_text(analyzer, tokens, all.str(), true);
  std::string line;
  std::istringstream lines(all.str());
  while (std::getline(lines, line)) check_text(analyzer, tokens, line, true);
}

}  // namespace
