// Annotated text says the same in PubTator, BioC XML and BioC JSON.
#include "analyzers/linking/lexicon.h"
#include "tests/analyzers/concepts/temporary.h"
#include "tests/catch.h"
#include "tools/linking/annotated_files.h"

using namespace osteon;
using tools::read_annotated_file;

namespace {

// Two documents with a letter of two bytes before an annotation, a composite and one without id.
constexpr std::string_view pubtator =
    "11|t|Weakness after β-blockers in Pelizaeus-Merzbacher disease\n"
    "11|a|Infections of lung and bone came first.\n"
    "11\t0\t8\tWeakness\tDisease\tD018908\n"
    "11\t15\t25\tβ-blockers\tChemical\t-1\n"
    "11\t29\t57\tPelizaeus-Merzbacher disease\tSpecificDisease\tOMIM:312080\n"
    "11\t58\t68\tInfections\tDisease\tD007239|D001850\n"
    "\n"
    "12|t|Pelizaeus-Merzbacher disease again\n"
    "12|a|No infection.\n"
    "12\t0\t28\tPelizaeus-Merzbacher disease\tSpecificDisease\tOMIM:312080\n"
    "\n";

constexpr std::string_view bioc_xml = R"(<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE collection SYSTEM "BioC.dtd">
<collection><source>made up</source><date>2024</date><key>none</key>
<document><id>11</id>
<passage><infon key="type">title</infon><offset>0</offset>
<text>Weakness after β-blockers in Pelizaeus-Merzbacher disease</text>
<annotation id="T1"><infon key="type">Disease</infon><infon key="MESH">D018908</infon>
<location offset="0" length="8"/><text>Weakness</text></annotation>
<annotation id="T2"><infon key="type">Chemical</infon><infon key="identifier">-1</infon>
<location offset="15" length="10"/><text>β-blockers</text></annotation>
<annotation id="T3"><infon key="type">SpecificDisease</infon><infon key="OMIM">312080</infon>
<location offset="29" length="28"/><text>Pelizaeus-Merzbacher disease</text></annotation>
</passage>
<passage><infon key="type">abstract</infon><offset>58</offset>
<text>Infections of lung and bone came first.</text>
<annotation id="T4"><infon key="type">Disease</infon>
<infon key="identifier">MESH:D007239|MESH:D001850</infon>
<location offset="58" length="10"/><text>Infections</text></annotation>
</passage></document>
<document><id>12</id>
<passage><infon key="type">title</infon><offset>0</offset>
<text>Pelizaeus-Merzbacher disease again</text>
<annotation id="T1"><infon key="type">SpecificDisease</infon><infon key="identifier">OMIM:312080</infon>
<location offset="0" length="28"/><text>Pelizaeus-Merzbacher disease</text></annotation>
</passage>
<passage><infon key="type">abstract</infon><offset>35</offset><text>No infection.</text></passage>
</document></collection>
)";

constexpr std::string_view bioc_json = R"({"source": "made up", "documents": [
{"id": "11", "infons": {}, "passages": [
 {"infons": {"type": "title"}, "offset": 0,
  "text": "Weakness after β-blockers in Pelizaeus-Merzbacher disease", "annotations": [
  {"text": "Weakness", "infons": {"type": "Disease", "identifier": "D018908"},
   "locations": [{"offset": 0, "length": 8}]},
  {"text": "β-blockers", "infons": {"type": "Chemical", "identifier": "-"},
   "locations": [{"offset": 15, "length": 10}]},
  {"text": "Pelizaeus-Merzbacher disease",
   "infons": {"type": "SpecificDisease", "identifier": "OMIM:312080"},
   "locations": [{"offset": 29, "length": 28}]}]},
 {"infons": {"type": "abstract"}, "offset": 58,
  "text": "Infections of lung and bone came first.", "annotations": [
  {"text": "Infections", "infons": {"type": "Disease", "identifier": "D007239,D001850"},
   "locations": [{"offset": 58, "length": 10}]}]}]},
{"id": "12", "infons": {}, "passages": [
 {"infons": {"type": "title"}, "offset": 0, "text": "Pelizaeus-Merzbacher disease again",
  "annotations": [{"text": "Pelizaeus-Merzbacher disease",
   "infons": {"type": "SpecificDisease", "identifier": "OMIM:312080"},
   "locations": [{"offset": 0, "length": 28}]}]},
 {"infons": {"type": "abstract"}, "offset": 35, "text": "No infection.", "annotations": []}]}]}
)";

