// Writers: order, upserts, removals, merges, locks, and readers beside them.
#include <unistd.h>
#include <xapian.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <set>

#include "indexer/index_writer.h"
#include "indexer/manifest.h"
#include "indexer/snapshot.h"
#include "tests/catch.h"
#include "tests/indexer/index_content.h"
#include "tests/indexer/sample_papers.h"

using namespace osteon;
using namespace osteon::testing;
namespace fs = std::filesystem;

namespace {

std::vector<std::string> expected_live(const std::vector<Paper>& papers) {
  std::vector<std::string> out;
  for (const Paper& paper : papers) out.push_back(paper.id + ": " + paper.title);
  std::sort(out.begin(), out.end());
  return out;
}

std::vector<std::string> files_of(const std::string& directory) {
  std::vector<std::string> out;
  for (const auto& entry : fs::directory_iterator(directory))
    out.push_back(entry.path().filename());
  std::sort(out.begin(), out.end());
  return out;
}

}  // namespace

TEST_CASE("the index is the same whatever the number of jobs") {
  TemporaryDirectory directory;
  const std::string vocabulary = sample_vocabulary(directory);
  // Several batches of text, with replaced papers among them.
  std::vector<Paper> papers = sample_papers(3000);
  for (std::uint32_t i = 0; i < 40; ++i) papers.push_back(sample_paper(i * 70, 2));
  index_papers(directory / "one", papers, vocabulary, 1);
  const std::string one = index_content(directory / "one");
  for (const unsigned jobs : {2u, 7u}) {
    const std::string name = directory / std::to_string(jobs);
    index_papers(name, papers, vocabulary, jobs);
    CHECK((index_content(name) == one));
  }
  CHECK(check_index(directory / "7").empty());
}

TEST_CASE("papers are replaced by id, and left alone when nothing changed") {
  TemporaryDirectory directory;
  const std::string index = directory / "index";
  std::vector<Paper> papers = sample_papers(30);
  index_papers(index, papers);

  std::vector<Paper> second = sample_papers(30);
  for (std::size_t i = 0; i < 5; ++i) papers[i] = second[i] = sample_paper(i, 9);
  second.push_back(sample_paper(100));
  second[7].source = "elsewhere/7.xml";  // where a paper was found is not what it says
  papers.push_back(second.back());
  const IndexReport report = index_papers(index, second);
  CHECK(report.added == 1);
  CHECK(report.updated == 5);
  CHECK(report.unchanged == 25);
  CHECK(report.papers == 31);
  CHECK(report.revision == 2);
  CHECK(live_papers(index) == expected_live(papers));
  CHECK(check_index(index).empty());

  const IndexReport again = index_papers(index, papers);
  CHECK(again.unchanged == 31);
  CHECK(again.revision == 2);  // nothing to commit
}

TEST_CASE("the last version given in one run counts, and removals count in their order") {
  TemporaryDirectory directory;
  const std::string index = directory / "index";
  IndexOptions options;
  options.directory = index;
  IndexWriter writer(options);
  for (const std::uint32_t seed : {1u, 2u, 2u, 3u}) writer.add(sample_paper(5, seed));
  writer.add(sample_paper(6));
  writer.remove("pmc1006");
  writer.add(sample_paper(7));
  writer.remove("PMC1007");
  writer.add(sample_paper(7, 4));
  writer.remove("PMC99999");
  const IndexReport report = writer.commit();
  CHECK(report.added == 4);
  CHECK(report.updated == 2);
  CHECK(report.unchanged == 1);
  CHECK(report.removed == 2);
  CHECK(report.papers == 2);
  CHECK(live_papers(index) == expected_live({sample_paper(5, 3), sample_paper(7, 4)}));
  // Back to an earlier version, and away altogether, in later commits of the same writer.
  writer.add(sample_paper(5, 1));
  writer.remove("PMC1007");
  writer.commit();
  CHECK(live_papers(index) == expected_live({sample_paper(5, 1)}));
  writer.remove("PMC1005");
  CHECK(writer.commit().papers == 0);
  CHECK(open_snapshot(index)->segments.empty());
  CHECK(check_index(index).empty());
}

