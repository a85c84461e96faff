// Every example of docs/query-language.md is read without complaint and finds something.
#include <fstream>
#include <string>
#include <vector>

#include "searcher/query/parser.h"
#include "tests/catch.h"
#include "tests/searcher/small_index.h"

using namespace osteon;

namespace {

struct Example {
  std::string query, remark;
};

std::vector<Example> examples() {
  std::ifstream in(std::string(OSTEON_SOURCE_DIR) + "/docs/query-language.md");
  std::vector<Example> out;
  std::string line;
  bool inside = false;
  while (std::getline(in, line)) {
    if (line.rfind("```", 0) == 0) {
      inside = line == "```osteon";
      continue;
    }
    if (!inside) continue;
    Example example{line, {}};
    if (const std::size_t hash = line.find("    # "); hash != std::string::npos) {
      example = {line.substr(0, hash), line.substr(hash + 6)};
    }
    out.push_back(example);
  }
  return out;
}

}  // namespace

TEST_CASE("the examples of the language document hold") {
  testing::SmallIndex index;
  const std::vector<Example> all = examples();
  REQUIRE(all.size() > 50);
  for (const Example& example : all) {
    CAPTURE(example.query);
    const SearchResponse response = index.search(example.query);
    CHECK(response.total_papers > 0);
    const bool relaxed = example.remark.rfind("relaxed", 0) == 0;
    for (const Notice& notice : response.notices) {
      CAPTURE(notice.message);
      const bool question = notice.kind == "ignored" && example.query.back() == '?';
      const bool prefix = notice.kind == "prefix" && example.query.back() == '*';
      CHECK((question || prefix || (notice.kind == "relaxed" && relaxed)));
    }
    if (relaxed) CHECK(!response.notices.empty());
    const QueryLanguage language{{"gene", "chemical", "disease", "species"}};
    const Query query = parse_query(example.query, language).query;
    CHECK(parse_query(print_query(query), language).query == query);
  }
}
