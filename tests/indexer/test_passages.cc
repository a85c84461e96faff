// Passages: merging, splitting, and nothing lost.
#include <algorithm>
#include <string>

#include "indexer/passage_builder.h"
#include "tests/catch.h"
#include "tests/indexer/sample_papers.h"

using namespace osteon;
using osteon::testing::sample_paper;

namespace {

std::string without_blanks(std::string_view text) {
  std::string out;
  for (const char c : text)
    if (c != ' ' && c != '\n') out += c;
  return out;
}

Paper one_section(std::vector<std::string> paragraphs) {
  Paper paper;
  paper.sections.push_back({"Results", SectionKind::results, 0, std::move(paragraphs)});
  return paper;
}

std::vector<std::string> texts(const std::vector<NewPassage>& passages) {
  std::vector<std::string> out;
  for (const NewPassage& passage : passages) out.push_back(passage.text);
  return out;
}

}  // namespace

TEST_CASE("a text is cut after sentences and at line breaks, not after abbreviations") {
  struct Row {
    std::string text;
    std::vector<std::size_t> breaks;
  };
  const std::vector<Row> rows{
      {"", {}},
      {"One sentence only.", {}},
      {"First one. Second one.", {11}},
      {"As shown in Fig. 2 it fell. Then it rose.", {28}},
      {"Smith et al. Found nothing. Others did.", {28}},
      {"Dose was 2.5 mg. (See below.) Next.", {17, 30}},
      {"A row\nanother row", {6}},
      {"J. Smith wrote it! Did he? Yes.", {19, 27}},
      {"no capital. follows here", {}},
  };
  for (const Row& row : rows) {
    INFO(row.text);
    CHECK(sentence_breaks(row.text) == row.breaks);
  }
}

TEST_CASE("short paragraphs of a section share a passage, long ones are split near the target") {
  const PassageLengths lengths{40, 60, 100};
  struct Row {
    std::vector<std::string> paragraphs, passages;
  };
  const std::vector<Row> rows{
      {{}, {}},
      {{"", "  "}, {}},
      {{"Short one.", "Short two."}, {"Short one.\n\nShort two."}},
      {{"This paragraph has thirty bytes.", "And this one has about as many."},
       {"This paragraph has thirty bytes.", "And this one has about as many."}},
      {{"This paragraph has about forty bytes now.", "Tiny."},
       {"This paragraph has about forty bytes now.\n\nTiny."}},
      {{"The first sentence has some words. The second one has some words. The third one too."},
       {"The first sentence has some words.", "The second one has some words. The third one too."}},
  };
  for (const Row& row : rows)
    CHECK(texts(build_passages(one_section(row.paragraphs), lengths)) == row.passages);
}

TEST_CASE(
    "text without any sentence end is cut between words, and inside one only at a character") {
  const PassageLengths lengths{40, 60, 100};
  std::string words, letters;
  for (int i = 0; i < 60; ++i) words += "word ";
  for (int i = 0; i < 200; ++i) letters += "β";
  for (const std::string& text : {words, letters}) {
    const auto passages = build_passages(one_section({text}), lengths);
    std::string all;
    for (const NewPassage& passage : passages) {
      CHECK(passage.text.size() <= lengths.hard);
      CHECK((static_cast<unsigned char>(passage.text[0]) & 0xC0) != 0x80);
      all += without_blanks(passage.text);
    }
    CHECK(all == without_blanks(text));
  }
}

TEST_CASE("passages hold every paragraph's text once, in order, and never cross a section") {
  for (std::uint32_t number = 0; number < 60; ++number) {
    const Paper paper = sample_paper(number);
    const auto passages = build_passages(paper);
    std::vector<std::string> by_section(paper.sections.size()), got(paper.sections.size());
    for (std::size_t s = 0; s < paper.sections.size(); ++s)
      for (const std::string& paragraph : paper.sections[s].paragraphs)
        by_section[s] += without_blanks(paragraph);
    std::uint32_t last = 0;
    for (const NewPassage& passage : passages) {
      CHECK(passage.section >= last);
      last = passage.section;
      CHECK(passage.text.size() <= PassageLengths{}.hard);
      got.at(passage.section) += without_blanks(passage.text);
    }
    CHECK(got == by_section);
  }
}
