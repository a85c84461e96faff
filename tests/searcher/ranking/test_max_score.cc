// The best passages for any of some words are those of the whole ranking, whatever is not read.
#include <random>
#include <string>
#include <vector>

#include "tests/catch.h"
#include "tests/searcher/small_index.h"

namespace {

using namespace osteon;
using osteon::testing::SmallIndex;
using osteon::testing::SmallPaper;

constexpr std::size_t most_words = 60;

std::string word(std::size_t number) {
  return {'b', static_cast<char>('a' + number / 20), static_cast<char>('b' + number % 20), 'u'};
}

/// Texts of words of which the first stand in most texts and the last in few.
std::vector<SmallPaper> made_papers(std::mt19937& random, std::size_t first, std::size_t count) {
  std::vector<SmallPaper> papers;
  for (std::size_t i = 0; i < count; ++i) {
    std::string text;
    for (unsigned length = 3 + random() % 12; length > 0; --length)
      text += word(random() % (1 + random() % most_words)) + ' ';
    papers.push_back({"PMC" + std::to_string(first + i), "Study", {text}});
  }
  return papers;
}

TEST_CASE("MaxScore finds what reading everything finds: segments, dead papers, equal scores") {
  std::mt19937 random(5);
  // The third batch replaces papers of the first two.
  SmallIndex index(
      {made_papers(random, 0, 700), made_papers(random, 700, 300), made_papers(random, 600, 200)});
  std::size_t with_hits = 0;
  for (int round = 0; round < 200; ++round) {
    SearchRequest request;
    for (unsigned words = 1 + random() % 6; words > 0; --words)
      request.query += word(random() % most_words) + ' ';
    request.any = request.fast = true;
    request.expand = false;
    request.without = {"paper"};
    request.limit = 1 + random() % 20;
    CAPTURE(request.query, request.limit);
    // The best first, while its words' postings have not been read by others.
    request.totals = false;
    const SearchResponse best = index.search(request);
    request.totals = true;
    const SearchResponse all = index.search(request);
    REQUIRE(best.hits.size() == all.hits.size());
    for (std::size_t i = 0; i < all.hits.size(); ++i) {
      CHECK(best.hits[i].paper.id == all.hits[i].paper.id);
      CHECK(best.hits[i].score == all.hits[i].score);
    }
    with_hits += !all.hits.empty();
  }
  CHECK(with_hits > 150);
}

}  // namespace
