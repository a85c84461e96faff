// Writes an index of made-up papers and exports it: the input of read_segments.py.
#include <cstdio>
#include <filesystem>

#include "analyzers/vocabulary.h"
#include "indexer/index_writer.h"
#include "tests/indexer/sample_papers.h"

int main(int argc, char** argv) {
  if (argc != 2) return 2;
  const std::string directory = argv[1];
  const osteon::testing::TemporaryDirectory scratch;
  osteon::IndexOptions options;
  options.directory = directory + "/index";
  options.vocabulary = osteon::testing::sample_vocabulary(scratch);
  osteon::IndexWriter writer(options);
  for (const osteon::Paper& paper : osteon::testing::sample_papers(40)) writer.add(paper);
  writer.commit();
  writer.add(osteon::testing::sample_paper(3, 2));  // leaves a tombstone and a second segment
  writer.commit();
  osteon::export_xapian(options.directory, directory + "/classic");
}
