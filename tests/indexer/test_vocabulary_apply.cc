// Another vocabulary for an index: what it reaches is tagged again, and nothing else.
#include <algorithm>
#include <filesystem>
#include <map>
#include <set>

#include "analyzers/vocabulary.h"
#include "base/file_io.h"
#include "indexer/snapshot.h"
#include "indexer/vocabulary_apply.h"
#include "tests/catch.h"
#include "tests/indexer/index_content.h"
#include "tests/indexer/sample_papers.h"

using namespace osteon;
using namespace osteon::testing;

namespace {

constexpr std::string_view table =
    "MESH:D009133\tdisease\tMuscular Atrophy\tmuscle wasting\t\t\n"
    "MESH:D055948\tdisease\tSarcopenia\t\tMESH:D009133\t\n"
    "NCBIGene:3569\tgene\tIL6\tIL-6\t\t\n"
    "NCBIGene:5594\tgene\tERK1\t\t\t\n"
    "MESH:D001943\tdisease\tbreast cancer\t\t\t\n";

Paper paper(const std::string& id, const std::string& text) {
  Paper made;
  made.id = id;
  made.title = "Review " + id;
  Section section;
  section.paragraphs.push_back(text);
  made.sections.push_back(std::move(section));
  return made;
}

// Of each paper its mentions, whatever segment it is in: "id type name first-last rule accepted".
std::map<std::string, std::string> mentions(const std::string& index) {
  std::map<std::string, std::string> out;
  TokenStream stream;
  const auto snapshot = open_snapshot(index);
  for (const auto& [segment, dead] : snapshot->segments)
    for (PaperOrdinal p = 0; p < segment->paper_count(); ++p) {
      if (p < dead.size() && dead[p]) continue;
      std::string& text = out[std::string(segment->paper_id(p))];
      for (std::uint32_t i = 0; i < segment->passage_count(p); ++i) {
        segment->passage_stream(segment->first_passage(p) + i, stream);
        for (const StoredMention& mention : stream.mentions) {
          const SegmentConcept found = segment->concept_at(mention.concept_number);
          text += std::string(found.id) + ' ' + std::string(found.type) + ' ' +
                  std::string(found.name) + ' ' + std::to_string(mention.first_position) + '-' +
                  std::to_string(mention.last_position) + ' ' + std::to_string(mention.rule) +
                  (mention.accepted ? " +\n" : " -\n");
        }
      }
      for (const PaperConcept& held : segment->paper_concepts(p))
        out["concepts of " + std::string(segment->paper_id(p))] +=
            std::string(segment->concept_id(held.concept_number)) + ' ' +
            std::to_string(held.mentions) + '\n';
    }
  for (auto& [key, text] : out) {  // concepts are numbered by segment
    std::set<std::string> lines;
    std::string line;
    for (char c : text) {
      line += c;
      if (c == '\n') lines.insert(std::exchange(line, {}));
    }
    text.clear();
    for (const std::string& each : lines) text += each;
  }
  return out;
}

struct Bench {
  TemporaryDirectory directory;
  std::vector<Paper> papers;
  std::string vocabulary(const std::string& name, const std::string& text) {
    write_file_atomically(directory / (name + ".tsv"), text);
    build_vocabulary({directory / (name + ".tsv")}, directory / (name + ".osv"));
    return directory / (name + ".osv");
  }
  Bench() {
    papers = {paper("A1", "Sarcopenia and muscle wasting in old age."),
              paper("A2", "Inflammaging raises IL-6 in many people."),
              paper("A3", "ERK1/2 signalling was raised."),
              paper("A4", "Breast and ovarian cancer are frequent."),
              paper("A5", "Inflammaging (IFA) is new. IFA is not sarcopenia."),
              paper("A6", "Nothing of all that stands here."),
              paper("A7", "Bones heal slowly."),
              paper("A8", "The heart is a muscle."),
              paper("A9", "A gene of no name.")};
    for (int i = 0; i < 8; ++i)
      papers.push_back(
          paper("B" + std::to_string(i), "Walking helps, they say, and so does rest."));
    papers[6].entities.push_back({"disease", "Fragility", "", {"MESH:D000073496"}});
    index_papers(directory / "index", papers, vocabulary("old", std::string(table)));
  }
  // Applies `text` and compares with an index made with it from the start.
  VocabularyApplied apply(const std::string& text) {
    const std::string made = vocabulary("new", text);
    const auto before = mentions(directory / "index");
    const VocabularyApplied done = apply_vocabulary(directory / "index", made);
    index_papers(directory / "fresh", papers, made);
    const auto after = mentions(directory / "index");
    CHECK(after == mentions(directory / "fresh"));
    CHECK(check_index(directory / "index").empty());
    for (const auto& [id, text_of] : after)
      if (!id.starts_with("concepts of ")) {
        INFO(id);
        CHECK((before.at(id) != text_of) == (std::ranges::count(done.changed, id) == 1));
      }
    return done;
  }
};

using Ids = std::vector<std::string>;

}  // namespace

