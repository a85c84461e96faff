// Reading alone: read_bench PATH... prints papers, megabytes and megabytes a second of processor
// time.
#include <cstdio>
#include <ctime>
#include <string>
#include <vector>

#include "corpus/reader.h"

int main(int argc, char** argv) {
  const std::vector<std::string> paths(argv + 1, argv + argc);
  std::size_t documents = 0;
  std::size_t papers = 0;
  std::size_t problems = 0;
  std::size_t bytes = 0;
  std::size_t text = 0;
  std::clock_t reading = 0;
  const std::clock_t begin = std::clock();
  osteon::visit_documents(
      paths, {},
      [&](osteon::Document&& document) {
        ++documents;
        bytes += document.bytes.size();
        const std::clock_t before = std::clock();
        const osteon::ReadResult result = osteon::read_document(document);
        reading += std::clock() - before;
        papers += result.papers.size();
        problems += result.problems.size();
        for (const osteon::Paper& paper : result.papers) {
          for (const osteon::Section& section : paper.sections) {
            for (const std::string& paragraph : section.paragraphs) text += paragraph.size();
          }
        }
        return true;
      },
      [&](osteon::Problem&&) {
        ++problems;
        return true;
      });
  const auto seconds = [](std::clock_t ticks) {
    return static_cast<double>(ticks > 0 ? ticks : 1) / CLOCKS_PER_SEC;
  };
  const double megabytes = static_cast<double>(bytes) / 1e6;
  std::printf("%zu documents, %zu papers, %zu problems, %.1f MB in, %.1f MB of text\n", documents,
              papers, problems, megabytes, static_cast<double>(text) / 1e6);
  std::printf(
      "reading %.1f MB/s, with walking and unpacking %.1f MB/s (processor time, one core)\n",
      megabytes / seconds(reading), megabytes / seconds(std::clock() - begin));
  return 0;
}
