// PubMed's tags, and strategies of several lines: what is read, what each line finds, what is
// wrong.
#include <string>
#include <vector>

#include "searcher/query/parser.h"
#include "searcher/query/strategy.h"
#include "tests/catch.h"
#include "tests/searcher/small_index.h"

using namespace osteon;
using osteon::testing::SmallIndex;

namespace {

SmallIndex& index() {
  static const auto abstract = SectionKind::abstract;
  static SmallIndex made({{{"PMC1",
                            "Sarcopenia in age",
                            {"Gait speed was low.", "Training helped."},
                            2016,
                            "Journal of Bone and Mineral Research",
                            "review",
                            {"Ada Smith"},
                            abstract},
                           {"PMC2",
                            "Muscle",
                            {"Muscular atrophy follows disuse.", "Mice were trained."},
                            2019,
                            "Bone",
                            "article",
                            {"John Smith"},
                            abstract},
                           {"PMC3",
                            "Notes",
                            {"Sarcopenia was not discussed; training was."},
                            2021,
                            "Muscle",
                            "review",
                            {"Ada Jones"}},
                           {"PMC4", "Rest", {"Nothing of note."}, 2022, "Bone"}}},
                         {"MESH:D055948\tdisease\tSarcopenia\t\tMESH:D009133\t",
                          "MESH:D009133\tdisease\tMuscular Atrophy\tAtrophy, Muscular\t\t",
                          "taxon:10090\tspecies\tMus musculus\tmice|mouse\t\tMESH:D051379"});
  return made;
}

std::string papers_of_lines(const SearchResponse& response) {
  std::string out;
  for (const StrategyLine& line : response.strategy)
    out +=
        (out.empty() ? "" : " ") + std::to_string(line.number) + ":" + std::to_string(line.papers);
  return out;
}

std::string notices_of(const SearchResponse& response) {
  std::string out;
  for (const Notice& notice : response.notices)
    out += (out.empty() ? "" : " | ") + notice.kind + ": " + notice.message;
  return out;
}

}  // namespace

TEST_CASE("PubMed's tags find what they find there") {
  struct Row {
    std::string query, papers;
  };
  const std::vector<Row> rows = {
      {"sarcopenia[tiab]", "PMC1"},
      {"sarcopenia[Title/Abstract]", "PMC1"},
      {"sarcopenia[tw]", "PMC1 PMC3"},
      {"training[ab]", "PMC1 PMC2"},
      {"muscular atrophy[mh]", "PMC1 PMC2 PMC3"},
      {"\"Atrophy, Muscular\"[Mesh]", "PMC1 PMC2 PMC3"},
      {"muscular atrophy[mh:noexp]", "PMC2"},
      {"\"Muscular Atrophy\"[MeSH Terms:noexp]", "PMC2"},
      {"sarcopenia[majr]", "PMC1 PMC3"},
      {"2019[dp]", "PMC2"},
      {"2016:2019[dp]", "PMC1 PMC2"},
      {"\"2019/01/01\"[Date - Publication] : \"3000\"[Date - Publication]", "PMC2 PMC3 PMC4"},
      {"training AND review[pt]", "PMC1 PMC3"},
      {"smith a[au]", "PMC1"},
      {"smith[au]", "PMC1 PMC2"},
      {"bone[ta]", "PMC2 PMC4"},
      {"\"J Bone Miner Res\"[ta]", "PMC1"},
      {"(sarcopenia[tiab] OR mice[mh]) NOT 2016[dp]", "PMC2"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.query);
    CHECK(index().papers(row.query) == row.papers);
  }
}

TEST_CASE("references between lines are written as Osteon's") {
  struct Row {
    std::string line, read;
  };
  const std::vector<Row> rows = {
      {"1 or 2", "#1 OR #2"},
      {"(1 OR 2) and 3", "(#1 OR #2) AND #3"},
      {"#1 and #2", "#1 AND #2"},
      {"3 not 2016[dp]", "#3 NOT 2016[dp]"},
      {"1 and exp Sarcopenia/", "#1 AND exp Sarcopenia/"},
      {"or/1-3", "#1 OR #2 OR #3"},
      {"AND/2,4-5", "#2 AND #4 AND #5"},
      {"grip adj strength.mp.   412", "grip adj strength.mp."},
      {"sarcopenia[mh]\t1,204", "sarcopenia[mh]"},
      // What is Osteon's already stays.
      {"sarcopenia AND falls", "sarcopenia AND falls"},
      {"25 hydroxyvitamin D", "25 hydroxyvitamin D"},
      {"vitamin D and/or calcium", "vitamin D and/or calcium"},
      {"https://doi.org/10.1093/nar/gkae235", "https://doi.org/10.1093/nar/gkae235"},
      {"2018", "2018"},
      {"", ""},
  };
  for (const Row& row : rows) {
    CAPTURE(row.line);
    CHECK(translate_line(row.line) == row.read);
  }
}

