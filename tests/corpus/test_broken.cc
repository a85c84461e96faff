// Broken input: each file is reported once, with the place, and nothing crashes.
#include "tests/catch.h"
#include "tests/corpus/paper_text.h"

using namespace osteon;
using namespace osteon::test;

namespace {

std::string repeat(std::string_view text, std::size_t times) {
  std::string out;
  out.reserve(text.size() * times);
  for (std::size_t i = 0; i < times; ++i) out += text;
  return out;
}

struct Row {
  std::string name;
  std::string bytes;
  std::size_t papers;
  std::string problems;
};

}  // namespace

TEST_CASE("broken documents are each reported once") {
  const std::vector<Row> rows = {
      {"empty.xml", "", 0, "empty.xml |  | empty file\n"},
      {"blank.txt", " \n\n ", 0, "blank.txt |  | no text in the document\n"},
      {"cut.xml", "<article>\n<front/>\n<body><p>half", 0,
       "cut.xml | line 3 | Premature end of data in tag p line 3; the article is cut off and was "
       "left out\n"},
      {"cut-in-tag.xml", "<article><body><p>half</p><se", 0,
       "cut-in-tag.xml | line 1 | Couldn't find end of Start Tag se line 1; the article is cut off "
       "and was left out\n"},
      {"second-cut.xml",
       "<pmc-articleset><article><body><p>1</p></body></article>\n<article><body>", 1,
       "second-cut.xml | line 2 | Premature end of data in tag body line 2; the article is cut off "
       "and was left out\n"},
      {"bare-amp.xml", "<article><body><p>salt & water</p></body></article>", 1,
       "bare-amp.xml | line 1 | xmlParseEntityRef: no name\n"},
      {"unknown-entity.xml",
       "<!DOCTYPE article SYSTEM 'x.dtd'><article><body><p>a&nosuch;b&nosuch;</p></body></article>",
       1, "unknown-entity.xml | line 1 | entity 'nosuch' is not known and was left out\n"},
      {"laughs.xml",
       "<!DOCTYPE article [<!ENTITY a 'ha'><!ENTITY b "
       "'&a;&a;&a;&a;'>]><article><body><p>x&b;y</p></body></article>",
       1, "laughs.xml | line 1 | entity 'b' is not known and was left out\n"},
      {"outside.xml",
       "<!DOCTYPE article [<!ENTITY e SYSTEM "
       "'file:///etc/passwd'>]><article><body><p>x&e;</p></body></article>",
       1, "outside.xml | line 1 | entity 'e' is not known and was left out\n"},
      {"latin1-as-utf8.xml", "<article><body><p>caf\xE9 au lait</p></body></article>", 1,
       "latin1-as-utf8.xml | byte 21 | not valid UTF-8; 1 place was replaced\n"},
      {"bad.md", "# T\n\ncaf\xE9 \xFF\n", 1,
       "bad.md | byte 8 | not valid UTF-8; 2 places were replaced\n"},
      {"deep.xml",
       "<article><body>" + repeat("<sec>", 300) + repeat("</sec>", 300) + "</body></article>", 0,
       "deep.xml | line 1 | Excessive depth in document: 256; the article is cut off and was left "
       "out\n"},
      {"number.jsonl",
       "{\"title\": \"T\", \"text\": \"x\"}\n{\"title\": \"U\", \"text\": 4e9999}\n", 1,
       "number.jsonl | line 2 | not valid JSON: a number is too large\n"},
      {"no-article.xml", "<OAI-PMH><error>gone</error></OAI-PMH>", 0,
       "no-article.xml |  | no <article> in the document\n"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.name);
    const ReadResult result = read(row.name, row.bytes);
    CHECK(problems_of(result) == row.problems);
    CHECK(result.papers.size() == row.papers);
    CHECK(result.skipped.empty());
  }
}

