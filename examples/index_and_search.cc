// Indexes a folder and searches it: index_and_search INDEX FOLDER QUERY
#include <osteon/osteon.h>

#include <iostream>

int main(int argc, char** argv) {
  if (argc != 4) return 2;
  osteon::index_paths({.directory = argv[1]}, {argv[2]});
  const osteon::Searcher searcher(argv[1]);
  for (const osteon::PaperHit& hit : searcher.search({.query = argv[3]}).hits) {
    std::cout << hit.paper.title << "\n  " << hit.passages.front().text << "\n";
  }
}
