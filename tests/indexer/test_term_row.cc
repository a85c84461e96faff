// Words in a row, found in stored streams as they are and in decoded ones: the same answer.
#include <algorithm>
#include <random>

#include "indexer/segment.h"
#include "indexer/term_row.h"
#include "tests/catch.h"
#include "tests/indexer/index_content.h"
#include "tests/indexer/sample_papers.h"

using namespace osteon;
using namespace osteon::testing;

namespace {

// Positions have one whole token each, before its variants.
std::vector<TermId> whole_terms(const TokenStream& stream) {
  std::vector<TermId> out;
  for (const StoredToken& token : stream.tokens)
    if (token.position == out.size()) out.push_back(token.term);
  return out;
}

std::optional<bool> expected(const TokenStream& stream,
                             const std::vector<std::vector<TermId>>& places) {
  const std::vector<TermId> whole = whole_terms(stream);
  const auto holds = [&](std::size_t place, TermId term) {
    return std::find(places[place].begin(), places[place].end(), term) != places[place].end();
  };
  for (std::size_t begin = 0; begin + places.size() <= whole.size(); ++begin) {
    std::size_t place = 0;
    while (place < places.size() && holds(place, whole[begin + place])) ++place;
    if (place == places.size()) return true;
  }
  for (std::size_t i = 1; i < stream.tokens.size(); ++i) {
    if (stream.tokens[i].position != stream.tokens[i - 1].position) continue;
    for (std::size_t place = 0; place < places.size(); ++place)
      if (holds(place, stream.tokens[i].term)) return std::nullopt;
  }
  return false;
}

}  // namespace

TEST_CASE("a row of words is found without decoding the stream") {
  TemporaryDirectory directory;
  index_papers(directory / "index", sample_papers(120));
  const auto segment = Segment::open(directory / "index", "seg-000001");
  std::mt19937 random(5);
  std::size_t found = 0, missed = 0, unsure = 0;
  TokenStream stream;
  for (PassageNumber passage = 0; passage < segment->passage_count(); ++passage) {
    segment->passage_stream(passage, stream);
    if (stream.tokens.empty()) continue;
    const auto any = [&] { return stream.tokens[random() % stream.tokens.size()].term; };
    for (int i = 0; i < 20; ++i) {
      std::vector<std::vector<TermId>> places(1 + random() % 3);
      for (std::vector<TermId>& place : places) {
        place.push_back(any());
        if (random() % 4 == 0) place.push_back(random() % segment->term_count());
      }
      if (i % 4 == 0) places.assign(2, {any()});  // a word twice
      const std::optional<bool> answer = segment->passage_holds(passage, TermRow(places));
      REQUIRE(answer == expected(stream, places));
      ++(!answer ? unsure : *answer ? found : missed);
    }
    const std::vector<TermId> whole = whole_terms(stream);
    if (whole.size() >= 3) {
      const std::size_t at = random() % (whole.size() - 2);
      CHECK(segment->passage_holds(
                passage, TermRow({{whole[at]}, {whole[at + 1]}, {whole[at + 2]}})) == true);
    }
  }
  CHECK(found > 0);
  CHECK(missed > 0);
  CHECK(unsure > 0);
}

TEST_CASE("bytes that are no stream hold nothing for sure") {
  const TermRow row({{1}, {2}});
  CHECK(row.stands_in({}) == std::nullopt);
  CHECK(row.stands_in("\x05") == std::nullopt);
  CHECK(row.stands_in(std::string_view("\x02\x00\x01\x80", 4)) == std::nullopt);
  CHECK(row.stands_in(std::string_view("\x02\x00\x01\x02", 4)) == true);
}
