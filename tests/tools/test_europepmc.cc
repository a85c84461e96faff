// Fetching papers from a server that speaks Europe PMC's protocol, and fails as servers do.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>

#include "base/error.h"
#include "tests/catch.h"
#include "tests/indexer/sample_papers.h"
#include "tests/tools/small_server.h"
#include "tools/download/europepmc.h"

using namespace osteon;
using namespace osteon::test;
using namespace osteon::tools;
using osteon::testing::TemporaryDirectory;
namespace fs = std::filesystem;

namespace {

std::string article(const std::string& id) {
  return "<article article-type='review-article'><front><article-meta><article-id "
         "pub-id-type='pmcid'>" +
         id +
         "</article-id><title-group><article-title>Bone</article-title></title-group>"
         "</article-meta></front><body><p>Muscle.</p></body></article>";
}

std::string page(int found, const std::vector<std::string>& ids, const std::string& next) {
  std::string out = R"({"version":"6.9","hitCount":)" + std::to_string(found);
  if (!next.empty()) out += R"(,"nextCursorMark":")" + next + '"';
  out += R"(,"resultList":{"result":[)";
  for (std::size_t i = 0; i < ids.size(); ++i) {
    out +=
        (i == 0 ? "" : ",") + std::string(R"({"id":"1","source":"MED","pmcid":")") + ids[i] + "\"}";
  }
  return out + "]}}";
}

std::string cursor_of(const std::string& target) {
  return target.substr(target.find("cursorMark=") + 11);
}

// Options whose waits take no time.
FetchOptions options_for(const SmallServer& server, const TemporaryDirectory& directory) {
  FetchOptions out;
  out.query = "bone & muscle";
  out.directory = directory / "papers";
  out.base_url = server.url("/rest/");
  out.http = hurried_options();
  return out;
}

std::string files_in(const std::string& directory) {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(directory)) {
    names.push_back(entry.path().filename());
  }
  std::sort(names.begin(), names.end());
  std::string out;
  for (const std::string& name : names) out += name + ' ';
  return out;
}

std::string summary(const FetchReport& report) {
  return std::to_string(report.found) + " found, " + std::to_string(report.downloaded) +
         " downloaded, " + std::to_string(report.present) + " present, " +
         std::to_string(report.problems.size()) + " failed";
}

}  // namespace

TEST_CASE("papers are fetched page by page until the cursor repeats, and never twice") {
  const TemporaryDirectory directory;
  const SmallServer server([&](const std::string& target) -> Reply {
    if (target.find("/search?") == std::string::npos) return {200, article(target.substr(6, 4))};
    if (cursor_of(target) == "%2A") return {200, page(4, {"PMC1", "PMC2"}, "a+b/=")};
    return {200, page(4, {"PMC3", "PMC4"}, "a+b/=")};
  });
  const FetchOptions options = options_for(server, directory);
  CHECK(summary(fetch_papers(options)) == "4 found, 4 downloaded, 0 present, 0 failed");
  CHECK(files_in(options.directory) == "PMC1.xml PMC2.xml PMC3.xml PMC4.xml ");
  const std::vector<std::string> asked = server.targets();
  REQUIRE(asked.size() == 6);
  CHECK(asked[0] ==
        "/rest/search?query=%28bone%20%26%20muscle%29%20AND%20OPEN_ACCESS%3Ay%20AND%20IN_EPMC%3Ay"
        "%20AND%20PUB_TYPE%3Areview&format=json&resultType=core&pageSize=100&cursorMark=%2A");
  CHECK(asked[1] == "/rest/PMC1/fullTextXML");
  CHECK(cursor_of(asked[3]) == "a%2Bb%2F%3D");

  fs::remove(options.directory + "/PMC2.xml");
  CHECK(summary(fetch_papers(options)) == "4 found, 1 downloaded, 3 present, 0 failed");
}

TEST_CASE("what fails is told with its reason, and nothing broken is kept") {
  const TemporaryDirectory directory;
  std::map<std::string, int> asked;
  const SmallServer server([&](const std::string& target) -> Reply {
    const int times = ++asked[target];
    if (target.find("/search?") != std::string::npos) {
      if (times == 1) return {429, "", {"Retry-After: 1"}};
      return {200, page(7, {"PMC1", "PMC2", "PMC3", "PMC4", "PMC5", "PMC6", "../PMC7"}, "")};
    }
    if (target == "/rest/PMC1/fullTextXML") return {404, ""};
    if (target == "/rest/PMC2/fullTextXML") return {500, ""};
    if (target == "/rest/PMC3/fullTextXML") return {200, article("PMC3").substr(0, 150)};
    if (target == "/rest/PMC4/fullTextXML") return {200, "<html><body>Sorry</body></html>"};
    if (target == "/rest/PMC5/fullTextXML") return {200, article("PMC5"), {}, times == 1 ? 80 : -1};
    return {200, article("PMC6")};
  });
  const FetchOptions options = options_for(server, directory);
  const FetchReport report = fetch_papers(options);
  CHECK(summary(report) == "7 found, 2 downloaded, 0 present, 4 failed");
  CHECK(files_in(options.directory) == "PMC5.xml PMC6.xml ");
  REQUIRE(report.problems.size() == 4);
  CHECK(report.problems[0].source == server.url("/rest/PMC1/fullTextXML"));
  CHECK(report.problems[0].reason == "the server answered 404");
  CHECK(report.problems[1].reason == "the server answered 500, 3 tries");
  CHECK(report.problems[2].reason.find("cut off") != std::string::npos);
  CHECK(report.problems[3].location == "PMC4");
  CHECK(report.retries == 4);
}

TEST_CASE("a limit, a search without hits, and a server that is no Europe PMC") {
  const TemporaryDirectory directory;
  std::string answer = page(900, {"PMC1", "PMC2", "PMC3"}, "next");
  const SmallServer server([&](const std::string& target) -> Reply {
    if (target.find("/search?") != std::string::npos) return {200, answer};
    return {200, article("PMC1")};
  });
  FetchOptions options = options_for(server, directory);
  options.most = 2;
  options.reviews_only = false;
  CHECK(summary(fetch_papers(options)) == "900 found, 2 downloaded, 0 present, 0 failed");
  CHECK(server.targets()[0].find("PUB_TYPE") == std::string::npos);
  CHECK(server.targets()[0].find("pageSize=2&") != std::string::npos);
  answer = page(0, {}, "");
  CHECK(summary(fetch_papers(options)) == "0 found, 0 downloaded, 0 present, 0 failed");
  for (const char* other : {"<html>", "[]", "{}", R"({"resultList":7})"}) {
    answer = other;
    CHECK_THROWS_AS(fetch_papers(options), Error);
  }
}

TEST_CASE("a server that is down ends the run after five papers, and an interruption at once") {
  const TemporaryDirectory directory;
  std::vector<std::string> ids;
  for (int i = 1; i <= 9; ++i) ids.push_back("PMC" + std::to_string(i));
  bool stop = false;
  const SmallServer server([&](const std::string& target) -> Reply {
    if (target.find("/search?") != std::string::npos) return {200, page(9, ids, "")};
    if (target == "/rest/PMC1/fullTextXML") return {200, article("PMC1")};
    stop = true;
    return {503, ""};
  });
  FetchOptions options = options_for(server, directory);
  CHECK(summary(fetch_papers(options)) == "9 found, 1 downloaded, 0 present, 6 failed");
  stop = false;
  options.http.stop = [&] { return stop; };
  const FetchReport report = fetch_papers(options);
  CHECK(report.interrupted);
  CHECK(summary(report) == "9 found, 0 downloaded, 1 present, 0 failed");
}
