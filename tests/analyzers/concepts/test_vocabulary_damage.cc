// A damaged compiled vocabulary is refused, whatever byte is wrong.
#include <cstring>

#include "analyzers/tagger.h"
#include "analyzers/vocabulary.h"
#include "base/error.h"
#include "base/file_io.h"
#include "tests/analyzers/concepts/resealed.h"
#include "tests/analyzers/concepts/temporary.h"
#include "tests/catch.h"

using osteon::Vocabulary;

namespace {

constexpr std::string_view table =
    "MESH:D009133\tdisease\tMuscular Atrophy\tmuscle wasting\t\t\n"
    "MESH:D055948\tdisease\tSarcopenia\tage-related muscle loss\tMESH:D009133\tLAB:17\n";

// The code with which opening fails; "opened" if it does not.
std::string outcome(const std::string& path) {
  try {
    Vocabulary::open(path);
  } catch (const osteon::Error& error) {
    return std::string(to_string(error.code()));
  }
  return "opened";
}

}  // namespace

TEST_CASE("any flipped byte of a small vocabulary is found when it is opened") {
  const TemporaryFolder folder;
  osteon::build_vocabulary({folder.write("lab.tsv", table)}, folder.path("good.osv"));
  const std::string good = osteon::read_file(folder.path("good.osv"));
  REQUIRE(outcome(folder.path("good.osv")) == "opened");
  for (std::size_t at = 0; at < good.size(); at += at < 1000 ? 1 : 7) {
    std::string bad = good;
    bad[at] = static_cast<char>(bad[at] ^ 0x41);
    INFO("byte " << at);
    CHECK(outcome(folder.write("bad.osv", bad)) != "opened");
  }
}

TEST_CASE("a cut or foreign file is refused") {
  const TemporaryFolder folder;
  osteon::build_vocabulary({folder.write("lab.tsv", table)}, folder.path("good.osv"));
  const std::string good = osteon::read_file(folder.path("good.osv"));
  CHECK(outcome(folder.write("cut.osv", good.substr(0, good.size() - 1))) == "corrupt");
  CHECK(outcome(folder.write("cut.osv", good.substr(0, 40))) == "corrupt");
  CHECK(outcome(folder.write("cut.osv", "")) != "opened");
  CHECK(outcome(folder.write("text.osv", std::string(1000, 'x'))) == "corrupt");
  CHECK(outcome(folder.path("absent.osv")) == "not_found");
  for (const char other : {char{4}, char{99}}) {
    std::string changed = good;
    changed[8] = other;
    CHECK(outcome(folder.write("other.osv", changed)) == "incompatible_version");
  }
}

TEST_CASE("damage behind checksums that hold is refused or does no harm") {
  const TemporaryFolder folder;
  osteon::build_vocabulary({folder.write("lab.tsv", table)}, folder.path("good.osv"));
  const std::string good = osteon::read_file(folder.path("good.osv"));
  REQUIRE(osteon::testing::resealed(good) == good);
  std::uint32_t random = 20240229;
  const auto next = [&] { return random = random * 1664525 + 1013904223; };
  std::size_t refused = 0, answered = 0;
  for (int round = 0; round < 600; ++round) {
    std::string bad = good;
    for (int hits = 1 + round % 4; hits > 0; --hits)
      bad[(next() >> 8) % bad.size()] = static_cast<char>(next() >> 16);
    const std::string path = folder.write("bad.osv", osteon::testing::resealed(bad));
    try {
      const Vocabulary vocabulary = Vocabulary::open(path);
      tagged(vocabulary, "Age-related muscle loss (SP) and muscle wasting in SP.");
      const osteon::ConceptIndex index = vocabulary.find_id("LAB:17");
      if (index != osteon::no_concept) vocabulary.at(index), vocabulary.ancestors(index);
      ++answered;
    } catch (const osteon::Error& error) {
      CHECK(std::string(error.what()).find("bad.osv") != std::string::npos);
      ++refused;
    }
  }
  CHECK(refused > 0);
  CHECK(answered > 0);
}