TEST_CASE("many commits keep few segments, and compaction leaves one without dead papers") {
  TemporaryDirectory directory;
  const std::string index = directory / "index", vocabulary = sample_vocabulary(directory);
  std::vector<Paper> all;
  for (std::uint32_t commit = 0; commit < 20; ++commit) {
    std::vector<Paper> some;
    for (std::uint32_t i = 0; i < 5; ++i) some.push_back(sample_paper(commit * 5 + i));
    // Every commit replaces one old paper.
    const std::uint32_t old = commit * 3;
    some.push_back(sample_paper(old, 5));
    index_papers(index, some, commit == 0 ? vocabulary : "");
    for (Paper& paper : some) {
      std::erase_if(all, [&](const Paper& known) { return known.id == paper.id; });
      all.push_back(paper);
    }
    CHECK(open_snapshot(index)->segments.size() <= 8);
  }
  CHECK(live_papers(index) == expected_live(all));
  CHECK(check_index(index).empty());
  compact_index(index);
  CHECK(live_papers(index) == expected_live(all));
  const auto snapshot = open_snapshot(index);
  REQUIRE(snapshot->segments.size() == 1);
  CHECK(snapshot->segments[0].dead_papers.empty());
  CHECK(check_index(index).empty());
  CHECK(files_of(index).size() == 5);  // manifest, lock, vocabulary, both halves of the segment
  const std::uint64_t revision = snapshot->revision;
  compact_index(index);
  CHECK(current_revision(index) == revision);
}

TEST_CASE("segments joined hold what one segment made at once holds") {
  TemporaryDirectory directory;
  const std::string vocabulary = sample_vocabulary(directory);
  const std::vector<Paper> papers = sample_papers(24);
  index_papers(directory / "at-once", papers, vocabulary);
  for (std::size_t i = 0; i < papers.size(); i += 8)
    index_papers(directory / "joined",
                 {papers.begin() + static_cast<std::ptrdiff_t>(i),
                  papers.begin() + static_cast<std::ptrdiff_t>(i) + 8},
                 i == 0 ? vocabulary : "");
  compact_index(directory / "joined");
  CHECK((index_content(directory / "joined") == index_content(directory / "at-once")));
}

TEST_CASE("a reader keeps what it opened while a writer replaces it") {
  TemporaryDirectory directory;
  const std::string index = directory / "index";
  index_papers(index, sample_papers(20));
  const auto before = open_snapshot(index);
  std::vector<Paper> other;
  for (std::uint32_t i = 0; i < 20; ++i) other.push_back(sample_paper(i, 8));
  index_papers(index, other);  // all old papers die, their segment's files go away
  CHECK_FALSE(fs::exists(before->segments[0].segment->database_path()));
  CHECK(before->segments[0].segment->paper(3).paper.title == sample_paper(3).title);
  CHECK(before->segments[0].segment->passage_text(0).size() > 0);
  const Xapian::Database database(before->segments[0].segment->open_database());
  CHECK(database.get_doccount() == before->segments[0].segment->passage_count());
  CHECK(database.get_termfreq("QPMC1003") > 0);
  CHECK(live_papers(index) == expected_live(other));
}

TEST_CASE("what is not committed is dropped, and its files with it") {
  TemporaryDirectory directory;
  const std::string index = directory / "index";
  index_papers(index, sample_papers(3));
  const auto files = files_of(index);
  {
    IndexOptions options;
    options.directory = index;
    IndexWriter writer(options);
    for (const Paper& paper : sample_papers(300, 3)) writer.add(paper);
  }
  CHECK(live_papers(index) == expected_live(sample_papers(3)));
  CHECK(files_of(index) == files);
}

TEST_CASE("a second writer is told who holds the lock") {
  TemporaryDirectory directory;
  IndexOptions options;
  options.directory = directory / "index";
  {
    const IndexWriter first(options);
    try {
      const IndexWriter second(options);
      FAIL("two writers");
    } catch (const Error& error) {
      CHECK(error.code() == ErrorCode::locked);
      CHECK(error.what() == options.directory + ": another writer holds the index (process " +
                                std::to_string(::getpid()) + ")");
    }
  }
  CHECK_NOTHROW(IndexWriter(options));
}

