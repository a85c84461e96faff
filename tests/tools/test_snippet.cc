// Passages cut down to the part that shows what was found.
#include "tests/catch.h"
#include "tools/output/terminal.h"

using osteon::tools::cut_snippet;
using osteon::tools::Ranges;
using osteon::tools::Snippet;

TEST_CASE("Short passages stay whole") {
  const Snippet snippet = cut_snippet("Bone and muscle.", {{0, 4}}, 20);
  CHECK(snippet.text == "Bone and muscle.");
  CHECK(snippet.highlights == Ranges{{0, 4}});
}

TEST_CASE("A snippet shows the densest highlights, whole words, and says what it leaves out") {
  const std::string text =
      "Alpha one two three four five six seven eight nine ten alpha beta eleven twelve end";
  struct Row {
    Ranges highlights;
    std::size_t budget;
    std::string out;
    std::vector<std::string> marked;
  };
  const Row rows[] = {
      {{{0, 5}, {55, 60}, {61, 65}}, 30, "… nine ten alpha beta eleven …", {"alpha", "beta"}},
      {{}, 20, "Alpha one two three …", {}},
      {{{0, 5}}, 20, "Alpha one two three …", {"Alpha"}},
      {{{80, 83}}, 20, "… eleven twelve end", {"end"}},
  };
  for (const Row& row : rows) {
    const Snippet snippet = cut_snippet(text, row.highlights, row.budget);
    INFO(snippet.text);
    CHECK(snippet.text == row.out);
    std::vector<std::string> marked;
    for (const auto& [begin, end] : snippet.highlights) {
      marked.push_back(snippet.text.substr(begin, end - begin));
    }
    CHECK(marked == row.marked);
  }
}

TEST_CASE("A snippet never cuts a character, however small the budget") {
  const std::string text = "ααααααααα βββββββββββ γγγγγγγγγγ δδδδδδδδδδ";
  for (std::size_t budget = 1; budget < 40; ++budget) {
    for (const Ranges& ranges : {Ranges{}, Ranges{{19, 23}}, Ranges{{0, 18}, {42, 62}}}) {
      const Snippet snippet = cut_snippet(text, ranges, budget);
      const std::string& shown = snippet.text;
      for (std::size_t i = 0; i < shown.size(); ++i) {
        const bool lead = (static_cast<unsigned char>(shown[i]) & 0xe0) == 0xc0;
        if (lead) REQUIRE((static_cast<unsigned char>(shown.at(i + 1)) & 0xc0) == 0x80);
      }
      for (const auto& [begin, end] : snippet.highlights) REQUIRE(end <= shown.size());
    }
  }
}
