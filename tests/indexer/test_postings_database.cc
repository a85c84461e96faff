// Posting lists written by us, read by Xapian: the same as those that Xapian writes.
#include <xapian.h>

#include <algorithm>
#include <map>
#include <set>
#include <sstream>

#include "base/error.h"
#include "base/file_io.h"
#include "indexer/posting_run.h"
#include "indexer/postings_database.h"
#include "tests/catch.h"
#include "tests/indexer/sample_papers.h"

using namespace osteon;
using namespace osteon::testing;

namespace {

using Lists = std::map<std::string, std::vector<Posting>>;
constexpr std::uint32_t slot = 3;

struct Collection {
  Lists lists;
  std::vector<std::uint32_t> lengths;
  PostingsDatabase::Values values;
};

// Lists of one posting and of all documents, keys of one byte and of 240, several levels of blocks.
Collection sample(std::uint32_t documents) {
  Collection out;
  out.lengths.resize(documents);
  std::uint32_t random = 7;
  const auto put = [&](const std::string& term, std::uint32_t document, std::uint32_t wdf) {
    auto& list = out.lists[term];
    if (!list.empty() && list.back().document == document) return;
    list.push_back({document, wdf});
    out.lengths[document - 1] += wdf;
  };
  for (std::uint32_t document = 1; document <= documents; ++document) {
    put("a", document, document % 200 + 1);
    put("XJ:" + std::string(237, 'j'), document, 0);
    if (document % 100 == 1) put("XJ:" + std::string(236, 'j') + "k", document, 1);
    for (int i = 0; i < 30; ++i) {
      random = random * 1664525 + 1013904223;
      put("w" + std::to_string((random >> 8) % 40000), document, random >> 29);
    }
    if (document % 3 == 0) out.values.emplace_back(document, "v" + std::to_string(document % 1000));
  }
  return out;
}

void write_ours(const Collection& from, const std::string& path) {
  PostingsDatabase database(path, from.lengths, slot, from.values);
  for (const auto& [term, postings] : from.lists) database.add(term, postings);
  database.finish();
}

void write_theirs(const Collection& from, const std::string& path) {
  Xapian::WritableDatabase database(
      path, Xapian::DB_CREATE_OR_OVERWRITE | Xapian::DB_BACKEND_GLASS | Xapian::DB_NO_TERMLIST);
  std::vector<Xapian::Document> documents(from.lengths.size());
  for (const auto& [term, postings] : from.lists)
    for (const Posting& posting : postings)
      documents[posting.document - 1].add_term(term, posting.wdf);
  for (const auto& [document, value] : from.values) documents[document - 1].add_value(slot, value);
  for (const Xapian::Document& document : documents) database.add_document(document);
  database.commit();
}

std::string content(const Xapian::Database& database) {
  std::ostringstream out;
  out << database.get_doccount() << ' ' << database.get_lastdocid() << ' '
      << database.get_total_length() << ' ' << database.get_doclength_lower_bound() << ' '
      << database.get_doclength_upper_bound() << ' ' << database.get_value_freq(slot) << ' '
      << database.get_value_lower_bound(slot) << ' ' << database.get_value_upper_bound(slot)
      << '\n';
  for (auto term = database.allterms_begin(); term != database.allterms_end(); ++term) {
    out << *term << ' ' << term.get_termfreq() << ' ' << database.get_collection_freq(*term) << ' '
        << database.get_wdf_upper_bound(*term);
    for (auto at = database.postlist_begin(*term); at != database.postlist_end(*term); ++at)
      out << ' ' << *at << 'x' << at.get_wdf();
    out << '\n';
  }
  for (auto at = database.postlist_begin(""); at != database.postlist_end(""); ++at)
    out << *at << ':' << database.get_doclength(*at) << ' ';
  for (auto at = database.valuestream_begin(slot); at != database.valuestream_end(slot); ++at)
    out << at.get_docid() << '=' << *at << ' ';
  return out.str();
}

}  // namespace

TEST_CASE("posting lists are what Xapian would have written") {
  TemporaryDirectory directory;
  for (const std::uint32_t documents : {1u, 3u, 400u, 9000u}) {
    const std::string name = std::to_string(documents);
    const Collection collection = sample(documents);
    write_ours(collection, directory / ("ours" + name));
    write_theirs(collection, directory / ("theirs" + name));
    const Xapian::Database ours(directory / ("ours" + name));
    CHECK((content(ours) == content(Xapian::Database(directory / ("theirs" + name)))));
    std::ostringstream report;
    CHECK(Xapian::Database::check(directory / ("ours" + name), 0, &report) == 0);
    INFO(report.str());

    // Any posting is found from any other one, over the borders of chunks and blocks.
    for (const char* term : {"a", "w17"}) {
      if (collection.lists.count(term) == 0) continue;
      for (const Posting& posting : collection.lists.at(term)) {
        if (posting.document % 61 != 0) continue;
        auto at = ours.postlist_begin(term);
        at.skip_to(posting.document);
        CHECK(*at == posting.document);
        CHECK(at.get_wdf() == posting.wdf);
      }
    }
  }
}