constexpr std::string_view table =
    "MESH:D020371\tdisease\tPelizaeus-Merzbacher Disease\n"
    "MESH:D018908\tdisease\tMuscle Weakness\n"
    "MESH:D007239\tdisease\tInfections\tinfection\n"
    "MESH:D001850\tdisease\tBone Diseases, Infectious\n";

std::vector<PubtatorDocument> read(const TemporaryFolder& folder, std::string_view name,
                                   std::string_view text) {
  std::vector<Problem> problems;
  auto documents = read_annotated_file(folder.write(name, text), problems);
  CHECK(problems.empty());
  return documents;
}

}  // namespace

TEST_CASE("annotations have the same places in PubTator and in BioC") {
  const TemporaryFolder folder;
  const auto expected = read(folder, "a.pubtator", pubtator);
  REQUIRE(expected.size() == 2);
  for (const auto& [name, text] : {std::pair("a.xml", bioc_xml), std::pair("a.json", bioc_json)}) {
    INFO(name);
    const auto documents = read(folder, name, text);
    REQUIRE(documents.size() == expected.size());
    for (std::size_t d = 0; d < expected.size(); ++d) {
      CHECK(documents[d].id == expected[d].id);
      CHECK(documents[d].title == expected[d].title);
      CHECK(documents[d].abstract_text == expected[d].abstract_text);
      REQUIRE(documents[d].annotations.size() == expected[d].annotations.size());
      for (std::size_t a = 0; a < expected[d].annotations.size(); ++a) {
        const PubtatorAnnotation& one = documents[d].annotations[a];
        const PubtatorAnnotation& other = expected[d].annotations[a];
        CHECK(one.begin == other.begin);
        CHECK(one.end == other.end);
        CHECK(one.text == other.text);
        CHECK(one.type == other.type);
        CHECK(one.ids.size() == other.ids.size());
      }
    }
  }
}

TEST_CASE("the same annotations teach the same in every format") {
  const TemporaryFolder folder;
  const Vocabulary vocabulary = folder.build("lab.tsv", table);
  const auto learnt = [&](std::string_view name, std::string_view text) {
    const std::vector<PubtatorDocument> documents[] = {read(folder, name, text)};
    return learn_lexicon(documents, vocabulary, Analyzer()).text();
  };
  const std::string expected = learnt("a.pubtator", pubtator);
  CHECK(expected.find("Pelizaeus-Merzbacher disease\tdisease\tOMIM:312080\t2\t2") !=
        std::string::npos);
  CHECK(learnt("a.xml", bioc_xml) == expected);
  CHECK(learnt("a.json", bioc_json) == expected);
}

TEST_CASE("a mention that is not where its offset says is left out and told") {
  const TemporaryFolder folder;
  std::string moved(bioc_xml);
  moved.replace(moved.find("location offset=\"15\""), 20, "location offset=\"17\"");
  std::vector<Problem> problems;
  const auto documents = read_annotated_file(folder.write("moved.xml", moved), problems);
  REQUIRE(documents.size() == 2);
  CHECK(documents[0].annotations.size() == 3);
  REQUIRE(problems.size() == 1);
  CHECK(problems[0].location == "11");
  CHECK(problems[0].reason == "the offsets of 1 of 5 annotations do not fit their text");
}

TEST_CASE("passages after the second follow in the abstract; sentences keep their places") {
  const TemporaryFolder folder;
  const auto documents = read(folder, "full.xml", R"(<?xml version="1.0"?>
<collection><document><id>1</id>
<passage><offset>0</offset><text>Title</text></passage>
<passage><offset>6</offset><sentence><offset>6</offset><text>One.</text></sentence>
<sentence><offset>11</offset><text>Sarcopenia two.</text><annotation id="1">
<infon key="type">Disease</infon><infon key="identifier">D055948</infon>
<location offset="11" length="10"/><text>Sarcopenia</text></annotation></sentence></passage>
<passage><offset>40</offset><text>Late sarcopenia.</text><annotation id="2">
<infon key="type">Disease</infon><infon key="identifier">D055948</infon>
<location offset="45" length="10"/><text>sarcopenia</text></annotation></passage>
</document></collection>)");
  REQUIRE(documents.size() == 1);
  CHECK(documents[0].abstract_text == "One. Sarcopenia two.\nLate sarcopenia.");
  const std::string whole = documents[0].title + ' ' + documents[0].abstract_text;
  REQUIRE(documents[0].annotations.size() == 2);
  for (const PubtatorAnnotation& annotation : documents[0].annotations)
    CHECK(whole.substr(annotation.begin, annotation.end - annotation.begin) == annotation.text);
}
