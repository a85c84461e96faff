// One paper from several documents, and folders from which files go away.
#include <algorithm>
#include <filesystem>
#include <fstream>

#include "indexer/index_writer.h"
#include "indexer/snapshot.h"
#include "tests/catch.h"
#include "tests/indexer/index_content.h"
#include "tests/indexer/sample_papers.h"

using namespace osteon;
using namespace osteon::testing;
namespace fs = std::filesystem;

namespace {

struct Live {
  Paper paper;
  std::string text;
  std::vector<std::string> sources;  ///< file names, that of the text first
};

std::vector<Live> live(const std::string& index) {
  std::vector<Live> out;
  const auto snapshot = open_snapshot(index);
  for (const auto& [segment, dead] : snapshot->segments) {
    for (PaperOrdinal ordinal = 0; ordinal < segment->paper_count(); ++ordinal) {
      if (!dead.empty() && dead[ordinal]) continue;
      PaperRecord record = segment->paper(ordinal);
      Live one{std::move(record.paper), {}, {}};
      for (PassageNumber i = 0; i < record.passage_count; ++i) {
        one.text += (i == 0 ? "" : "|") + segment->passage_text(record.first_passage + i);
      }
      for (const PaperAccount& account : record.accounts) {
        const Paper& front = account.front ? *account.front : one.paper;
        one.sources.push_back(fs::path(front.source).filename());
      }
      out.push_back(std::move(one));
    }
  }
  std::sort(out.begin(), out.end(),
            [](const Live& a, const Live& b) { return a.paper.id < b.paper.id; });
  return out;
}

void write(const std::string& path, const std::string& text) {
  std::ofstream(path) << text;
}

// A line of Osteon's own form: what is empty is left out.
struct Line {
  std::string pmcid, pmid, doi, title, abstract, body, more;
};

std::string line(const Line& l) {
  std::string out = R"({"type":"article")";
  const auto add = [&](const char* name, const std::string& value) {
    if (!value.empty()) out += std::string(",\"") + name + "\":\"" + value + '"';
  };
  add("pmcid", l.pmcid);
  add("pmid", l.pmid);
  add("doi", l.doi);
  add("title", l.title);
  add("abstract", l.abstract);
  if (!l.body.empty()) {
    out += R"(,"sections":[{"heading":"Results","paragraphs":[")" + l.body + "\"]}]";
  }
  return out + l.more + "}\n";
}

// The same paper as a preprint server, PubMed and PMC know it.
const Line by_doi{"",
                  "",
                  "10.1000/bone.1",
                  "Bone by its DOI",
                  "Only an abstract.",
                  "",
                  R"(,"keywords":["bone"],"flags":["corrected"])"};
const Line by_pmid{"",
                   "77",
                   "10.1000/bone.1",
                   "Bone in PubMed",
                   "The abstract as PubMed has it, longer.",
                   "",
                   R"(,"journal":"J Bone","flags":["retracted"],"authors":["Ana Ruiz"])"};
const Line full_text{
    "PMC9", "77", "", "Bone in full", "", "All of the text.", R"(,"date":"2024-02-03")"};

struct Folder {
  TemporaryDirectory directory;
  IndexOptions options;
  Folder() {
    fs::create_directory(path());
    options.directory = index();
  }
  std::string path() const { return directory / "papers"; }
  std::string index() const { return directory / "index"; }
  std::string file(const std::string& name) const { return path() + "/" + name; }
  IndexReport run(bool prune = false) {
    options.prune = prune;
    return index_paths(options, {path()});
  }
};

std::string summary(const IndexReport& r) {
  const std::pair<const char*, std::uint64_t> counts[] = {
      {"added", r.added},      {"updated", r.updated}, {"unchanged", r.unchanged},
      {"joined", r.joined},    {"removed", r.removed}, {"failed", r.failed},
      {"vanished", r.vanished}};
  std::string out;
  for (const auto& [name, count] : counts) {
    if (count > 0) out += std::string(name) + " " + std::to_string(count) + ", ";
  }
  return out + std::to_string(r.papers) + " papers";
}

}  // namespace

