// Times top-10 searches inside one process, query by query; the peer is LuceneBench.
//
//   search_bench INDEX QUERIES.tsv ROUNDS   ->
//   {"or":{"mean_ms":…,"median_ms":…,"p99_ms":…,"first_median_ms":…,"first_p99_ms":…,"hits":…},…}
//
// QUERIES has a kind, a tab, words. The kinds or, and, phrase ask for the ten best and nothing
// else, as the peer does; page asks what the page asks for: totals, facets, receipt, concepts,
// highlights; text asks for what is best for a text by all steps of ranking, fasttext without the
// dear ones. Each query counts with its fastest round after a warm-up, in processor time of the
// searching thread, so that a busy machine disturbs both sides little; first_… are those of the
// warm-up, when the searcher has not seen the query before.
#include <fmt/format.h>
#include <time.h>

#include <algorithm>
#include <fstream>
#include <map>
#include <numeric>
#include <regex>
#include <string>
#include <vector>

#include "base/error.h"
#include "searcher/searcher.h"

namespace {

using namespace osteon;

double processor_milliseconds() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
}

SearchRequest request_of(const std::string& kind, const std::string& words) {
  SearchRequest request;
  request.query = words;
  request.limit = 10;
  if (kind == "page") {
    request.facets = true;
    request.receipt = true;
    return request;
  }
  request.passages_per_paper = 1;
  if (kind == "text" || kind == "fasttext") {
    request.plain_text = request.any = true;
    request.totals = false;
    request.fast = kind == "fasttext";
    return request;
  }
  request.expand = false;
  request.fast = true;
  request.totals = false;
  request.without = {"paper"};  // BM25 of the words, as the peer ranks
  request.any = kind == "or";
  if (kind == "phrase") request.query = '"' + words + '"';
  if (kind == "and") request.query = std::regex_replace(words, std::regex(" +"), " AND ");
  return request;
}

std::map<std::string, std::vector<SearchRequest>> read_requests(const std::string& path) {
  std::ifstream file(path);
  if (!file) throw Error(ErrorCode::not_found, path + ": cannot be read");
  std::map<std::string, std::vector<SearchRequest>> kinds;
  for (std::string line; std::getline(file, line);) {
    const std::size_t tab = line.find('\t');
    if (tab == std::string::npos) throw Error(ErrorCode::usage, path + ": a line without a tab");
    const std::string kind = line.substr(0, tab);
    kinds[kind].push_back(request_of(kind, line.substr(tab + 1)));
  }
  return kinds;
}

}  // namespace

int main(int argc, char** argv) try {
  if (argc != 4) {
    fmt::print(stderr, "usage: search_bench INDEX QUERIES.tsv ROUNDS\n");
    return 2;
  }
  const Searcher searcher(argv[1]);
  const int rounds = std::stoi(argv[3]);
  std::string out;
  for (const auto& [kind, requests] : read_requests(argv[2])) {
    std::vector<double> best(requests.size(), 1e9), first;
    std::size_t hits = 0;
    for (int round = 0; round <= rounds; ++round) {
      hits = 0;
      for (std::size_t i = 0; i < requests.size(); ++i) {
        const double start = processor_milliseconds();
        hits += searcher.search(requests[i]).hits.size();
        const double took = processor_milliseconds() - start;
        if (round == 0) first.push_back(took);
        if (round > 0) best[i] = std::min(best[i], took);
      }
    }
    std::sort(best.begin(), best.end());
    std::sort(first.begin(), first.end());
    const std::size_t middle = best.size() / 2, last = best.size() * 99 / 100;
    out += fmt::format(
        "{}\"{}\": {{\"mean_ms\": {:.4f}, \"median_ms\": {:.4f}, \"p99_ms\": {:.4f}, "
        "\"first_median_ms\": {:.4f}, \"first_p99_ms\": {:.4f}, \"hits\": {}}}",
        out.empty() ? "" : ", ", kind,
        std::accumulate(best.begin(), best.end(), 0.0) / static_cast<double>(best.size()),
        best[middle], best[last], first[middle], first[last], hits);
  }
  fmt::print("{{{}}}\n", out);
} catch (const std::exception& error) {
  fmt::print(stderr, "search_bench: {}\n", error.what());
  return 2;
}
