// The published table of equal spellings holds, and the checker says so when one does not.
#include "analyzers/conformance.h"

#include <string>

#include "tests/catch.h"

namespace {

using namespace osteon;

TEST_CASE("every row of the published conformance table holds") {
  const Analyzer analyzer;
  const ConformanceReport report =
      check_conformance(analyzer, published_conformance_table(), "conformance.tsv");
  for (const Problem& problem : report.problems) {
    FAIL_CHECK(problem.location << ": " << problem.reason);
  }
  for (const ConformanceFailure& failure : report.failures) {
    FAIL_CHECK("line " << failure.line << " " << failure.rule << ": '" << failure.first << "' -> "
                       << failure.first_reading << " | '" << failure.second << "' -> "
                       << failure.second_reading);
  }
  CHECK(report.passed());
  CHECK(report.rows > 300);
}

TEST_CASE("the conformance checker reports what does not hold and what it cannot read") {
  const Analyzer analyzer;
  const ConformanceReport report = check_conformance(analyzer,
                                                     "# remark\n"
                                                     "x\tequal\tIL-6\tIL-7\n"
                                                     "x\tequal\tIL-6\tIL\\u20116\r\n"
                                                     "x\tapart\tIL-6\tIL6\n"
                                                     "x\tfinds\til\tIL-6\n"
                                                     "x\tsentences\t3\tOne. Two.\n"
                                                     "x\tequal\tonly\n"
                                                     "x\tlike\ta\tb\n"
                                                     "x\tequal\ta\\q\tb\n"
                                                     "x\tequal\ta\tb\\u12\n",
                                                     "mine.tsv");
  REQUIRE(report.failures.size() == 3);
  CHECK(report.rows == 5);
  CHECK(report.failures[0].line == 2);
  CHECK(report.failures[0].first_reading == "il6");
  CHECK(report.failures[0].second_reading == "il7");
  CHECK(report.failures[1].rule == "apart");
  CHECK(report.failures[2].second_reading == "2 sentences");
  REQUIRE(report.problems.size() == 4);
  CHECK(report.problems[0] == Problem{"mine.tsv", "line 7", "fewer than four columns"});
  CHECK(report.problems[1] == Problem{"mine.tsv", "line 8", "unknown rule 'like'"});
  CHECK_FALSE(report.passed());
  CHECK_FALSE(check_conformance(analyzer, "", "empty").passed());
}

TEST_CASE("a reading takes joined names for their words and leaves stop words out") {
  const Analyzer analyzer;
  TokenList tokens;
  analyzer.analyze("the IL 6 and the TNF alpha of anti-inflammatory cells", tokens);
  CHECK(canonical_reading(tokens) ==
        std::vector<std::string_view>{"il6", "tnfalpha", "antiinflamm", "cell"});
}

}  // namespace