TEST_CASE("documents of one paper are one paper, in whatever order they come") {
  std::vector<std::pair<std::string, Line>> documents = {
      {"doi", by_doi}, {"pmid", by_pmid}, {"full", full_text}};
  std::sort(documents.begin(), documents.end(),
            [](const auto& a, const auto& b) { return a.first < b.first; });
  std::string expected;
  do {
    for (const unsigned jobs : {1u, 3u}) {
      for (const bool one_by_one : {false, true}) {
        Folder folder;
        folder.options.jobs = jobs;
        int number = 0;
        IndexReport report;
        for (const auto& [name, content] : documents) {
          write(folder.file(std::to_string(number++) + name + ".jsonl"), line(content));
          if (one_by_one || number == 3) report = folder.run();
        }
        CHECK(report.papers == 1);
        const std::vector<Live> papers = live(folder.index());
        REQUIRE(papers.size() == 1);
        const Paper& paper = papers[0].paper;
        CHECK(papers[0].text == "All of the text.");
        CHECK(paper.id == "PMC9");
        CHECK(paper.ids == PaperIds{"PMC9", "77", "10.1000/bone.1"});
        CHECK(paper.title == "Bone in full");
        CHECK(paper.journal == "J Bone");
        CHECK(paper.date == Date{2024, 2, 3});
        CHECK(paper.authors == std::vector<std::string>{"Ana Ruiz"});
        CHECK(paper.keywords == std::vector<std::string>{"bone"});
        CHECK(paper.flags == std::vector<std::string>{"retracted", "corrected"});
        CHECK(papers[0].sources.size() == 3);
        CHECK(papers[0].sources[0].find("full") == 1);
        CHECK(papers[0].sources[1].find("pmid") == 1);
        CHECK(summary(folder.run()) == "unchanged 3, 1 papers");
        // Read again, the files say what they said.
        const std::uint64_t revision = open_snapshot(folder.index())->revision;
        for (const auto& entry : fs::directory_iterator(folder.path())) {
          fs::last_write_time(entry.path(),
                              fs::last_write_time(entry.path()) - std::chrono::seconds(5));
        }
        CHECK(summary(folder.run()) == "unchanged 3, 1 papers");
        CHECK(open_snapshot(folder.index())->revision == revision + 1);  // the files' times
        CHECK(check_index(folder.index()).empty());
      }
    }
  } while (std::next_permutation(documents.begin(), documents.end(),
                                 [](const auto& a, const auto& b) { return a.first < b.first; }));
}

TEST_CASE("a document that knows both ids joins papers that were two") {
  Folder folder;
  write(folder.file("a.jsonl"), line({"", "1", "", "By PMID", "The longest abstract.", "", ""}));
  write(folder.file("b.jsonl"), line({"", "", "10.1000/b", "By DOI", "Short.", "", ""}));
  CHECK(summary(folder.run()) == "added 2, 2 papers");
  write(folder.file("c.jsonl"), line({"", "1", "10.1000/b", "Both", "Middling.", "", ""}));
  CHECK(summary(folder.run()) == "unchanged 2, joined 1, 1 papers");
  const auto papers = live(folder.index());
  REQUIRE(papers.size() == 1);
  CHECK(papers[0].paper.title == "By PMID");
  CHECK(papers[0].paper.ids == PaperIds{"", "1", "10.1000/b"});
  CHECK(papers[0].sources == std::vector<std::string>{"a.jsonl", "c.jsonl", "b.jsonl"});
}

TEST_CASE("papers that share a DOI and differ in a stronger identifier stay apart") {
  Folder folder;
  write(folder.file("a.jsonl"),
        line({"", "1", "10.1000/b", "A paper", "Its abstract.", "", ""}) +
            line({"", "2", "10.1000/b", "Its correction", "Sorry.", "", ""}));
  CHECK(summary(folder.run()) == "added 2, 2 papers");
  // The PMID decides before the DOI also where the same paper is meant.
  write(folder.file("b.jsonl"), line({"", "2", "10.1000/c", "Correction", "So sorry.", "", ""}));
  CHECK(summary(folder.run()) == "unchanged 2, joined 1, 2 papers");
}

TEST_CASE("a file that changed is updated, also to less, and the richer text comes back") {
  Folder folder;
  write(folder.file("full.jsonl"), line(full_text));
  write(folder.file("pmid.jsonl"), line(by_pmid));
  CHECK(summary(folder.run()) == "added 1, joined 1, 1 papers");
  // The other way round the text of the abstract is not kept: it is read again in the next run.
  Line cut = full_text;
  cut.body = "";
  cut.abstract = "Cut.";
  write(folder.file("full.jsonl"), line(cut));
  CHECK(summary(folder.run()) == "updated 1, unchanged 1, 1 papers");
  CHECK(live(folder.index())[0].text == "Cut.");
  CHECK(summary(folder.run()) == "updated 1, unchanged 1, 1 papers");
  CHECK(live(folder.index())[0].text == by_pmid.abstract);
  CHECK(live(folder.index())[0].paper.id == "PMC9");
  CHECK(summary(folder.run()) == "unchanged 2, 1 papers");
  write(folder.file("full.jsonl"), line(full_text));
  CHECK(summary(folder.run()) == "updated 1, unchanged 1, 1 papers");
  CHECK(live(folder.index())[0].text == "All of the text.");
}

