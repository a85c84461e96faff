// Damaged and foreign files are refused with their name; checks find single bytes.
#include <filesystem>
#include <fstream>
#include <functional>

#include "base/file_io.h"
#include "base/hash.h"
#include "indexer/index_writer.h"
#include "indexer/manifest.h"
#include "indexer/passage_file.h"
#include "indexer/snapshot.h"
#include "tests/catch.h"
#include "tests/indexer/index_content.h"
#include "tests/indexer/sample_papers.h"

using namespace osteon;
using namespace osteon::testing;
namespace fs = std::filesystem;

namespace {

void change(const std::string& path, const std::function<void(std::string&)>& edit) {
  std::string bytes = read_file(path);
  edit(bytes);
  std::ofstream(path, std::ios::binary | std::ios::trunc) << bytes;
}

// Reads all there is; what it throws must be an Error.
void read_everything(const std::string& index) {
  index_content(index);
}

}  // namespace

TEST_CASE("an index that cannot be read is refused with the file and the reason") {
  struct Row {
    std::string file;
    std::function<void(std::string&)> edit;
    ErrorCode code;
    std::string says;
  };
  const auto version = [](std::string& bytes) { bytes[8] = 99; };
  const std::vector<Row> rows{
      {"manifest.json", [](std::string& b) { b.resize(b.size() / 2); }, ErrorCode::corrupt,
       "damaged"},
      {"manifest.json",
       [](std::string& b) { b.replace(b.find("\"papers\": 6"), 11, "\"papers\": 7"); },
       ErrorCode::corrupt, "checksum"},
      {"manifest.json",
       [](std::string& b) { b.replace(b.find("\"format\": 3"), 11, "\"format\": 9"); },
       ErrorCode::incompatible_version, "format 9"},
      {"seg-000001.pas", [](std::string& b) { b.resize(b.size() - 1); }, ErrorCode::corrupt,
       "bytes instead of"},
      {"seg-000001.pas", [](std::string& b) { b.resize(10); }, ErrorCode::corrupt,
       "seg-000001.pas"},
      {"seg-000001.pas", version, ErrorCode::incompatible_version, "version 99"},
      {"seg-000001.pas", [](std::string& b) { b[0] = 'x'; }, ErrorCode::corrupt,
       "not a passage file"},
      {"seg-000001.pas", [](std::string& b) { b[40] ^= 1; }, ErrorCode::corrupt, "header checksum"},
      {"seg-000001.pas", [](std::string& b) { b[100] ^= 1; }, ErrorCode::corrupt,
       "header checksum"},
  };
  for (const Row& row : rows) {
    INFO(row.file << " " << row.says);
    TemporaryDirectory directory;
    const std::string index = directory / "index";
    index_papers(index, sample_papers(6));
    change(index + "/" + row.file, row.edit);
    try {
      open_snapshot(index);
      FAIL("opened");
    } catch (const Error& error) {
      CHECK(error.code() == row.code);
      CHECK(std::string(error.what()).find(row.file) != std::string::npos);
      CHECK(std::string(error.what()).find(row.says) != std::string::npos);
    }
    CHECK_FALSE(check_index(index).empty());
  }
}

TEST_CASE("a missing index, a missing file and another analyzer are told apart") {
  TemporaryDirectory directory;
  const auto code_of = [](const std::string& index) {
    try {
      open_snapshot(index);
    } catch (const Error& error) {
      return error.code();
    }
    return ErrorCode::internal;
  };
  CHECK(code_of(directory / "nothing") == ErrorCode::not_found);
  const std::string index = directory / "index";
  index_papers(index, sample_papers(6));
  Manifest manifest = read_manifest(index);
  const Manifest good = manifest;
  manifest.analyzer_fingerprint = "another";
  write_manifest(index, manifest);
  CHECK(code_of(index) == ErrorCode::incompatible_version);
  // A writer analyses the stored text again.
  compact_index(index);
  CHECK(live_papers(index).size() == 6);
  CHECK(read_manifest(index).analyzer_fingerprint == good.analyzer_fingerprint);
  CHECK(check_index(index).empty());
  fs::remove(index + "/" + read_manifest(index).segments[0].database.name);
  CHECK(code_of(index) == ErrorCode::corrupt);
}

TEST_CASE("any single changed byte is found by a check and never crashes a reader") {
  TemporaryDirectory directory;
  const std::string index = directory / "index";
  index_papers(index, sample_papers(6), sample_vocabulary(directory));
  for (const ManifestFile& file : read_manifest(index).files()) {
    const std::string path = index + "/" + file.name;
    const std::string good = read_file(path);
    const std::size_t step = good.size() / 60 + 1;
    for (std::size_t at = step / 2; at < good.size(); at += step) {
      INFO(file.name << " byte " << at);
      change(path, [&](std::string& bytes) { bytes[at] = static_cast<char>(bytes[at] ^ 0x55); });
      CHECK_FALSE(check_index(index).empty());
      if (!file.name.ends_with(".xapian")) {
        try {
          read_everything(index);
        } catch (const Error&) {
          // Refused: as good as harmless.
        }
      }
      change(path, [&](std::string& bytes) { bytes = good; });
    }
  }
  CHECK(check_index(index).empty());
}
