// Walking folders and archives: order, links, pipes, unreadable files, bombs, records cut apart.
#include <archive.h>
#include <archive_entry.h>
#include <sys/stat.h>
#include <unistd.h>

#include <fstream>

#include "tests/catch.h"
#include "tests/corpus/paper_text.h"

using namespace osteon;
using namespace osteon::test;
namespace fs = std::filesystem;

namespace {

class Folder {
 public:
  Folder() {
    std::string name = (fs::temp_directory_path() / "osteon-visit-XXXXXX").string();
    REQUIRE(::mkdtemp(name.data()) != nullptr);
    path_ = name;
  }
  ~Folder() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  }
  fs::path write(const std::string& name, const std::string& bytes) const {
    fs::create_directories((path_ / name).parent_path());
    std::ofstream(path_ / name, std::ios::binary) << bytes;
    return path_ / name;
  }
  const fs::path& path() const { return path_; }

 private:
  fs::path path_;
};

using Members = std::vector<std::pair<std::string, std::string>>;

std::string packed(const Members& members, int format, int filter) {
  archive* out = archive_write_new();
  archive_write_set_format(out, format);
  archive_write_add_filter(out, filter);
  std::vector<char> buffer(32u << 20);
  std::size_t used = 0;
  REQUIRE(archive_write_open_memory(out, buffer.data(), buffer.size(), &used) == ARCHIVE_OK);
  for (const auto& [name, bytes] : members) {
    archive_entry* entry = archive_entry_new();
    archive_entry_set_pathname(entry, name.c_str());
    archive_entry_set_size(entry, static_cast<la_int64_t>(bytes.size()));
    archive_entry_set_filetype(entry, AE_IFREG);
    archive_entry_set_perm(entry, 0644);
    archive_write_header(out, entry);
    archive_write_data(out, bytes.data(), bytes.size());
    archive_entry_free(entry);
  }
  archive_write_close(out);
  archive_write_free(out);
  return {buffer.data(), used};
}

std::string gzipped(const std::string& bytes) {
  return packed({{"x", bytes}}, ARCHIVE_FORMAT_RAW, ARCHIVE_FILTER_GZIP);
}

// What a visit tells: "source: size" and "source | location | reason" lines, the folder's own name
// taken off.
std::string visited(const fs::path& root, const std::vector<std::string>& paths,
                    ReadOptions options = {}) {
  std::string log;
  const auto relative = [&](std::string text) {
    if (text.starts_with(root.string())) text.erase(0, root.string().size() + 1);
    return text;
  };
  visit_documents(
      paths, options,
      [&](Document&& document) {
        log += relative(document.source) + ": " + std::to_string(document.bytes.size()) + "\n";
        return true;
      },
      [&](Problem&& problem) {
        log += relative(problem.source) + " | " + problem.location + " | " + problem.reason + "\n";
        return true;
      });
  return log;
}

}  // namespace

TEST_CASE("a folder is walked in the order of names; odd files are reported") {
  const Folder folder;
  folder.write("b.md", "# B");
  folder.write("a/z.md", "# Z!");
  folder.write("a/y.md", "");
  folder.write(".hidden", "no");
  fs::create_directory_symlink(folder.path(), folder.path() / "a" / "loop");
  fs::create_symlink("self", folder.path() / "self");
  REQUIRE(::mkfifo((folder.path() / "pipe").c_str(), 0600) == 0);
  CHECK(visited(folder.path(), {folder.path().string(), (folder.path() / "gone").string()}) ==
        "a/loop |  | a link that leads back into its own folder\n"
        "a/y.md: 0\na/z.md: 4\nb.md: 3\n"
        "pipe |  | not a regular file\n"
        "self |  | Too many levels of symbolic links\n"
        "gone |  | No such file or directory\n");
}

TEST_CASE("a folder or file that may not be read is reported and the rest goes on") {
  if (::geteuid() == 0) {
    WARN("skipped: root may read everything");
    return;
  }
  const Folder folder;
  folder.write("closed/x.md", "x");
  folder.write("locked.md", "x");
  folder.write("open.md", "x");
  fs::permissions(folder.path() / "closed", fs::perms::none);
  fs::permissions(folder.path() / "locked.md", fs::perms::none);
  CHECK(visited(folder.path(), {folder.path().string()}) ==
        "closed |  | Permission denied\nlocked.md |  | Permission denied\nopen.md: 1\n");
  fs::permissions(folder.path() / "closed", fs::perms::owner_all);
}

