// Vocabularies from a server that has what a publisher has, and breaks off as servers do.
#include <algorithm>
#include <filesystem>
#include <map>
#include <string>

#include "base/error.h"
#include "base/file_io.h"
#include "tests/catch.h"
#include "tests/indexer/sample_papers.h"
#include "tests/tools/small_server.h"
#include "tools/download/published_vocabularies.h"

using namespace osteon;
using namespace osteon::test;
using namespace osteon::tools;
using osteon::testing::TemporaryDirectory;
namespace fs = std::filesystem;

namespace {

VocabularyFetchOptions options_for(const SmallServer& server, const TemporaryDirectory& directory) {
  VocabularyFetchOptions out;
  out.directory = directory / "vocabularies";
  out.base_url = server.url("/mirror");
  out.http = hurried_options();
  return out;
}

/// A tar archive of small members, as ustar.
std::string tar(const std::map<std::string, std::string>& members) {
  std::string out;
  for (const auto& [name, text] : members) {
    std::string head(512, '\0');
    const auto put = [&](std::size_t at, const std::string& value) {
      std::copy(value.begin(), value.end(), head.begin() + static_cast<std::ptrdiff_t>(at));
    };
    char octal[12];
    std::snprintf(octal, sizeof octal, "%011zo", text.size());
    put(0, name);
    put(100, "0000644");
    put(108, "0000000");
    put(116, "0000000");
    put(124, octal);
    put(136, "00000000000");
    put(148, "        ");
    put(156, "0");
    put(257, std::string("ustar\0"
                         "00",
                         8));
    unsigned sum = 0;
    for (const char c : head) sum += static_cast<unsigned char>(c);
    std::snprintf(octal, sizeof octal, "%06o", sum);
    put(148, std::string(octal) + '\0' + ' ');
    out += head + text + std::string((512 - text.size() % 512) % 512, '\0');
  }
  return out + std::string(1024, '\0');
}

}  // namespace

TEST_CASE("vocabularies are fetched by name, and what is there is not asked for again") {
  const TemporaryDirectory directory;
  const SmallServer server([](const std::string& target) -> Reply {
    if (target == "/mirror/mondo.obo") return {200, "format-version: 1.2\n"};
    if (target == "/mirror/Homo_sapiens.gene_info.gz") return {200, "#tax_id\n"};
    return {404, ""};
  });
  VocabularyFetchOptions options = options_for(server, directory);
  options.names = {"mondo", "genes"};
  const auto first = fetch_vocabularies(options);
  REQUIRE(first.size() == 2);
  CHECK(read_file(first[0].path) == "format-version: 1.2\n");
  CHECK(first[1].bytes == 8);
  CHECK_FALSE(first[1].present);
  const auto second = fetch_vocabularies(options);
  CHECK(second[0].present);
  CHECK(server.targets().size() == 2);
  options.again = true;
  CHECK_FALSE(fetch_vocabularies(options)[0].present);
  CHECK(server.targets().size() == 4);
}

TEST_CASE("MeSH comes of this year or of the last one, both files of the same") {
  const TemporaryDirectory directory;
  std::string newest;
  const SmallServer server([&](const std::string& target) -> Reply {
    const std::string year = target.substr(target.size() - 7, 4);
    if (newest.empty()) newest = std::to_string(std::stoi(year) - 1);
    return year == newest ? Reply{200, "<DescriptorRecordSet>"} : Reply{404, ""};
  });
  VocabularyFetchOptions options = options_for(server, directory);
  options.names = {"mesh"};
  const auto files = fetch_vocabularies(options);
  REQUIRE(files.size() == 2);
  CHECK(fs::path(files[0].path).filename() == "desc" + newest + ".gz");
  CHECK(fs::path(files[1].path).filename() == "supp" + newest + ".gz");
  CHECK(server.targets().size() == 3);
  options.year = 1999;
  CHECK_THROWS_AS(fetch_vocabularies(options), Error);
}

TEST_CASE("of an archive only the tables stay") {
  const TemporaryDirectory directory;
  const SmallServer server([](const std::string&) -> Reply {
    return {200, tar({{"names.dmp", "1\t|\troot\t|\n"},
                      {"nodes.dmp", "1\t|\t1\t|\n"},
                      {"merged.dmp", "12\t|\t74109\t|\n"},
                      {"citations.dmp", "much"}})};
  });
  VocabularyFetchOptions options = options_for(server, directory);
  options.names = {"taxa"};
  const auto files = fetch_vocabularies(options);
  REQUIRE(files.size() == 3);
  CHECK(read_file(files[0].path) == "1\t|\troot\t|\n");
  CHECK(std::distance(fs::directory_iterator(options.directory), fs::directory_iterator{}) == 3);
  CHECK(fetch_vocabularies(options)[2].present);
}

TEST_CASE("a file that was cut short does not stay") {
  const TemporaryDirectory directory;
  // The head of a gzip file and nothing behind it.
  const SmallServer server([](const std::string&) -> Reply {
    return {200, std::string("\x1f\x8b\x08\0\0\0\0\0\0\x03\x4b", 11)};
  });
  VocabularyFetchOptions options = options_for(server, directory);
  options.names = {"genes"};
  CHECK_THROWS_AS(fetch_vocabularies(options), Error);
  CHECK(fs::is_empty(options.directory));
  options.names = {"gene"};
  CHECK_THROWS_AS(fetch_vocabularies(options), Error);
}
