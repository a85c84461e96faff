// Saved searches: written, read back, compared and reported, over values made by hand.
#include "base/error.h"
#include "searcher/fronts/citations.h"
#include "searcher/fronts/saved_search.h"
#include "tests/catch.h"
#include "tests/searcher/sample_values.h"

using namespace osteon;
using namespace osteon::test;

namespace {

std::string failure(const std::string& json) {
  try {
    read_saved_search(json, "r.json");
  } catch (const Error& error) {
    return std::string(to_string(error.code())) + ": " + error.what();
  }
  return "";
}

}  // namespace

TEST_CASE("what is saved is read back") {
  const std::string json = to_json(full_saved_search());
  const SavedSearch read = read_saved_search(json, "r.json");
  CHECK(to_json(read) == json);
  CHECK(read.request.query == "sarcopenia \"µ\"");
  CHECK(read.request.year_from == 2018);
  CHECK_FALSE(read.request.year_to);
  CHECK_FALSE(read.request.expand);
  REQUIRE(read.request.filters.size() == 1);
  CHECK(read.request.filters[0].values == std::vector<std::string>{"MESH:D055948", "X:1"});
}

TEST_CASE("how results were shown is kept, and all papers are saved whatever it was") {
  SavedSearch saved = full_saved_search();
  saved.request.fold = saved.request.diverse = true;
  const SavedSearch read = read_saved_search(to_json(saved), "r.json");
  CHECK(read.request.fold);
  CHECK(read.request.diverse);
  const auto search = [](const SearchRequest& request) {
    CHECK_FALSE(request.fold);
    CHECK_FALSE(request.diverse);
    return SearchResponse();
  };
  CHECK(all_hits(search, saved.request, 10).empty());
}

TEST_CASE("what is no receipt is refused by name") {
  CHECK(failure("[]") ==
        "corrupt: r.json: not a saved receipt: its kind is not \"osteon receipt\"");
  CHECK(failure("{\"kind\":\"osteon receipt\",\"schema_version\":99}") ==
        "incompatible_version: r.json: written by another version of Osteon (schema_version 99)");
  CHECK_THAT(failure("{"), StartsWith("corrupt: r.json: not a saved receipt: "));
  // Cut short anywhere it is refused, never misread and never a crash.
  const std::string json = to_json(full_saved_search());
  for (std::size_t length = 0; length < json.size(); ++length) {
    CHECK(failure(json.substr(0, length)) != "");
  }
}

TEST_CASE("a comparison names new and vanished papers and whatever else has changed") {
  const SavedSearch before = full_saved_search();
  CHECK(compare(before, before).new_papers.empty());
  CHECK(compare(before, before).changes.empty());
  SavedSearch after = before;
  after.papers = {{"PMC3", "Third"}, {"PMC1", "Muscle | loss"}};
  after.receipt.revision = 8;
  after.receipt.vocabulary_fingerprint = "v2";
  after.version = "0.2.0";
  const SearchComparison comparison = compare(before, after);
  CHECK(comparison.new_papers == std::vector<SavedPaper>{{"PMC3", "Third"}});
  CHECK(comparison.vanished_papers == std::vector<SavedPaper>{{"PMC2", "Second"}});
  CHECK(comparison.changes == std::vector<SavedChange>{{"version", "0.1.0", "0.2.0"},
                                                       {"vocabulary", "v1", "v2"},
                                                       {"revision", "7", "8"}});
}

TEST_CASE("the search report is Markdown with nothing of the query as markup") {
  SavedSearch saved = full_saved_search();
  saved.request.query = "a|b <i> `c`\n# d";
  CHECK(search_report(saved) ==
        "# Search report\n\nBy the items of PRISMA-S.\n\n| | |\n|---|---|\n"
        "| Database | an index of Osteon's: 30 papers, 400 passages, revision 7 |\n"
        "| Interface | Osteon 0.1.0 |\n"
        "| Date of search | 2026-11-23T17:05:00Z |\n"
        "| Vocabulary | v1 |\n"
        "| Analyzer | a1 |\n"
        "| Query as typed | a\\|b \\<i\\> \\`c\\` \\# d |\n"
        "| As understood | sarcopenia AND \"µ\" |\n"
        "| Other names, narrower concepts | not included |\n"
        "| Limits and filters | disease:MESH:D055948; disease:X:1; years 2018.. |\n"
        "| Found | 2 papers, 3 passages |\n"
        "| Not among them | 1 paper with all parts in different passages |\n"
        "\n## Strategy, line by line\n\n| # | line | papers | passages |\n|---|---|---|---|\n"
        "| 1 | sarcopenia | 2 | 3 |\n"
        "\n## What its words stand for\n\n| # | searched | read as | papers | passages |\n"
        "|---|---|---|---|---|\n"
        "| 1 | sarcopenia | Sarcopenia (disease; MESH:D055948) with 1 narrower concept | 2 | 3 |\n"
        "\n### Forms of sarcopenia\n\n| form | papers | passages |\n|---|---|---|\n"
        "| as typed | | 2 |\n"
        "| sarcopenias | 1 | 1 |\n"
        "\n## Notices\n\n- perhaps sarcopenia\n");
  // One line is its own strategy.
  saved.strategy.clear();
  CHECK_THAT(search_report(saved),
             ContainsSubstring("\n## Strategy, line by line\n\n| # | searched | read as |"));
}