TEST_CASE("archives are streamed, also within one another") {
  const Folder folder;
  const Members members = {{"d/1.md", "# One"}, {"2.md", "# Two!"}};
  folder.write("a.tar", packed(members, ARCHIVE_FORMAT_TAR_USTAR, ARCHIVE_FILTER_NONE));
  folder.write("b.tar.gz", packed(members, ARCHIVE_FORMAT_TAR_PAX_RESTRICTED, ARCHIVE_FILTER_GZIP));
  folder.write("c.zip", packed(members, ARCHIVE_FORMAT_ZIP, ARCHIVE_FILTER_NONE));
  folder.write("d.md.gz", gzipped("# Gz"));
  folder.write("e.md.zst", packed({{"x", "# Zst"}}, ARCHIVE_FORMAT_RAW, ARCHIVE_FILTER_ZSTD));
  folder.write("f.tar", packed({{"in.md.gz", gzipped("# In")}, {"z.md", "z"}},
                               ARCHIVE_FORMAT_TAR_USTAR, ARCHIVE_FILTER_NONE));
  folder.write("g.md.gz", gzipped(""));
  CHECK(visited(folder.path(), {folder.path().string()}) ==
        "a.tar!d/1.md: 5\na.tar!2.md: 6\nb.tar.gz!d/1.md: 5\nb.tar.gz!2.md: 6\n"
        "c.zip!d/1.md: 5\nc.zip!2.md: 6\nd.md.gz: 4\ne.md.zst: 5\n"
        "f.tar!in.md.gz: 4\nf.tar!z.md: 1\ng.md.gz: 0\n");
}

TEST_CASE("broken and hostile archives are reported once") {
  const Folder folder;
  const std::string good = packed({{"1.md", "# One"}, {"2.md", std::string(100000, 'x')}},
                                  ARCHIVE_FORMAT_TAR_USTAR, ARCHIVE_FILTER_GZIP);
  folder.write("cut.tar.gz", good.substr(0, good.size() - 30));
  folder.write("inner.tar", packed({{"bad.gz", std::string("\x1F\x8B\x08nonsense-nonsense", 20)},
                                    {"ok.md", "ok"}},
                                   ARCHIVE_FORMAT_TAR_USTAR, ARCHIVE_FILTER_NONE));
  std::string nested = "# deep";
  for (int i = 0; i < 6; ++i) {
    nested = packed({{"n.tar", nested}}, ARCHIVE_FORMAT_TAR_USTAR, ARCHIVE_FILTER_NONE);
  }
  folder.write("nest.tar", nested);
  ReadOptions options;
  options.max_expansion = 100;
  folder.write("zbomb.md.gz", gzipped(std::string(90u << 20, 'a')));
  const std::string log = visited(folder.path(), {folder.path().string()}, options);
  INFO(log);
  CHECK(log.find("cut.tar.gz!1.md: 5\ncut.tar.gz | ") == 0);
  CHECK(log.find("inner.tar!bad.gz | ") != std::string::npos);
  CHECK(log.find("inner.tar!ok.md: 2\n") != std::string::npos);
  CHECK(log.find("nest.tar!n.tar!n.tar!n.tar!n.tar |  | archives within archives are read 4 deep "
                 "only\n") != std::string::npos);
  CHECK(log.find("zbomb.md.gz |  | unfolds to more than 100 times its size and was refused\n") !=
        std::string::npos);
  CHECK(std::count(log.begin(), log.end(), '\n') == 6);
}

TEST_CASE("a set of many records is cut at their borders") {
  const Folder folder;
  std::string set = "<?xml version=\"1.0\"?>\n<pmc-articleset>\n";
  for (int i = 1; i <= 50; ++i) {
    set += "<article><body><p>paper " + std::to_string(i) + (i == 40 ? " & " : "") +
           "</p></body></article>\n";
  }
  set += "</pmc-articleset>\n";
  const fs::path file = folder.write("set.xml", set);
  ReadOptions options;
  options.split_bytes = 500;
  std::string log;
  std::size_t documents = 0;
  visit_documents(
      {file.string()}, options,
      [&](Document&& document) {
        ++documents;
        const ReadResult result = read_document(document, options);
        for (const Problem& problem : result.problems) log += problem.location + "\n";
        for (const Paper& paper : result.papers)
          log += paper.sections.at(0).paragraphs.at(0) + "\n";
        return true;
      },
      [&](Problem&&) { return false; });
  std::string expected;
  for (int i = 1; i <= 50; ++i) expected += "paper " + std::to_string(i) + "\n";
  CHECK(documents > 3);
  INFO(log);
  CHECK(log.find("line 42\n") != std::string::npos);
  log.erase(log.find("line 42\n"), 8);
  const std::size_t odd = log.find("paper 40");
  CHECK(log.substr(0, odd) + "paper 40" + log.substr(log.find('\n', odd)) == expected);
}

TEST_CASE("a visit stops when it is told to") {
  const Folder folder;
  folder.write("a.md", "a");
  folder.write("b.md", "b");
  int seen = 0;
  visit_documents(
      {folder.path().string()}, {}, [&](Document&&) { return ++seen < 1; },
      [](Problem&&) { return true; });
  CHECK(seen == 1);
}