TEST_CASE("another vocabulary tags the stored text again, without the documents") {
  TemporaryDirectory directory;
  const std::vector<Paper> papers = sample_papers(30);
  const std::string vocabulary = sample_vocabulary(directory);
  index_papers(directory / "tagged", papers, vocabulary);
  index_papers(directory / "retagged", papers);
  CHECK(open_snapshot(directory / "retagged")->segments[0].segment->concept_count() == 0);
  index_papers(directory / "retagged", {}, vocabulary);
  CHECK((index_content(directory / "retagged") == index_content(directory / "tagged")));
  CHECK(open_snapshot(directory / "retagged")->vocabulary != nullptr);
  CHECK(check_index(directory / "retagged").empty());
}

TEST_CASE("files that did not change are not read again, and their problems are told again") {
  TemporaryDirectory directory;
  const std::string folder = directory / "papers";
  fs::create_directory(folder);
  for (int i = 0; i < 5; ++i)
    std::ofstream(folder + "/" + std::to_string(i) + ".md")
        << "# Paper number " << i << "\n\n## Results\n\nBone loss was seen in group " << i << ".\n";
  std::ofstream(folder + "/broken.xml") << "<article><front><article-meta><title-group>";
  IndexOptions options;
  options.directory = directory / "index";
  const IndexReport first = index_paths(options, {folder});
  CHECK(first.added == 5);
  CHECK(first.failed == 1);
  REQUIRE(first.problems.size() == 1);

  ReadOptions read;
  std::set<std::string> opened;
  const IndexReport second = index_paths(options, {folder}, read);
  CHECK(second.unchanged == 5);
  CHECK(second.added == 0);
  CHECK(second.failed == 1);
  CHECK(second.problems == first.problems);
  CHECK(second.bytes == 0);
  CHECK(second.revision == first.revision);

  std::ofstream(folder + "/3.md", std::ios::app) << "\nAnother paragraph.\n";
  const IndexReport third = index_paths(options, {folder});
  CHECK(third.unchanged == 4);
  CHECK(third.updated == 1);
  CHECK(third.papers == 5);
  CHECK(third.revision == first.revision + 1);
}

TEST_CASE("documents that hold no paper are counted by file and kind, in the next run too") {
  TemporaryDirectory directory;
  const std::string folder = directory / "papers";
  fs::create_directory(folder);
  std::ofstream(folder + "/a.md") << "# Paper\n\nBone loss was seen.\n";
  std::ofstream(folder + "/a.png") << "\x89PNG\r\n";
  std::ofstream(folder + "/b.pdf") << "%PDF-1.7";
  IndexOptions options;
  options.directory = directory / "index";
  const IndexReport first = index_paths(options, {folder});
  CHECK(first.added == 1);
  CHECK(first.skipped == 2);
  CHECK(first.skips == std::vector<SkippedDocuments>{{folder + "/a.png", "a PNG image", 1},
                                                     {folder + "/b.pdf", "a PDF file", 1}});
  const IndexReport second = index_paths(options, {folder});
  CHECK(second.bytes == 0);
  CHECK(second.skipped == 2);
  CHECK(second.skips == first.skips);
}

TEST_CASE("a run that is stopped keeps what it read and goes on from there") {
  TemporaryDirectory directory;
  const std::string folder = directory / "papers";
  fs::create_directory(folder);
  for (int i = 0; i < 8; ++i)
    std::ofstream(folder + "/" + std::to_string(i) + ".md")
        << "# Paper number " << i << "\n\nBone loss was seen.\n";
  IndexOptions options;
  options.directory = directory / "index";
  int asked = 0;
  const IndexReport first =
      index_paths(options, {folder}, {}, [&](const IndexProgress&) { return ++asked >= 4; });
  CHECK(first.papers == 4);
  const IndexReport second = index_paths(options, {folder});
  CHECK(second.papers == 8);
  CHECK(second.added == 4);
  CHECK(second.unchanged == 4);
}
