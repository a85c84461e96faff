// A retraction list in its many-columned CSV.
#include "corpus/retraction_list.h"
#include "tests/catch.h"

using namespace osteon;

namespace {

constexpr const char* heading =
    "Record ID,Title,Reason,RetractionDate,RetractionDOI,RetractionPubMedID,RetractionNature,"
    "OriginalPaperDOI,OriginalPaperPubMedID,Notes\r\n";

std::string told(const std::vector<Paper>& papers) {
  std::string out;
  for (const Paper& paper : papers) {
    out += paper.id + " doi=" + paper.ids.doi + " pmid=" + paper.ids.pmid;
    for (const std::string& flag : paper.flags) out += " [" + flag + "]";
    for (const PaperLink& link : paper.links) {
      out += ' ' + link.relation + '=' + link.id + '(' + link.note + ')';
    }
    out += '\n';
  }
  return out;
}

}  // namespace

TEST_CASE("rows of a retraction list become flags with their reasons") {
  std::vector<Problem> problems;
  const std::string csv =
      std::string("\xEF\xBB\xBF") + heading +
      "1,\"Bone, \"\"muscle\"\"\nand more\",+Error in Data;+Error in Image;,1/21/2023 0:00,"
      "10.1000/N,0,Retraction,10.1000/A,22,\r\n"
      "2,Two,,3/1/2020 0:00,unavailable,33,Expression of concern,unavailable,23,\n"
      "3,Three,+Upgrade;,,10.1000/c,,Correction,10.1000/C.1,0,\n"
      "\n"
      "4,Taken back,,5/2/2021 0:00,10.1000/r2,,Reinstatement,10.1000/d,,\n"
      "5,Taken back,,5/2/2020 0:00,10.1000/r1,,Retraction,10.1000/d,,\n"
      "6,Nameless,,,,,Retraction,unavailable,0,\n"
      "7,Odd,,,,,Surprise,10.1000/e,,\n"
      "8,Cut";
  CHECK(told(read_retraction_list(csv, "list.csv", problems)) ==
        "23 doi= pmid=23 [concern] concern=33()\n"
        "22 doi=10.1000/a pmid=22 [retracted] retraction=10.1000/n(Error in Data; Error in "
        "Image)\n"
        "10.1000/c.1 doi=10.1000/c.1 pmid= [corrected] correction=10.1000/c(Upgrade)\n"
        "10.1000/d doi=10.1000/d pmid= [reinstated] retraction=10.1000/r1() "
        "reinstatement=10.1000/r2()\n");
  REQUIRE(problems.size() == 2);
  CHECK(problems[0].location == "line 9");
  CHECK(problems[0].reason == "1 row without the original paper's DOI or PMID");
  CHECK(problems[1].location == "line 10");
  CHECK(problems[1].reason == "2 rows of another nature than the four that are known");
}

TEST_CASE("what is no retraction list is refused") {
  std::vector<Problem> problems;
  for (const char* text : {"", "a,b\n1,2\n", "RetractionNature\nRetraction\n", "%PDF-1.4"}) {
    CHECK_THROWS_AS(read_retraction_list(text, "x.csv", problems), Error);
  }
}
