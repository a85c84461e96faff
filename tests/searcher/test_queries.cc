// The traps of queries/rows.tsv, with vocabularies as their publishers give them.
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "tests/catch.h"
#include "tests/searcher/small_index.h"

using namespace osteon;
using osteon::testing::SmallIndex;
using osteon::testing::SmallPaper;

namespace {

namespace fs = std::filesystem;

const std::string folder = std::string(OSTEON_SOURCE_DIR) + "/tests/searcher/queries/";

/// Lines of a table that are no remark, each cut at its tabs.
std::vector<std::vector<std::string>> rows_of(const std::string& file) {
  std::ifstream in(folder + file);
  REQUIRE(in);
  std::vector<std::vector<std::string>> out;
  for (std::string line; std::getline(in, line);) {
    if (line.empty() || line.front() == '#') continue;
    std::vector<std::string> row(1);
    for (const char c : line) {
      if (c == '\t') {
        row.emplace_back();
      } else {
        row.back() += c;
      }
    }
    out.push_back(std::move(row));
  }
  return out;
}

std::set<std::string> words_of(const std::string& text) {
  std::set<std::string> out;
  std::string word;
  for (const char c : text + ' ') {
    if (c != ' ') {
      word += c;
    } else if (!word.empty()) {
      out.insert(std::exchange(word, {}));
    }
  }
  return out;
}

/// The published files, as far as they are there; empty without OSTEON_SHARED's vocabularies.
std::vector<std::string> published_vocabularies() {
  const char* chosen = std::getenv("OSTEON_SHARED");
  const fs::path shared =
      fs::path(chosen != nullptr ? chosen : std::string(OSTEON_SOURCE_DIR) + "/../shared") /
      "data/vocabulary";
  std::vector<std::string> out;
  for (const char* name :
       {"desc2024.xml.gz", "supp2024.xml.gz", "mondo.obo.gz", "Homo_sapiens.gene_info.gz"}) {
    if (fs::exists(shared / name)) out.push_back((shared / name).string());
  }
  return out.size() == 4 ? out : std::vector<std::string>{};
}

std::vector<SmallPaper> passages() {
  std::vector<SmallPaper> out;
  for (std::vector<std::string>& row : rows_of("passages.tsv")) {
    REQUIRE(row.size() >= 2);
    // A line break in the middle of a word, as old PDF text has it.
    if (const std::size_t at = row[1].find("⏎"); at != std::string::npos) {
      row[1].replace(at, std::string("⏎").size(), "\n");
    }
    out.push_back({row[0], row.size() > 2 ? row[2] : "Note", {row[1]}});
  }
  return out;
}

struct Found {
  std::vector<std::string> papers;  ///< best first
  SearchResponse response;
  std::set<std::string> set() const { return {papers.begin(), papers.end()}; }
  std::size_t rank(const std::string& id) const {
    for (std::size_t i = 0; i < papers.size(); ++i) {
      if (papers[i] == id) return i;
    }
    return papers.size();
  }
};

Found find(SmallIndex& index, const std::string& query) {
  SearchRequest request;
  request.query = query;
  request.limit = 1000;
  request.facets = true;
  request.facet_limit = 1000;
  Found out;
  out.response = index.search(request);
  for (const PaperHit& hit : out.response.hits) out.papers.push_back(hit.paper.id);
  return out;
}

bool has_notice(const SearchResponse& response, const std::string& kind, const std::string& words) {
  for (const Notice& notice : response.notices) {
    if (notice.kind == kind && notice.message.find(words) != std::string::npos) return true;
  }
  return false;
}

void check_row(SmallIndex& index, const std::vector<std::string>& row) {
  const std::string& kind = row.front();
  REQUIRE(row.size() >= 2);
  const Found first = find(index, row[1]);
  CAPTURE(row[1], first.papers, first.response.interpretation);
  if (kind == "equal") {
    CHECK(!first.papers.empty());
    for (std::size_t i = 2; i < row.size(); ++i) {
      const Found other = find(index, row[i]);
      CAPTURE(row[i], other.response.interpretation);
      CHECK(other.set() == first.set());
    }
  } else if (kind == "superset") {
    const std::set<std::string> all = first.set(), part = find(index, row.at(2)).set();
    CHECK(!part.empty());
    CHECK(std::includes(all.begin(), all.end(), part.begin(), part.end()));
  } else if (kind == "must" || kind == "mustnot") {
    const std::set<std::string> all = first.set();
    for (const std::string& id : words_of(row.at(2))) {
      CAPTURE(id);
      CHECK(all.contains(id) == (kind == "must"));
    }
  } else if (kind == "rank_above") {
    CHECK(first.rank(row.at(2)) < first.papers.size());
    CHECK(first.rank(row.at(2)) < first.rank(row.at(3)));
  } else if (kind == "notice") {
    CHECK(has_notice(first.response, row.at(2), row.size() > 3 ? row[3] : ""));
  } else if (kind == "quiet") {
    for (std::size_t i = 1; i < row.size(); ++i) {
      CAPTURE(row[i]);
      CHECK(find(index, row[i]).response.notices.empty());
    }
  } else if (kind == "facet") {
    std::uint64_t papers = 0;
    if (first.response.facets.contains(row.at(2))) {
      for (const FacetValue& value : first.response.facets.at(row.at(2))) {
        if (value.id == row.at(3)) papers = value.papers;
      }
    }
    CHECK(std::to_string(papers) == row.at(4));
  } else {
    REQUIRE(kind == "noerror");
  }
}

}  // namespace

TEST_CASE("queries that a demanding reader types, with published vocabularies") {
  const std::vector<std::string> sources = published_vocabularies();
  if (sources.empty()) {
    std::puts("skipped: OSTEON_SHARED has no vocabularies; see tests/searcher/queries");
    return;
  }
  SmallIndex index({passages()}, testing::VocabularySources{sources});
  const auto rows = rows_of("rows.tsv");
  REQUIRE(rows.size() > 80);
  for (const std::vector<std::string>& row : rows) check_row(index, row);
}
