// What a passage counts and posts.
#include <map>
#include <utility>
#include <vector>

#include "indexer/batch_postings.h"
#include "tests/catch.h"

using osteon::Tally;

TEST_CASE("a tally counts each number and is empty when cleared") {
  Tally tally;
  for (const std::uint32_t number : {7U, 2U, 7U, 900U}) tally.add(number);
  CHECK(std::vector(tally.numbers().begin(), tally.numbers().end()) ==
        std::vector<std::uint32_t>{7, 2, 900});
  CHECK(tally.count(7) == 2);
  CHECK(tally.count(3) == 0);
  CHECK(tally.count(5000) == 0);
  tally.clear();
  CHECK(tally.numbers().empty());
  CHECK(tally.count(7) == 0);
}

TEST_CASE("numbers of a title and a body are met once each") {
  Tally title, body;
  for (const std::uint32_t number : {1U, 1U, 2U}) title.add(number);
  for (const std::uint32_t number : {2U, 3U}) body.add(number);
  std::map<std::uint32_t, std::pair<std::uint32_t, std::uint32_t>> met;
  std::size_t calls = 0;
  osteon::for_each_in_either(title, body,
                             [&](std::uint32_t number, std::uint32_t t, std::uint32_t b) {
                               met[number] = {t, b};
                               ++calls;
                             });
  CHECK(calls == 3);
  CHECK(met[1] == std::pair(2U, 0U));
  CHECK(met[2] == std::pair(1U, 1U));
  CHECK(met[3] == std::pair(0U, 1U));
}
