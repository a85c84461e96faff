// Many different searches at once give what each gives alone.
#include <algorithm>
#include <random>
#include <string>
#include <thread>
#include <vector>

#include "searcher/fronts/json.h"
#include "tests/catch.h"
#include "tests/searcher/small_index.h"

using namespace osteon;
using osteon::testing::SmallIndex;

namespace {

std::vector<SearchRequest> requests() {
  const std::vector<std::string> queries = {
      "bone",
      "sarcopenia falls",
      "IL-6 OR TNF-α",
      "\"muscle mass\"",
      "muscle NEAR/5 strength",
      "scope:sentence bone AND loss",
      "scope:paper sarcopenia AND osteoporosis AND falls",
      "osteo*",
      "NOT bone",
      "title:sarcopenia",
      "type 2 diabetes",
      "MESH:D055948",
      "gene:IL6",
      "sarcopnia",
      "Does vitamin D reduce falls in older adults?",
      "1. sarcopenia\n2. muscle\n3. 1 and 2",
      "miR-495 NEAR/3 bone",
      "year:2015..2020 muscle",
  };
  std::vector<SearchRequest> out;
  for (std::size_t i = 0; i < queries.size(); ++i) {
    SearchRequest request;
    request.query = queries[i];
    request.facets = i % 2 == 0;
    request.facet_order = i % 4 == 0 ? FacetOrder::lift : FacetOrder::papers;
    request.receipt = i % 3 == 0;
    request.explain = i % 5 == 0;
    request.expand = i % 7 != 0;
    if (i % 6 == 0) request.filters = {{"section", {"results", "abstract"}}};
    out.push_back(std::move(request));
  }
  return out;
}

std::string answer(const Searcher& searcher, const SearchRequest& request) {
  SearchResponse response = searcher.search(request);
  response.took_ms = 0;
  return to_json(response);
}

}  // namespace

TEST_CASE("searches in many threads do not disturb each other") {
  SmallIndex index;
  const std::vector<SearchRequest> all = requests();
  // A searcher of its own, so that what is made when first asked for is made under contention.
  std::vector<std::string> alone;
  for (const SearchRequest& request : all) alone.push_back(answer(index.searcher(), request));
  const Searcher shared(index.directory());
  constexpr unsigned threads = 6;
  std::vector<std::vector<std::string>> found(threads, std::vector<std::string>(all.size()));
  std::vector<std::thread> running;
  for (unsigned t = 0; t < threads; ++t) {
    running.emplace_back([&, t] {
      std::vector<std::size_t> order(all.size());
      for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
      std::mt19937 random(t);
      for (int round = 0; round < 3; ++round) {
        std::shuffle(order.begin(), order.end(), random);
        for (const std::size_t i : order) {
          std::string text = answer(shared, all[i]);
          if (round == 0) {
            found[t][i] = std::move(text);
          } else if (found[t][i] != text) {
            found[t][i] = "changed: " + text;
          }
        }
      }
    });
  }
  for (std::thread& thread : running) thread.join();
  for (unsigned t = 0; t < threads; ++t) {
    for (std::size_t i = 0; i < all.size(); ++i) {
      CAPTURE(t, all[i].query);
      CHECK(found[t][i] == alone[i]);
    }
  }
}
