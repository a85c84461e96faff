// What the tagger remembers changes nothing but its speed.
#include <algorithm>
#include <string>
#include <thread>
#include <vector>

#include "analyzers/analyzer.h"
#include "analyzers/tagger.h"
#include "tests/analyzers/concepts/temporary.h"
#include "tests/catch.h"

using Lines = std::vector<std::string>;

namespace {

constexpr std::string_view table =
    "MESH:D009369\tdisease\tNeoplasms\tcancer|tumor\t\t\n"
    "MESH:D003924\tdisease\tdiabetes mellitus, type 2\t\t\t\n"
    "MESH:D003920\tdisease\tdiabetes mellitus\t\t\t\n"
    "NCBIGene:3569\tgene\tIL6\tinterleukin 6|IL-6\t\t\n"
    "NCBIGene:847\tgene\tCAT\tcatalase\t\t\n"
    "NCBIGene:7454\tgene\tWAS\t\t\t\n"
    "NCBIGene:55364\tgene\tIMPACT\t\t\t\n"
    "NCBIGene:4780\tgene\tNFE2L2\tNrf2\t\t\n"
    "MESH:D001120\tchemical\tArginine\t\t\t\n";

// Names in all that weighing looks at: capitals, plurals, words before and after, signs around.
const std::vector<std::string> texts = {
    "CAT was seen",
    "a cat was seen",
    "Cat IMPACT",
    "CATs and catalases",
    "catalase (CAT)",
    "Nrf2 rose",
    "a Nrf2-like protein rose",
    "nrf2 rose",
    "arginine",
    "N-arginine-2-carboxylate",
    "Arginine(methyl)",
    "IL6, IL 6 and IL-6",
    "type 2 diabetes mellitus",
    "diabetes mellitus, type 2",
    "diabetes mellitus. Type 2",
    "WAS it an impact?",
    "was WAS IMPACT",
    "tumours, tumor and TUMOR",
};

}  // namespace

TEST_CASE("a name remembered from another text is weighed as a new one") {
  const osteon::Vocabulary vocabulary = built_from(table);
  std::vector<Lines> fresh;
  for (const std::string& text : texts)  // a thread remembers nothing of others
    std::thread([&] { fresh.push_back(tagged(vocabulary, text)); }).join();
  for (int round = 0; round < 2; ++round)
    for (std::size_t i = 0; i < texts.size(); ++i) {
      INFO(texts[i]);
      CHECK(tagged(vocabulary, texts[i]) == fresh[i]);
    }
}

TEST_CASE("what was remembered of one vocabulary is not said of another") {
  const osteon::Vocabulary first = built_from("LAB:1\tdisease\tvasting\t\t\t\n");
  const osteon::Vocabulary second = built_from("LAB:2\tdisease\tvasting\t\t\t\n");
  for (int round = 0; round < 2; ++round) {
    CHECK(accepted(first, "vasting") == Lines{"[vasting] LAB:1"});
    CHECK(accepted(second, "vasting") == Lines{"[vasting] LAB:2"});
  }
}

TEST_CASE("an index is told the same mentions as everyone, but for the rejected ones") {
  const osteon::Vocabulary vocabulary = built_from(table);
  const osteon::Tagger tagger(vocabulary);
  const osteon::Analyzer analyzer;
  std::vector<osteon::TokenList> tokens(texts.size());
  std::vector<osteon::TaggerText> document;
  for (std::size_t i = 0; i < texts.size(); ++i) {
    analyzer.analyze(texts[i], tokens[i]);
    document.push_back({texts[i], &tokens[i]});
  }
  const osteon::KnownEntity known[] = {{"disease", "tumor", {"MESH:D009369", "LAB:3"}},
                                       {"chemical", "carboxylate", {"LAB:4"}}};
  const auto lines = [&](osteon::TagDetail detail) {
    const osteon::DocumentTags tags = tagger.tag(document, known, detail);
    Lines result;
    for (const auto& of_text : tags.mentions)
      for (const osteon::Mention& mention : of_text) {
        if (mention.rejected) continue;
        const osteon::DocumentConcept& found = tags.concepts[mention.concept_number];
        std::string line = std::to_string(mention.begin) + "-" + std::to_string(mention.end) + " " +
                           std::string(to_string(mention.rule)) +
                           (mention.accepted ? " + " : " - ") + std::to_string(found.index) +
                           (found.accepted ? " +" : " -");
        if (found.index == osteon::no_concept) line += " " + found.id + " " + found.type;
        for (const std::string& id : found.ids)
          if (id.starts_with("LAB:")) line += " " + id;
        result.push_back(line);
      }
    return result;
  };
  const Lines full = lines(osteon::TagDetail::full);
  CHECK(full.size() > texts.size());
  CHECK(lines(osteon::TagDetail::numbers) == full);
}
