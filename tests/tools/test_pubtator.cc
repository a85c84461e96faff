// PubTator text in and out.
#include <sstream>

#include "base/error.h"
#include "tests/catch.h"
#include "tools/pubtator.h"

using namespace osteon;
using tools::PubtatorDocument;
using tools::PubtatorReader;
using tools::write_pubtator;

TEST_CASE("Documents are read without their annotations") {
  std::istringstream in(
      "\n1|t|A title\r\n1|a|An | abstract\r\n1\t0\t1\tA\tGene\t7\n1\tCID\tD1\tD2\n\n\n"
      "2|t|Only a title");
  PubtatorReader reader(in, "in.txt");
  auto first = reader.next();
  REQUIRE(first);
  CHECK(first->id == "1");
  CHECK(first->title == "A title");
  CHECK(first->abstract == "An | abstract");
  auto second = reader.next();
  REQUIRE(second);
  CHECK(second->title == "Only a title");
  CHECK(second->abstract.empty());
  CHECK_FALSE(reader.next());
}

TEST_CASE("What is no PubTator is refused with its line") {
  std::istringstream in("1|t|A title\nstray text\n");
  PubtatorReader reader(in, "in.txt");
  try {
    reader.next();
    FAIL("accepted");
  } catch (const Error& error) {
    CHECK(error.code() == ErrorCode::corrupt);
    CHECK(std::string(error.what()) == "in.txt: line 2: neither a text nor an annotation");
  }
}

TEST_CASE("Offsets count code points over title, separator and abstract") {
  const PubtatorDocument document{"9", "α IL6", "β bone, rat"};
  DocumentTags tags;
  const auto add_concept = [&](const char* type, std::vector<std::string> ids) {
    DocumentConcept added;
    added.type = type;
    added.id = ids.front();
    added.ids = std::move(ids);
    tags.concepts.push_back(std::move(added));
  };
  add_concept("gene", {"HGNC:6018", "NCBIGene:3569"});
  add_concept("disease", {"MONDO:1", "OMIM:42"});
  add_concept("species", {"taxon:10116"});
  add_concept("anatomy", {"MESH:D001842"});
  const auto mention = [](std::uint32_t begin, std::uint32_t end, std::uint32_t number) {
    Mention made;
    made.begin = begin;
    made.end = end;
    made.concept_number = number;
    return made;
  };
  Mention rejected = mention(3, 7, 2);
  rejected.accepted = false;
  tags.mentions = {{mention(3, 6, 0)},
                   {rejected, mention(3, 7, 1), mention(3, 7, 3), mention(9, 12, 2)}};
  CHECK(write_pubtator(document, tags) ==
        "9|t|α IL6\n9|a|β bone, rat\n"
        "9\t2\t5\tIL6\tGene\t3569\n"
        "9\t8\t12\tbone\tDisease\tOMIM:42\n"
        "9\t14\t17\trat\tSpecies\t10116\n\n");
}
