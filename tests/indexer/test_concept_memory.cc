// What the indexer remembers of concepts is what the vocabulary says.
#include <algorithm>
#include <string>
#include <vector>

#include "base/file_io.h"
#include "indexer/concept_memory.h"
#include "tests/catch.h"
#include "tests/indexer/sample_papers.h"

using namespace osteon;

namespace {

Vocabulary vocabulary(const testing::TemporaryDirectory& directory, const std::string& name,
                      const std::string& table) {
  write_file_atomically(directory / (name + ".tsv"), table);
  build_vocabulary({directory / (name + ".tsv")}, directory / (name + ".osv"));
  return Vocabulary::open(directory / (name + ".osv"));
}

std::vector<std::string> ancestors(ConceptMemory& memory, std::uint32_t number) {
  std::vector<std::string> ids;
  for (const std::uint32_t ancestor : memory.described(number).ancestors)
    ids.emplace_back(memory[ancestor].id);
  return ids;
}

}  // namespace

TEST_CASE("a remembered concept is told as the vocabulary tells it") {
  const testing::TemporaryDirectory directory;
  const Vocabulary lab = vocabulary(directory, "lab",
                                    "LAB:1\tdisease\tWasting\t\t\tlab:One\n"
                                    "LAB:2\tdisease\tMuscle wasting\t\tLAB:1\t\n"
                                    "LAB:3\tdisease\tSarcopenia\t\tLAB:2\tLAB:4\n");
  ConceptMemory& memory = ConceptMemory::of(lab);
  const ConceptIndex index = lab.find_id("LAB:3");
  const std::uint32_t number = memory.number(index);
  CHECK(memory.number(index) == number);
  CHECK(&ConceptMemory::of(lab) == &memory);
  CHECK(memory[number].id == "LAB:3");
  CHECK(memory[number].folded_id == "LAB:3");
  CHECK(memory[number].type == "disease");
  CHECK(memory[number].name == "Sarcopenia");
  for (int asked = 0; asked < 2; ++asked) {
    CHECK(std::ranges::equal(memory.described(number).ids, lab.ids(index)));
    CHECK(ancestors(memory, number) == std::vector<std::string>{"LAB:2", "LAB:1"});
  }
  CHECK(memory.size() == 3);
}

TEST_CASE("what is remembered of one vocabulary is not told of another") {
  const testing::TemporaryDirectory directory;
  const Vocabulary first = vocabulary(directory, "first", "LAB:1\tdisease\tWasting\t\t\t\n");
  const Vocabulary second = vocabulary(directory, "second", "LAB:2\tprocess\tAgeing\t\t\t\n");
  for (int round = 0; round < 2; ++round) {
    ConceptMemory& memory = ConceptMemory::of(first);
    CHECK(memory[memory.number(0)].name == "Wasting");
    ConceptMemory& other = ConceptMemory::of(second);
    CHECK(other[other.number(0)].name == "Ageing");
    CHECK(other[0].type == "process");
  }
}