TEST_CASE("encodings that a file declares are converted") {
  const ReadResult latin = read(
      "a.xml",
      "<?xml version='1.0' encoding='ISO-8859-1'?><article><body><p>caf\xE9</p></body></article>");
  REQUIRE(problems_of(latin) == "");
  REQUIRE(latin.papers.size() == 1);
  CHECK(sections_of(latin.papers[0]) == "other 0\n  café\n");
  const std::string utf16("\xFF\xFE#\0 \0T\0\n\0\n\0\xB2\x03", 14);
  const ReadResult wide = read("a.md", utf16);
  REQUIRE(wide.papers.size() == 1);
  CHECK(wide.papers[0].title == "T");
  CHECK(sections_of(wide.papers[0]) == "other 0\n  β\n");
}

TEST_CASE("files that are no papers by nature are told apart from broken ones") {
  CHECK(read("a.pdf", "%PDF-1.7 ...").skipped == "a PDF file");
  CHECK(read("a.png", "\x89PNG\r\n").skipped == "a PNG image");
  CHECK(read("a.bin", std::string("a\0b", 3)).skipped == "not a text file");
}

TEST_CASE("absurd sizes are refused with the place") {
  ReadOptions options;
  options.max_line_bytes = 1u << 20;
  const std::string huge(3u << 20, 'x');
  const ReadResult text = read_document({"a.txt", "Title\n\n" + huge}, options);
  CHECK(problems_of(text) == "a.txt | line 3 | a line longer than 1 MB, taken for damage\n");
  CHECK(text.papers.empty());
  const ReadResult xml =
      read_document({"a.xml", "<article><body><p>" + huge + "</p></body></article>"}, options);
  CHECK(problems_of(xml) == "a.xml | a.xml | a paragraph longer than 1 MB, taken for damage\n");
  CHECK(xml.papers.empty());
  options.max_document_bytes = 2u << 20;
  const ReadResult whole = read_document({"a.txt", huge}, options);
  CHECK(problems_of(whole) == "a.txt |  | larger than 2 MB\n");
}

TEST_CASE("what the parser calls its own error is told as the file's") {
  const ReadResult result = read("a.xml", "<!DOCTYPE articl[ PUBLIC 'x' 'y'>\n<article>", "jats");
  CHECK(problems_of(result) ==
        "a.xml | line 1 | xmlParseInternalSubset: error detected in Markup declaration\n");
}

TEST_CASE("a formula's damage stays within it") {
  // A backslash before a character of several bytes.
  CHECK(sections_of(read("a.md", "# T\n\nLong $a\\\u03b2c$ end.\n").papers.at(0)) ==
        "other 0\n  Long a c end.\n");
}

TEST_CASE("a format can be demanded") {
  CHECK(read("a.bin", "# T\n\nx", "text").papers.at(0).format == "text");
  CHECK(read("a.txt", "# T\n\nx", "markdown").papers.at(0).title == "T");
  CHECK_THROWS_AS(read("a.txt", "x", "nonsense"), Error);
}

TEST_CASE("markup in places where no schema allows it does no harm") {
  struct Row2 {
    const char* name;
    const char* bytes;
    const char* sections;
  };
  const Row2 row = GENERATE(values<Row2>({
      // A paragraph ends while raised text is open: its mark must not reach into the next one.
      {"a.xml", "<article><body><p>10<sup>x</p><p>long text 5<p>6</p></sup>7</p></body></article>",
       nullptr},
      {"b.xml", "<art><bdy><p>aβ1<sup>x<p>y</p>6</sup></p></bdy></art>", nullptr},
      {"c.html", "<html><body><p>aβ1<sup>x<p>y</p>6</sup></body></html>", nullptr},
      {"d.xml",
       "<collection><document><passage><document><offset>1</offset><text>x</text></document></"
       "passage></document></collection>",
       ""},
      {"e.nbib", "PMID- 1\nTI  - T\nAB  - \n", ""},
  }));
  CAPTURE(row.bytes);
  const ReadResult result = read(row.name, row.bytes);
  for (const Problem& problem : result.problems)
    CHECK(!problem.reason.starts_with("internal error"));
  for (const Paper& paper : result.papers) {
    if (row.sections != nullptr) CHECK(sections_of(paper) == row.sections);
    for (const Section& section : paper.sections) {
      for (const std::string& paragraph : section.paragraphs) CHECK(!paragraph.empty());
    }
  }
}