TEST_CASE("a new name tags the papers that hold it, definitions included") {
  Bench bench;
  const VocabularyApplied done =
      bench.apply(std::string(table) + "MESH:D007249\tdisease\tInflammaging\t\t\t\n");
  CHECK(done.reason.empty());
  CHECK(done.names == 1);
  CHECK(done.tagged == 2);
  CHECK(done.changed == Ids{"A2", "A5"});
  CHECK(done.revision == 2);
  const auto snapshot = open_snapshot(bench.directory / "index");
  CHECK(snapshot->live_papers == bench.papers.size());
  CHECK(snapshot->vocabulary_fingerprint == snapshot->vocabulary->fingerprint());
}

TEST_CASE("names that are made of the text's words are found too") {
  Bench bench;
  const VocabularyApplied done =
      bench.apply(std::string(table) + "NCBIGene:5595\tgene\tERK2\t\t\t\n" +
                  "MESH:D010051\tdisease\tovarian cancer\t\t\t\n");
  CHECK(done.reason.empty());
  CHECK(done.changed == Ids{"A3", "A4"});
}

TEST_CASE("a name that goes and a hierarchy that changes reach the papers that hold them") {
  Bench bench;
  std::string changed(table);
  changed.replace(changed.find("\tIL-6\t"), 6, "\t\t");
  changed.replace(changed.find("MESH:D009133\t\nNCBI"), 12, "");
  const VocabularyApplied done = bench.apply(changed);
  CHECK(done.reason.empty());
  // IL6 and IL-6 are one spelling, so that only the concept above sarcopenia is another.
  CHECK(done.tagged == 2);
  const auto segment = open_snapshot(bench.directory / "index")->segments.back().segment;
  CHECK(segment->find_concept("MESH:D055948"));
}

TEST_CASE("an entity that a paper lists is bound to what the vocabulary now has") {
  Bench bench;
  const VocabularyApplied done =
      bench.apply(std::string(table) + "MESH:D000073496\tdisease\tFrailty\t\t\t\n");
  CHECK(done.reason.empty());
  CHECK(done.tagged == 1);
}

TEST_CASE("an index whose vocabulary has another version's format takes a new one") {
  Bench bench;
  const std::string index = bench.directory / "index";
  const auto in_use = [&] {
    for (const auto& entry : std::filesystem::directory_iterator(index))
      if (entry.path().extension() == ".osv") return entry.path().string();
    return std::string();
  };
  constexpr std::size_t version_at = 8;
  std::string bytes = read_file(in_use());
  bytes[version_at] = 1;
  write_file_atomically(in_use(), bytes);
  CHECK_THROWS_WITH(open_snapshot(index),
                    ContainsSubstring("vocabulary format 1") && ContainsSubstring("vocab apply"));
  const VocabularyApplied done = apply_vocabulary(
      index, bench.vocabulary("new", std::string(table) + "LAB:99\tdisease\tNothing\n"));
  CHECK(done.reason == "the index had no vocabulary that this version reads");
  CHECK(open_snapshot(index)->vocabulary != nullptr);
}

TEST_CASE("the same vocabulary changes nothing; other types and no vocabulary reach all") {
  Bench bench;
  const std::string same = bench.directory / "old.osv";
  VocabularyApplied done = apply_vocabulary(bench.directory / "index", same);
  CHECK(done.tagged == 0);
  CHECK(done.revision == 1);
  done = bench.apply(std::string(table) + "# the same names in another file\n");
  CHECK(done.names == 0);
  CHECK(done.tagged == 0);

  done = bench.apply("!type\tlab\tLab things\nLAB:1\tlab\tWalking\t\t\t\n" + std::string(table));
  CHECK(done.tagged == bench.papers.size());
  CHECK_FALSE(done.reason.empty());

  index_papers(bench.directory / "bare", bench.papers);
  done = apply_vocabulary(bench.directory / "bare", same);
  CHECK(done.reason == "the index had no vocabulary that this version reads");
  CHECK(done.changed == Ids{"A1", "A2", "A3", "A5"});
  CHECK_THROWS(apply_vocabulary(bench.directory / "absent", same));
}
