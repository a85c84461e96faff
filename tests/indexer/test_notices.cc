// A retraction list over papers that are there and papers that come later.
#include <algorithm>
#include <filesystem>
#include <fstream>

#include "base/error.h"
#include "indexer/index_writer.h"
#include "indexer/snapshot.h"
#include "tests/catch.h"
#include "tests/indexer/sample_papers.h"

using namespace osteon;
using namespace osteon::testing;

namespace {

// "id [flag] relation=id(note)" for each live paper, by id.
std::vector<std::string> told(const std::string& index) {
  std::vector<std::string> out;
  const auto snapshot = open_snapshot(index);
  for (const auto& [segment, dead] : snapshot->segments) {
    for (PaperOrdinal ordinal = 0; ordinal < segment->paper_count(); ++ordinal) {
      if (!dead.empty() && dead[ordinal]) continue;
      const Paper paper = segment->paper(ordinal).paper;
      std::string text = paper.id;
      for (const std::string& flag : paper.flags) text += " [" + flag + "]";
      for (const PaperLink& link : paper.links) {
        text += " " + link.relation + "=" + link.id + "(" + link.note + ")";
      }
      out.push_back(text);
    }
  }
  std::sort(out.begin(), out.end());
  return out;
}

using Lines = std::vector<std::string>;

struct Listed {
  TemporaryDirectory directory;
  IndexOptions options;
  Listed() { options.directory = index(); }
  std::string index() const { return directory / "index"; }
  void write(const std::string& name, const std::string& text) {
    std::ofstream(directory / name) << text;
  }
  void list(const std::string& rows) {
    write("list.csv",
          "RetractionNature,OriginalPaperDOI,OriginalPaperPubMedID,RetractionDOI,Reason\n" + rows);
    options.retractions = directory / "list.csv";
  }
  IndexReport run(const std::vector<std::string>& names = {}) {
    std::vector<std::string> paths;
    for (const std::string& name : names) paths.push_back(directory / name);
    const IndexReport report = index_paths(options, paths);
    options.retractions.clear();
    return report;
  }
};

}  // namespace

TEST_CASE("a retraction list flags papers that are there, papers that come, and joined ones") {
  Listed own;
  own.write("a.jsonl", R"({"pmid":"1","title":"A","abstract":"First."})"
                       "\n"
                       R"({"doi":"10.1000/b","title":"B","abstract":"Second."})"
                       "\n"
                       R"({"doi":"10.1000/c","title":"C","abstract":"Third."})");
  own.run({"a.jsonl"});
  own.list(
      "Retraction,,1,10.1000/n,+Error in Data;\n"
      "Expression of concern,10.1000/B,,,\n"
      "Correction,10.1000/later,,,\n");
  const IndexReport first = own.run();
  CHECK(first.listed == 3);
  CHECK(first.listed_here == 2);
  CHECK(first.papers == 3);
  const Lines flagged = {"1 [retracted] retraction=10.1000/n(Error in Data)",
                         "10.1000/b [concern] concern=()", "10.1000/c"};
  CHECK(told(own.index()) == flagged);
  CHECK(check_index(own.index()).empty());

  own.list(
      "Retraction,,1,10.1000/n,+Error in Data;\n"
      "Expression of concern,10.1000/B,,,\n"
      "Correction,10.1000/later,,,\n");
  CHECK(own.run().revision == first.revision);  // nothing new

  own.write("b.jsonl", R"({"doi":"10.1000/later","title":"D","abstract":"Fourth."})"
                       "\n"
                       R"({"pmid":"1","doi":"10.1000/c","title":"C","abstract":"Both."})");
  CHECK(own.run({"b.jsonl"}).papers == 3);
  CHECK(told(own.index()) == Lines{"1 [retracted] retraction=10.1000/n(Error in Data)",
                                   "10.1000/b [concern] concern=()",
                                   "10.1000/later [corrected] correction=()"});

  // The newest list counts: what it no longer has is taken back, what it says otherwise is changed.
  own.list("Retraction,10.1000/b,,,Wrong\nCorrection,10.1000/later,,,\n");
  own.run();
  CHECK(told(own.index()) == Lines{"1", "10.1000/b [retracted] retraction=(Wrong)",
                                   "10.1000/later [corrected] correction=()"});
  // Read again, a file does not take the list's flags away.
  own.write("b.jsonl", R"({"doi":"10.1000/later","title":"D","abstract":"Changed."})");
  own.run({"b.jsonl"});
  CHECK(told(own.index()).back() == "10.1000/later [corrected] correction=()");
  CHECK(check_index(own.index()).empty());
}

TEST_CASE("what is no retraction list changes nothing") {
  Listed own;
  own.write("list.csv", "a,b\n1,2\n");
  own.options.retractions = own.directory / "list.csv";
  CHECK_THROWS_AS(own.run(), Error);
  own.options.retractions = own.directory / "nowhere.csv";
  CHECK_THROWS_AS(own.run(), Error);
}
