// A writer that a test kills: commits papers in an endless row and says after each commit how many
// there are.
#include <cstdio>
#include <cstdlib>

#include "indexer/index_writer.h"
#include "tests/indexer/sample_papers.h"

int main(int argc, char** argv) {
  if (argc != 3) return 2;
  osteon::IndexOptions options;
  options.directory = argv[1];
  options.jobs = 2;
  auto number = static_cast<std::uint32_t>(std::atoi(argv[2]));
  osteon::IndexWriter writer(options);
  while (true) {
    for (int i = 0; i < 3; ++i) writer.add(osteon::testing::sample_paper(number++));
    // An old paper changes too, so that tombstones and merges are under way at some of the kills.
    writer.add(osteon::testing::sample_paper(number / 2, number));
    writer.commit();
    std::printf("%u\n", number);
    std::fflush(stdout);
  }
}
