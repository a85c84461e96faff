// The report of osteon vocab build is what docs/json-schema.json says.
#include <nlohmann/json.hpp>

#include "base/file_io.h"
#include "tests/catch.h"
#include "tests/indexer/sample_papers.h"
#include "tests/searcher/schema_check.h"
#include "tools/output/vocabulary_report.h"

using nlohmann::json;
using namespace osteon;

TEST_CASE("the report of a vocabulary is of its schema") {
  const testing::TemporaryDirectory directory;
  const std::string source = directory / "lab\xff.tsv";  // no name in UTF-8
  write_file_atomically(source,
                        "LAB:1\tdisease\tBone loss\tBone loss\tLAB:9\tLAB:2\n"
                        "LAB:1\tdisease\tLoss of bone\n");
  std::string table;
  const VocabularyReport report =
      build_vocabulary({source}, directory / "lab.osv", {},
                       [&](const LeftOut& what) { table += tools::left_out_line(what); });
  nlohmann::ordered_json members = tools::report_members(report, directory / "lab.osv");
  members["schema_version"] = 1;
  const json told = json::parse(members.dump(-1, ' ', false, json::error_handler_t::replace));
  CHECK(test::schema_violation(told, "vocabulary_report") == "");
  CHECK(told["concepts"] == 1);
  CHECK(told["sources"][0]["concepts"] == 2);
  CHECK(told["joins"] == json::parse(R"([{"rule": "one id", "count": 1}])"));
  CHECK(told["left_out"] == json::parse(R"([
    {"kind": "name", "reason": "said before of the same thing", "count": 1,
     "examples": [{"item": "Bone loss", "concerns": "LAB:1"}]},
    {"kind": "parent", "reason": "in no source", "count": 1,
     "examples": [{"item": "LAB:9", "concerns": "LAB:1"}]}])"));
  CHECK(table ==
        "name\tsaid before of the same thing\tBone loss\tLAB:1\n"
        "parent\tin no source\tLAB:9\tLAB:1\n");
  CHECK(tools::left_out_line({"name", "r", "two\nlines\tand more", ""}) ==
        "name\tr\ttwo lines and more\t\n");
}
