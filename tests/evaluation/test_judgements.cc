// TREC's and BEIR's files, good and bad.
#include <unistd.h>

#include <filesystem>

#include "base/error.h"
#include "base/file_io.h"
#include "tests/catch.h"
#include "tools/evaluation/judgements.h"

using namespace osteon;
namespace fs = std::filesystem;

namespace {

/// A file that holds `text` for the length of a test.
class TextFile {
 public:
  explicit TextFile(const std::string& text)
      : path_(fs::temp_directory_path() / ("osteon-judgements-" + std::to_string(::getpid()))) {
    write_file_atomically(path_, text);
  }
  ~TextFile() { fs::remove(path_); }
  std::string path() const { return path_; }

 private:
  fs::path path_;
};

std::string refusal(const std::string& text, const std::function<void(const std::string&)>& read) {
  const TextFile file(text);
  try {
    read(file.path());
  } catch (const Error& error) {
    const std::string what = error.what();
    return what.substr(what.find(':') + 1);
  }
  return "read";
}

}  // namespace

TEST_CASE("judgements are read from BEIR's three columns and TREC's four") {
  const Judgements expected = {{"q1", {{"d1", 2}, {"d 2", 0}}}, {"q2", {{"d1", -1}}}};
  CHECK(read_judgements(
            TextFile("query-id\tcorpus-id\tscore\nq1\td1\t2\r\nq1\td 2\t0\n\nq2\td1\t-1").path()) ==
        expected);
  const Judgements trec = {{"q1", {{"d1", 2}}}, {"q2", {{"d1", 0}}}};
  CHECK(read_judgements(TextFile("q1 0  d1 2\nq2 0 d1 0\n").path()) == trec);
}

TEST_CASE("a run survives writing and reading, in trec_eval's order") {
  const Run run = {{"q1", {{"a", 1}, {"b", 2}, {"c", 1}}}};
  const std::string text = write_run(run, "osteon");
  CHECK(text ==
        "q1 Q0 b 1 2.000000 osteon\n"
        "q1 Q0 c 2 1.000000 osteon\n"
        "q1 Q0 a 3 1.000000 osteon\n");
  CHECK(read_run(TextFile(text).path()).at("q1").size() == 3);
}

TEST_CASE("queries come as JSON lines or as TSV") {
  for (const char* text :
       {"{\"_id\": \"1\", \"text\": \"IL-6\"}\n{\"_id\": \"2\", \"text\": \"b\"}\n",
        "1\tIL-6\n2\tb\n"}) {
    const auto queries = read_queries(TextFile(text).path());
    REQUIRE(queries.size() == 2);
    CHECK(queries[0].id == "1");
    CHECK(queries[0].text == "IL-6");
  }
}

TEST_CASE("a bad line is refused with its number") {
  CHECK(refusal("a\tb\tc\nq\td\tx\n", [](const auto& p) { read_judgements(p); }) ==
        "2: the grade is not a whole number: x");
  CHECK(refusal("q\td\n", [](const auto& p) { read_judgements(p); }) ==
        "1: expected three columns (BEIR) or four (TREC)");
  CHECK(refusal("q Q0 d 1\n", [](const auto& p) { read_run(p); }) ==
        "1: expected six columns: query, Q0, document, rank, score, tag");
  CHECK(refusal("{\"_id\": 3}\n", [](const auto& p) { read_queries(p); }) ==
        "1: expected a JSON object with the strings \"_id\" and \"text\"");
  CHECK(refusal("1\ta\n1\tb\n", [](const auto& p) { read_queries(p); }) ==
        "2: query id given before: 1");
}
