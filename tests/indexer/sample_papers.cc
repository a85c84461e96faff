// Random but repeatable papers over a small stock of words and names.
#include "tests/indexer/sample_papers.h"

#include <array>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <random>
#include <stdexcept>

#include "analyzers/vocabulary.h"

namespace osteon::testing {
namespace {

constexpr std::array words{
    "bone",         "muscle",  "loss",     "of",        "the",     "and",         "sarcopenia",
    "osteoporosis", "frailty", "older",    "adults",    "IL-6",    "resveratrol", "strength",
    "grip",         "25-OH-D", "exercise", "training",  "protein", "intake",      "fracture",
    "risk",         "in",      "hip",      "density",   "mineral", "vitamin",     "D",
    "mice",         "treated", "with",     "4mg",       "daily",   "cells",       "signal",
    "pathway",      "Wnt",     "naïve",    "β-catenin", "ageing"};

// Not std::uniform_int_distribution: that differs between standard libraries.
std::uint32_t draw(std::mt19937& random, std::uint32_t below) {
  return static_cast<std::uint32_t>(random() % below);
}

std::string sentence(std::mt19937& random, std::uint32_t length) {
  std::string out;
  for (std::uint32_t i = 0; i < length; ++i) {
    if (i > 0) out += ' ';
    // Squared, so that some words are common and others rare.
    const std::uint32_t at = draw(random, words.size()) * draw(random, words.size()) / words.size();
    out += words[at];
  }
  out[0] = static_cast<char>(out[0] >= 'a' && out[0] <= 'z' ? out[0] - 'a' + 'A' : out[0]);
  return out + ".";
}

}  // namespace

TemporaryDirectory::TemporaryDirectory() {
  std::string name = (std::filesystem::temp_directory_path() / "osteon-test-XXXXXX").string();
  if (!mkdtemp(name.data())) throw std::runtime_error("cannot make a temporary directory");
  path_ = name;
}

TemporaryDirectory::~TemporaryDirectory() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

Paper sample_paper(std::uint32_t number, std::uint32_t seed) {
  std::mt19937 random(seed * 1'000'003 + number);
  Paper paper;
  paper.ids.pmcid = "PMC" + std::to_string(1000 + number);
  if (number % 2 == 0) paper.ids.pmid = std::to_string(30'000'000 + number);
  if (number % 3 == 0) paper.ids.doi = "10.1000/sample." + std::to_string(number);
  paper.title = sentence(random, 4 + draw(random, 8));
  paper.title.pop_back();
  for (std::uint32_t i = draw(random, 4); i > 0; --i)
    paper.authors.push_back(i % 2 == 1 ? "Ana María Núñez-Smith" : "Li Wei");
  constexpr std::array journals{"Bone", "Journal of Cachexia, Sarcopenia and Muscle", "Ageing Cell",
                                ""};
  paper.journal = journals[draw(random, journals.size())];
  paper.date.year = static_cast<std::uint16_t>(number % 7 == 0 ? 0 : 1990 + draw(random, 36));
  paper.type = number % 4 == 0 ? "research" : "review";
  paper.licence = "CC BY 4.0";
  if (number % 11 == 0) paper.flags = {"retracted", "corrected"};
  paper.keywords = {"bone", "muscle"};
  paper.source = "folder/" + std::to_string(number) + ".xml";
  paper.format = "jats";
  if (number % 5 == 0)
    paper.entities.push_back({"chemical",
                              "resveratrol",
                              "",
                              {"MESH:D000077185", "PubChem:5056"},
                              EntityProvenance::linked});
  constexpr std::array kinds{SectionKind::abstract, SectionKind::introduction, SectionKind::methods,
                             SectionKind::results, SectionKind::figure};
  for (std::uint32_t s = number % 13 == 12 ? 0 : 1 + draw(random, 5); s > 0; --s) {
    Section section;
    section.kind = kinds[draw(random, kinds.size())];
    section.heading = std::string("About ") + words[draw(random, words.size())];
    section.depth = static_cast<int>(draw(random, 3));
    for (std::uint32_t p = 1 + draw(random, 4); p > 0; --p) {
      std::string text;
      for (std::uint32_t n = 1 + draw(random, 20); n > 0; --n) {
        if (!text.empty()) text += ' ';
        text += sentence(random, 3 + draw(random, 20));
      }
      section.paragraphs.push_back(text);
    }
    paper.sections.push_back(section);
  }
  assign_paper_id(paper);
  return paper;
}

std::vector<Paper> sample_papers(std::uint32_t count, std::uint32_t seed) {
  std::vector<Paper> out;
  for (std::uint32_t i = 0; i < count; ++i) out.push_back(sample_paper(i, seed));
  return out;
}

std::string sample_vocabulary(const TemporaryDirectory& directory) {
  const std::string source = directory / "sample.tsv", compiled = directory / "sample.osv";
  std::ofstream(source)
      << "#id\ttype\tname\tsynonyms\tparents\tother_ids\n"
         "MESH:D001847\tdisease\tbone diseases\t\t\t\n"
         "MESH:D010024\tdisease\tosteoporosis\tbone loss\tMESH:D001847\tMONDO:0005298\n"
         "MESH:D055948\tdisease\tsarcopenia\tmuscle loss\t\t\n"
         "MESH:D000077185\tchemical\tresveratrol\t\t\t\n"
         "NCBIGene:3569\tgene\tIL6\tIL-6|interleukin 6\t\t\n";
  build_vocabulary({source}, compiled);
  return compiled;
}

}  // namespace osteon::testing
