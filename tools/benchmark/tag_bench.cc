// Tagging as the indexer does: tag_bench VOCABULARY ROUNDS PATH... prints what analysing and
// tagging cost a token, in processor time of one core, each by its fastest round.
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <limits>
#include <string>
#include <vector>

#include "analyzers/analyzer.h"
#include "analyzers/tagger.h"
#include "corpus/reader.h"
#include "indexer/batch_builder.h"

int main(int argc, char** argv) {
  using namespace osteon;
  if (argc < 4) {
    std::fprintf(stderr, "usage: tag_bench VOCABULARY ROUNDS PATH...\n");
    return 2;
  }
  const Vocabulary vocabulary = Vocabulary::open(argv[1]);
  const int rounds = std::max(1, std::atoi(argv[2]));
  std::vector<PreparedPaper> papers;
  visit_documents(
      std::vector<std::string>(argv + 3, argv + argc), {},
      [&](Document&& document) {
        for (Paper& paper : read_document(document).papers)
          papers.push_back(prepare_paper(std::move(paper)));
        return true;
      },
      [](Problem&&) { return true; });

  const Analyzer analyzer;
  const Tagger tagger(vocabulary);
  TokenLists memory;
  std::size_t tokens = 0, mentions = 0, accepted = 0;
  std::clock_t analysing = std::numeric_limits<std::clock_t>::max(), tagging = analysing;
  for (int round = 0; round < rounds; ++round) {
    std::clock_t analysed = 0, tagged = 0;
    tokens = mentions = accepted = 0;
    for (const PreparedPaper& paper : papers) {
      const std::span<TokenList> lists = memory.reset(paper.passages.size() + 1);
      std::vector<TaggerText> texts;
      const std::clock_t begin = std::clock();
      for (std::size_t i = 0; i < lists.size(); ++i) {
        const std::string& text = i == 0 ? paper.paper.title : paper.passages[i - 1].text;
        analyzer.analyze(text, lists[i]);
        texts.push_back({text, &lists[i]});
      }
      const std::clock_t between = std::clock();
      const DocumentTags tags = tagger.tag(texts, {}, TagDetail::numbers);
      tagged += std::clock() - between;
      analysed += between - begin;
      for (const TokenList& list : lists) tokens += list.position_count();
      for (const auto& of_text : tags.mentions) {
        mentions += of_text.size();
        accepted += static_cast<std::size_t>(std::ranges::count_if(of_text, &Mention::accepted));
      }
    }
    analysing = std::min(analysing, analysed);
    tagging = std::min(tagging, tagged);
  }
  const auto nanoseconds = [&](std::clock_t ticks) {
    return 1e9 * static_cast<double>(ticks) / CLOCKS_PER_SEC /
           static_cast<double>(std::max<std::size_t>(tokens, 1));
  };
  std::printf("%zu papers, %zu tokens, %zu names told, %zu mentions\n", papers.size(), tokens,
              mentions, accepted);
  std::printf("analysing %.0f ns a token, tagging %.0f ns a token (processor time, one core)\n",
              nanoseconds(analysing), nanoseconds(tagging));
  return 0;
}
