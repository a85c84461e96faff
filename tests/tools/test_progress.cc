// What a long run says of itself, for given counts and times.
#include "tests/catch.h"
#include "tools/output/progress.h"

using namespace osteon;
using namespace osteon::tools;

TEST_CASE("progress tells papers, bytes, rate, time left and problems") {
  struct Row {
    std::uint64_t papers, bytes, problems;
    double seconds;
    std::uint64_t total;
    const char* text;
  };
  const Row row = GENERATE(values<Row>({
      {0, 0, 0, 0, 1'000'000, "0 papers, 0 B"},
      {1, 500'000, 0, 0.2, 1'000'000, "1 paper, 500.0 kB"},
      // A rate from half a second on, a guess of the rest from two.
      {2, 500'000, 0, 1, 1'000'000, "2 papers, 500.0 kB, 500.0 kB/s"},
      {4, 2'000'000, 0, 4, 10'000'000, "4 papers, 2.0 MB, 500.0 kB/s, 17 s left"},
      {1'200, 10'000'000, 1, 10, 1'000'000'000,
       "1,200 papers, 10.0 MB, 1.0 MB/s, 17 min left, 1 problem"},
      {1'200, 10'000'000, 3, 10, 10'010'000'000,
       "1,200 papers, 10.0 MB, 1.0 MB/s, 2 h 47 min left, 3 problems"},
      // More was read than the files have bytes: archives.
      {9, 30'000'000, 0, 10, 10'000'000, "9 papers, 30.0 MB, 3.0 MB/s"},
  }));
  IndexProgress progress;
  progress.papers = row.papers;
  progress.bytes = row.bytes;
  progress.problems = row.problems;
  CHECK(progress_text(progress, row.seconds, row.total) == row.text);
}
