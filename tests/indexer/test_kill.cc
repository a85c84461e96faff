// kill -9 at any moment: the index opens with what was committed, and nothing else stays behind.
#include <poll.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <random>
#include <set>
#include <string>

#include "base/error.h"
#include "indexer/index_writer.h"
#include "indexer/manifest.h"
#include "indexer/snapshot.h"
#include "tests/catch.h"
#include "tests/indexer/index_content.h"
#include "tests/indexer/sample_papers.h"

using namespace osteon;
using namespace osteon::testing;

namespace {

struct Run {
  std::uint32_t committed = 0;  // the last number that the writer told of
  bool killed = false;
};

// Starts the writer at paper `first` and kills it `delay_us` after its start or its first commit.
Run run_and_kill(const std::string& index, std::uint32_t first, bool after_commit,
                 useconds_t delay_us) {
  int ends[2];
  REQUIRE(::pipe(ends) == 0);
  const pid_t child = ::fork();
  REQUIRE(child >= 0);
  if (child == 0) {
    ::dup2(ends[1], STDOUT_FILENO);
    ::close(ends[0]);
    ::close(ends[1]);
    const std::string number = std::to_string(first);
    ::execl(OSTEON_KILL_WRITER, OSTEON_KILL_WRITER, index.c_str(), number.c_str(), nullptr);
    ::_exit(127);
  }
  ::close(ends[1]);
  if (after_commit) {
    pollfd waiting{ends[0], POLLIN, 0};
    ::poll(&waiting, 1, 60'000);
  }
  ::usleep(delay_us);
  ::kill(child, SIGKILL);
  int status = 0;
  ::waitpid(child, &status, 0);
  Run out{first, WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL};
  std::FILE* told = ::fdopen(ends[0], "r");
  for (unsigned number = 0; std::fscanf(told, "%u", &number) == 1;) out.committed = number;
  std::fclose(told);
  return out;
}

std::set<std::string> numbers(std::uint32_t below) {
  std::set<std::string> out;
  for (std::uint32_t i = 0; i < below; ++i) out.insert(sample_paper(i).id);
  return out;
}

// A tar archive of small papers.
void write_archive(const std::string& path, std::uint32_t papers) {
  std::ofstream out(path, std::ios::binary);
  for (std::uint32_t i = 0; i < papers; ++i) {
    const std::string number = std::to_string(i);
    const std::string text =
        "# Paper " + number + "\n\nBone loss was seen in group " + number + ".\n";
    char header[512] = {};
    std::snprintf(header, 100, "papers/%u.md", i);
    std::snprintf(header + 100, 8, "%07o", 0644u);
    std::snprintf(header + 124, 12, "%011o", static_cast<unsigned>(text.size()));
    std::snprintf(header + 136, 12, "%011o", 0u);
    std::snprintf(header + 257, 8, "ustar");
    header[156] = '0';
    std::fill_n(header + 148, 8, ' ');
    unsigned sum = 0;
    for (const char c : header) sum += static_cast<unsigned char>(c);
    std::snprintf(header + 148, 8, "%06o", sum);
    out.write(header, sizeof header);
    out << text << std::string((512 - text.size() % 512) % 512, '\0');
  }
  out << std::string(1024, '\0');
}

}  // namespace

TEST_CASE("a run killed inside an archive keeps its commits, and the next one goes on") {
  TemporaryDirectory directory;
  constexpr std::uint32_t papers = 400;
  const std::string archive = directory / "papers.tar";
  write_archive(archive, papers);
  IndexOptions options;
  options.directory = directory / "index";
  options.checkpoint_bytes = 2000;  // some forty papers
  const pid_t child = ::fork();
  REQUIRE(child >= 0);
  if (child == 0) {
    index_paths(options, {archive}, {}, [](const IndexProgress& progress) {
      if (progress.papers >= 200) ::raise(SIGKILL);
      return false;
    });
    ::_exit(0);
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  REQUIRE(WIFSIGNALED(status));
  const std::size_t kept = live_papers(options.directory).size();
  CHECK(kept > 100);
  CHECK(kept < papers);
  CHECK(check_index(options.directory).empty());

  const IndexReport next = index_paths(options, {archive});
  CHECK(next.unchanged == kept);
  CHECK(next.added == papers - kept);
  CHECK(live_papers(options.directory).size() == papers);
  const IndexReport again = index_paths(options, {archive});
  CHECK(again.unchanged == papers);
  CHECK(again.bytes == 0);
}

TEST_CASE("a run stopped inside an archive keeps what it read, and the next one goes on") {
  TemporaryDirectory directory;
  const std::string archive = directory / "papers.tar";
  write_archive(archive, 60);
  IndexOptions options;
  options.directory = directory / "index";
  int asked = 0;
  const IndexReport first =
      index_paths(options, {archive}, {}, [&](const IndexProgress&) { return ++asked >= 21; });
  CHECK(first.added >= 20);
  CHECK(first.added < 60);
  CHECK(first.papers == first.added);
  const IndexReport next = index_paths(options, {archive});
  CHECK(next.unchanged == first.added);
  CHECK(next.papers == 60);
}

TEST_CASE("after each of fifty kills the index holds exactly what was committed") {
  TemporaryDirectory directory;
  const std::string index = directory / "index";
  std::mt19937 random(20260109);
  std::uint32_t next = 0;
  std::uint64_t revision = 0;
  for (int kill = 0; kill < 50; ++kill) {
    // Every third dies while it opens the index, the others anywhere between commits and merges.
    const Run run =
        run_and_kill(index, next, kill % 3 != 0, static_cast<useconds_t>(random() % 40'000));
    INFO("kill " << kill << ", " << run.committed << " papers told");
    REQUIRE(run.killed);
    std::set<std::string> live;
    try {
      const auto snapshot = open_snapshot(index);
      CHECK(snapshot->revision >= revision);
      revision = snapshot->revision;
    } catch (const Error& error) {
      // Killed before the first commit.
      REQUIRE(error.code() == ErrorCode::not_found);
      REQUIRE(run.committed == 0);
      continue;
    }
    for (const std::string& paper : live_papers(index))
      live.insert(paper.substr(0, paper.find(':')));
    // It may have died between a commit and telling of it.
    const bool exact = live == numbers(run.committed);
    const bool one_more = live == numbers(run.committed + 3);
    CHECK((exact || one_more));
    next = static_cast<std::uint32_t>(live.size());
    if (kill % 10 == 9) CHECK(check_index(index).empty());
  }
  CHECK(revision > 0);
  // The next writer clears away what the killed ones left.
  IndexOptions options;
  options.directory = index;
  IndexWriter(options).commit();
  std::set<std::string> expected{"manifest.json", "write.lock"}, found;
  for (const ManifestFile& file : read_manifest(index).files()) expected.insert(file.name);
  for (const auto& entry : std::filesystem::directory_iterator(index))
    found.insert(entry.path().filename());
  CHECK(found == expected);
  CHECK(check_index(index).empty());
}
