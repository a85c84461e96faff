// Each citation format as its whole text, over papers that are easy and papers that are not.
#include "searcher/fronts/citations.h"
#include "tests/catch.h"
#include "tests/searcher/sample_values.h"

using namespace osteon;

namespace {

std::vector<PaperHit> hits() {
  PaperHit plain;
  plain.paper = {"PMC12",
                 "PMC12",
                 "345",
                 "10.1/a_b",
                 "Muscle & bone: 5% of {all}",
                 "Bone",
                 "review",
                 2024,
                 {"retracted"},
                 {"Ana-María Łuk Ferreira", "Jan van der Berg", "Plato"}};
  PassageHit passage;
  passage.id = "PMC12:1";
  passage.section = "Results";
  passage.text = "So \"it\" is,\nalas.";
  plain.passages = {passage};
  PaperHit bare;
  bare.paper.id = "made/up é";
  bare.paper.title = "=1+1";
  return {plain, bare};
}

}  // namespace

TEST_CASE("citations are written in each format") {
  struct Row {
    std::string name, text;
  };
  for (const Row& row : std::vector<Row>{
           {"ris",
            "TY  - JOUR\r\nTI  - Muscle & bone: 5% of {all}\r\nAU  - Ferreira, Ana-María Łuk\r\n"
            "AU  - van der Berg, Jan\r\nAU  - Plato\r\nJO  - Bone\r\nPY  - 2024\r\nDO  - "
            "10.1/a_b\r\n"
            "AN  - 345\r\nC2  - PMC12\r\nM3  - review\r\nKW  - retracted\r\n"
            "UR  - https://pmc.ncbi.nlm.nih.gov/articles/PMC12/\r\nID  - PMC12\r\nER  - \r\n\r\n"
            "TY  - JOUR\r\nTI  - =1+1\r\nID  - made/up é\r\nER  - \r\n\r\n"},
           {"bibtex",
            "@article{PMC12,\n  title = {{Muscle \\& bone: 5\\% of \\{all\\}}},\n"
            "  author = {Ferreira, Ana-María Łuk and van der Berg, Jan and Plato},\n"
            "  journal = {Bone},\n  year = {2024},\n  doi = {10.1/a_b},\n  pmid = {345},\n"
            "  pmcid = {PMC12}\n}\n\n@article{made-up---,\n  title = {{=1+1}}\n}\n\n"},
           {"nbib",
            "PMID- 345\nDP  - 2024\nTI  - Muscle & bone: 5% of {all}\n"
            "FAU - Ferreira, Ana-María Łuk\nAU  - Ferreira AMŁ\nFAU - van der Berg, Jan\n"
            "AU  - van der Berg J\nFAU - Plato\nAU  - Plato\nPT  - Journal Article\nPT  - Review\n"
            "JT  - Bone\nPMC - PMC12\nAID - 10.1/a_b [doi]\n\n"
            "TI  - =1+1\nPT  - Journal Article\n\n"},
           {"csl-json",
            "[\n {\n  \"id\": \"PMC12\",\n  \"type\": \"article-journal\",\n"
            "  \"title\": \"Muscle & bone: 5% of {all}\",\n  \"author\": [\n   {\n"
            "    \"family\": \"Ferreira\",\n    \"given\": \"Ana-María Łuk\"\n   },\n   {\n"
            "    \"family\": \"van der Berg\",\n    \"given\": \"Jan\"\n   },\n   {\n"
            "    \"family\": \"Plato\"\n   }\n  ],\n  \"issued\": {\n   \"date-parts\": [\n    [\n"
            "     2024\n    ]\n   ]\n  },\n  \"container-title\": \"Bone\",\n"
            "  \"DOI\": \"10.1/a_b\",\n  \"PMID\": \"345\",\n  \"PMCID\": \"PMC12\"\n },\n {\n"
            "  \"id\": \"made/up é\",\n  \"type\": \"article-journal\",\n"
            "  \"title\": \"=1+1\"\n }\n]\n"},
           {"csv",
            "id,pmcid,pmid,doi,title,authors,year,journal,type,flags,section,passage\r\n"
            "PMC12,PMC12,345,10.1/a_b,Muscle & bone: 5% of {all},"
            "Ana-María Łuk Ferreira; Jan van der Berg; Plato,2024,Bone,review,retracted,Results,"
            "\"So \"\"it\"\" is, alas.\"\r\nmade/up é,,,,'=1+1,,,,,,,\r\n"},
           {"jsonl",
            R"({"paper":{"id":"PMC12","pmcid":"PMC12","pmid":"345","doi":"10.1/a_b",)"
            R"("title":"Muscle & bone: 5% of {all}","authors":["Ana-María Łuk Ferreira",)"
            R"("Jan van der Berg","Plato"],"year":2024,"journal":"Bone","type":"review",)"
            R"("flags":["retracted"]},"score":0.0,"passages":[{"id":"PMC12:1",)"
            R"("section":"Results","text":"So \"it\" is,\nalas.","highlights":[],"score":0.0}]})"
            "\n"
            R"({"paper":{"id":"made/up é","pmcid":"","pmid":"","doi":"","title":"=1+1",)"
            R"("authors":[],"year":0,"journal":"","type":"","flags":[]},"score":0.0,)"
            R"("passages":[]})"
            "\n"}}) {
    INFO(row.name);
    const auto format = citation_format(row.name);
    REQUIRE(format);
    CHECK(to_citations(hits(), *format) == row.text);
    CHECK(citation_formats()[static_cast<std::size_t>(*format)].name == row.name);
  }
  CHECK_FALSE(citation_format("word"));
}

TEST_CASE("no hits are an empty file of the format") {
  CHECK(to_citations({}, CitationFormat::ris) == "");
  CHECK(to_citations({}, CitationFormat::csl_json) == "[]\n");
}

TEST_CASE("papers that come to one BibTeX key are numbered") {
  std::vector<PaperHit> same(3);
  same[0].paper.id = "a/b";
  same[1].paper.id = "a-b";
  same[2].paper.id = "a b";
  CHECK(to_citations(same, CitationFormat::bibtex) ==
        "@article{a-b\n}\n\n@article{a-b-2\n}\n\n@article{a-b-3\n}\n\n");
}

TEST_CASE("a table of pairs is a spreadsheet with numbers as numbers") {
  PairTable table = osteon::test::full_pair_table();
  table.pairs.front().with.strength = -2;
  table.pairs.front().left.name = "=1+1";
  CHECK(to_csv(table) ==
        "left_id,left,left_type,right_id,right,right_type,papers,sentences,lift,strength,paper,"
        "passage,sentence\r\n"
        "NCBIGene:3569,'=1+1,gene,MESH:D055948,Sarcopenia,disease,2,3,1.500,-2.000,PMC1,PMC1:4,"
        "IL-6 in sarcopenia.\r\n");
}