TEST_CASE("a strategy is known by its numbers") {
  CHECK(is_strategy("1. sarcopenia\n2. falls\n3. 1 and 2"));
  CHECK(is_strategy("#1 sarcopenia\r\n#2 falls"));
  CHECK(is_strategy("#3 #1 AND #2\n#2 falls\n#1 sarcopenia"));
  CHECK(!is_strategy("sarcopenia\nfalls"));
  CHECK(!is_strategy("1. sarcopenia"));
  CHECK(!is_strategy("25 hydroxyvitamin D\n26 other"));
  CHECK(!is_strategy(""));
}

TEST_CASE("each line has its count, and the last one's hits are the answer") {
  const std::string strategy =
      "1. sarcopenia[mh]\n"
      "2. training\n"
      "   OR mice[mh]\n"
      "\n"
      "3. 1 AND 2\n"
      "4. 3 NOT 2016[dp]";
  const SearchResponse response = index().search(strategy);
  // The parts of a line meet in a paper: PMC1 has sarcopenia in its title and training elsewhere.
  CHECK(papers_of_lines(response) == "1:2 2:3 3:2 4:1");
  CHECK(index().papers(strategy) == "PMC3");
  CHECK(notices_of(response) == "");
  CHECK(response.strategy[1].text == "training    OR mice[mh]");
  CHECK(strategy.substr(response.strategy[3].begin,
                        response.strategy[3].end - response.strategy[3].begin) == "3 NOT 2016[dp]");
  // The same lines as a history is printed, the newest first.
  CHECK(papers_of_lines(index().search("#4 #3 NOT 2016[dp]\n#3 #1 AND #2\n#2 training OR mice[mh]\n"
                                       "#1 sarcopenia[mh]")) == "1:2 2:3 3:2 4:1");
  // Without numbers, if asked for.
  SearchRequest request;
  request.query = "sarcopenia\ntraining\n#1 NOT #2";
  CHECK(index().search(request).strategy.empty());
  request.strategy = true;
  CHECK(papers_of_lines(index().search(request)) == "1:2 2:3 3:0");
}

TEST_CASE("places in Ovid's lines are exact") {
  const std::string strategy =
      "1. exp Sarcopenia/\n2. (gait adj3 speed$).ti,ab. or exercyse\n3. 1 or 2";
  const SearchResponse response = index().search(strategy);
  CHECK(papers_of_lines(response) == "1:2 2:1 3:2");
  bool found = false;
  for (const Notice& notice : response.notices) {
    if (notice.kind != "spelling" && notice.kind != "prefix") continue;
    const std::string at = strategy.substr(notice.begin, notice.end - notice.begin);
    CHECK(at == (notice.kind == "prefix" ? "speed$" : "exercyse"));
    found = true;
  }
  CHECK(found);
}

TEST_CASE("a reference to a line that there is not has its place") {
  const std::vector<ReadLine> lines = read_strategy("1. bone\n2. falls #9");
  REQUIRE(lines.size() == 2);
  CHECK(lines[1].query.begin == 11);
  CHECK(lines[1].query.end == 19);
}

TEST_CASE("what is wrong with a strategy is said by line and by place") {
  const std::string strategy =
      "#1 sarcopenia\n#2 #7 OR (gait\n#3 #1 AND sarcopnia\n#4 #2 AND foo:bar";
  const SearchResponse response = index().search(strategy);
  CHECK(notices_of(response) ==
        "strategy: line 2: there is no line #7 before this one; it finds nothing | "
        "unbalanced: line 2: an opening parenthesis without a closing one | "
        "spelling: line 3: “sarcopnia” is in no passage; there is sarcopenia (3 passages) | "
        "unknown_field: line 4: no field is called “foo:”; it is searched as a word");
  for (const Notice& notice : response.notices) {
    if (notice.kind == "spelling")
      CHECK(strategy.substr(notice.begin, notice.end - notice.begin) == "sarcopnia");
  }
}

TEST_CASE("lines that refer to themselves over and over stay small") {
  std::string strategy = "1. sarcopenia OR falls\n";
  for (int i = 2; i <= 40; ++i) {
    const std::string before = std::to_string(i - 1);
    strategy += std::to_string(i) + ". (#" + before + " AND bone) OR (#" + before + " AND age)\n";
  }
  const SearchResponse response = index().search(strategy);
  CHECK(response.strategy.size() == 40);
  CHECK(notices_of(response).find("more than 10000 parts; this one is not searched") !=
        std::string::npos);
}