// Keys hold a document's number in two to five bytes.
TEST_CASE("postings are found among millions of documents") {
  TemporaryDirectory directory;
  for (const std::uint32_t documents : {0x4100u, 0x8100u, 0x400100u}) {
    const std::string path = directory / std::to_string(documents);
    const std::vector<std::uint32_t> lengths(documents, 1);
    Collection collection;
    for (std::uint32_t document = 1; document <= documents; document += documents > 99999 ? 9 : 1)
      collection.lists["a"].push_back({document, 1});
    collection.lengths = lengths;
    for (std::uint32_t document = 1; document <= documents; document += 97)
      collection.values.emplace_back(document, "value");
    write_ours(collection, path);
    std::ostringstream report;
    CHECK(Xapian::Database::check(path, 0, &report) == 0);
    INFO(report.str());
    const Xapian::Database ours(path);
    Xapian::Database(path).compact(path + ".one", Xapian::DBCOMPACT_SINGLE_FILE);
    const Xapian::Database one(path + ".one");
    for (const Xapian::Database& database : {ours, one}) {
      auto at = database.postlist_begin("a");
      for (std::size_t i = 0; i < collection.lists["a"].size(); i += 500) {
        const std::uint32_t document = collection.lists["a"][i].document;
        at.skip_to(document);
        REQUIRE(at != database.postlist_end("a"));
        CHECK(*at == document);
      }
      CHECK(database.get_doclength(documents) == 1);
      CHECK(database.get_doccount() == documents);
    }
  }
}

TEST_CASE("joined posting lists follow each other") {
  TemporaryDirectory directory;
  for (const char* kind : {"ours", "theirs"}) {
    const auto write = std::string(kind) == "ours" ? write_ours : write_theirs;
    Xapian::Database all;
    for (const std::uint32_t documents : {700u, 50u, 2000u}) {
      const std::string path = directory / (kind + std::to_string(documents));
      write(sample(documents), path);
      all.add_database(Xapian::Database(path));
    }
    all.compact(directory / kind, Xapian::DBCOMPACT_SINGLE_FILE);
  }
  CHECK((content(Xapian::Database(directory / "ours")) ==
         content(Xapian::Database(directory / "theirs"))));
}

TEST_CASE("runs of batches become one database of full chunks") {
  TemporaryDirectory directory;
  const Collection whole = sample(2000);
  std::vector<std::string> runs;
  for (std::uint32_t begin = 0; begin < 2000;) {
    const std::uint32_t end = std::min(2000u, begin + (begin == 0 ? 1 : 433));
    const auto first = whole.lengths.begin();
    const std::vector<std::uint32_t> lengths(first + begin, first + end);
    PostingsDatabase::Values values;
    for (const auto& [document, value] : whole.values)
      if (document > begin && document <= end) values.emplace_back(document - begin, value);
    runs.push_back(directory / std::to_string(begin) + ".run");
    PostingRunWriter run(runs.back(), lengths, values);
    for (const auto& [term, postings] : whole.lists) {
      std::vector<Posting> of_run;
      for (const Posting& posting : postings)
        if (posting.document > begin && posting.document <= end)
          of_run.push_back({posting.document - begin, posting.wdf});
      if (!of_run.empty()) run.add(term, of_run);
    }
    run.finish();
    begin = end;
  }
  join_posting_runs(runs, slot, directory / "joined");
  write_ours(whole, directory / "whole");
  const auto table = [&](const char* name) {
    return read_file(directory / name + "/postlist.glass");
  };
  CHECK(table("joined") == table("whole"));

  write_file_atomically(runs[1], read_file(runs[1]).substr(0, 5000));
  CHECK_THROWS_AS(join_posting_runs(runs, slot, directory / "cut"), Error);
}

TEST_CASE("a term that no key can hold is refused") {
  TemporaryDirectory directory;
  const std::vector<std::uint32_t> lengths{1};
  PostingsDatabase database(directory / "db", lengths, slot, {});
  const std::vector<Posting> postings{{1, 1}};
  CHECK_THROWS_AS(database.add(std::string(256, 'x'), postings), Error);
}