TEST_CASE("what vanished is counted, and removed on request") {
  Folder folder;
  fs::create_directory(folder.file("sub"));
  fs::create_directory(folder.directory / "elsewhere");
  for (const char* name : {"papers/a", "papers/sub/b", "papers/c", "elsewhere/d"}) {
    write(folder.directory / (std::string(name) + ".md"),
          std::string("# Paper ") + name + "\n\nIts text.\n");
  }
  index_paths(folder.options, {folder.path(), folder.directory / "elsewhere"});
  fs::remove_all(folder.file("sub"));
  fs::remove(folder.file("c.md"));
  fs::remove_all(folder.directory / "elsewhere");
  CHECK(summary(folder.run()) == "unchanged 1, vanished 2, 4 papers");
  CHECK(summary(folder.run(true)) == "unchanged 1, removed 2, 2 papers");
  CHECK(summary(folder.run(true)) == "unchanged 1, 2 papers");
  CHECK(summary(folder.run()) == "unchanged 1, 2 papers");
  // A folder that is missing itself may be on a disk that is not there today.
  folder.options.prune = true;
  CHECK(summary(index_paths(folder.options, {folder.directory / "elsewhere"})) ==
        "failed 1, 2 papers");
  CHECK(check_index(folder.index()).empty());
}

TEST_CASE("records that a changed file no longer has are removed with it, unless it is broken") {
  Folder folder;
  const std::string first = line({"", "1", "", "First", "One.", "", ""}),
                    second = line({"", "2", "", "Second", "Two.", "", ""});
  write(folder.file("a.jsonl"), first + second);
  CHECK(summary(folder.run()) == "added 2, 2 papers");
  write(folder.file("a.jsonl"), first + "{\"title\": \"Sec");
  CHECK(folder.run(true).papers == 2);
  write(folder.file("a.jsonl"), first);
  CHECK(summary(folder.run()) == "unchanged 1, 2 papers");
  write(folder.file("a.jsonl"), first + "\n");
  CHECK(summary(folder.run(true)) == "unchanged 1, removed 1, 1 papers");
}

TEST_CASE("pruning the richer document brings back the other one in the same run") {
  Folder folder;
  write(folder.file("full.jsonl"), line(full_text));
  write(folder.file("pmid.jsonl"), line(by_pmid) + line({"", "5", "", "Other", "Text.", "", ""}));
  CHECK(summary(folder.run()) == "added 2, joined 1, 2 papers");
  fs::remove(folder.file("full.jsonl"));
  CHECK(summary(folder.run(true)) == "updated 1, unchanged 2, 2 papers");
  const auto papers = live(folder.index());
  REQUIRE(papers.size() == 2);
  CHECK(papers[1].paper.id == "77");
  CHECK(papers[1].text == by_pmid.abstract);
  CHECK(papers[1].sources == std::vector<std::string>{"pmid.jsonl"});
  CHECK(summary(folder.run(true)) == "unchanged 2, 2 papers");
}

TEST_CASE("two records of one name in a file: the richer counts, run after run") {
  Folder folder;
  write(folder.file("a.jsonl"), line({"", "1", "", "Long", "The longer abstract.", "", ""}) +
                                    line({"", "1", "", "Short", "Short.", "", ""}));
  CHECK(summary(folder.run()) == "added 1, joined 1, 1 papers");
  CHECK(live(folder.index())[0].paper.title == "Long");
  const auto time = fs::last_write_time(folder.file("a.jsonl"));
  fs::last_write_time(folder.file("a.jsonl"), time - std::chrono::seconds(5));
  CHECK(summary(folder.run(true)) == "unchanged 2, 1 papers");
}

TEST_CASE("a later revision of a MEDLINE record replaces the earlier one; deletions remove it") {
  const auto record = [](const char* revised, const std::string& abstract) {
    return std::string("<PubmedArticleSet><PubmedArticle><MedlineCitation><PMID>8</PMID>") +
           "<DateRevised><Year>" + revised + "</Year><Month>1</Month><Day>1</Day></DateRevised>" +
           "<Article><ArticleTitle>Bone</ArticleTitle><Abstract><AbstractText>" + abstract +
           "</AbstractText></Abstract></Article></MedlineCitation></PubmedArticle>"
           "</PubmedArticleSet>";
  };
  for (const bool later_first : {false, true}) {
    Folder folder;
    write(folder.file(later_first ? "2.xml" : "1.xml"), record("2020", "The longer old abstract."));
    write(folder.file(later_first ? "1.xml" : "2.xml"), record("2022", "A new one."));
    CHECK(folder.run().papers == 1);
    CHECK(live(folder.index())[0].text == "A new one.");
    write(folder.file("3.xml"),
          "<PubmedArticleSet><DeleteCitation><PMID>8</PMID></DeleteCitation></PubmedArticleSet>");
    CHECK(summary(folder.run()).find("removed 1, 0 papers") != std::string::npos);
  }
}
