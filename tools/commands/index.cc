// osteon index: papers from files, folders, archives or standard input into an index.
#include <array>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "base/error.h"
#include "corpus/reader.h"
#include "indexer/index_writer.h"
#include "tools/commands/commands.h"
#include "tools/commands/options.h"
#include "tools/commands/vocabulary_file.h"
#include "tools/interrupt.h"
#include "tools/output/json_report.h"
#include "tools/output/problems.h"
#include "tools/output/progress.h"
#include "tools/output/terminal.h"

namespace osteon::tools {
namespace {

namespace fs = std::filesystem;

struct Options {
  IndexOptions index;
  ReadOptions read;
  std::vector<std::string> paths;
  std::vector<std::string> vocabularies;
  std::size_t memory_megabytes = 512;
  bool json = false;
};

/// Bytes of the files under `paths`, to estimate the time left by.
std::uint64_t bytes_under(const std::vector<std::string>& paths) {
  std::uint64_t total = 0;
  std::error_code failure;
  for (const std::string& path : paths) {
    if (fs::is_regular_file(path, failure)) total += fs::file_size(path, failure);
    fs::recursive_directory_iterator entry(path, fs::directory_options::skip_permission_denied,
                                           failure);
    for (; !failure && entry != fs::recursive_directory_iterator(); entry.increment(failure)) {
      std::error_code unreadable;
      if (!entry->is_regular_file(unreadable)) continue;
      const std::uint64_t size = entry->file_size(unreadable);
      if (!unreadable) total += size;
    }
  }
  return total;
}

/// The vocabulary to tag with: what was asked for, else the starter one for an index that is new.
VocabularyFile chosen_vocabulary(const Options& options, std::vector<std::string>& notices) {
  if (options.vocabularies == std::vector<std::string>{"none"}) return {};
  if (!options.vocabularies.empty()) return VocabularyFile(options.vocabularies);
  std::error_code failure;
  if (fs::exists(fs::path(options.index.directory) / "manifest.json", failure)) return {};
  const std::string starter = starter_vocabulary();
  if (!starter.empty()) return VocabularyFile({starter});
  notices.emplace_back(
      "no starter vocabulary found beside the program; indexing words only (--vocab FILE)");
  return {};
}

/// What the report's numbers do not say by themselves.
void add_notices(const IndexReport& report, std::vector<std::string>& notices) {
  if (report.listed > 0) {
    notices.push_back(counted(report.listed, "paper") + " in the retraction list, " +
                      grouped(report.listed_here) + " of them in the index before this run");
  }
  if (report.vanished > 0) {
    notices.push_back(counted(report.vanished, "file") + " indexed from here before " +
                      (report.vanished == 1 ? "is" : "are") +
                      " gone; --prune removes what only they held");
  }
}

void print_json(const IndexReport& report, const std::vector<std::string>& notices) {
  nlohmann::ordered_json json;
  json["added"] = report.added;
  json["updated"] = report.updated;
  json["unchanged"] = report.unchanged;
  json["joined"] = report.joined;
  json["removed"] = report.removed;
  json["failed"] = report.failed;
  json["skipped"] = report.skipped;
  json["skips"] = nlohmann::ordered_json::array();
  for (const SkippedDocuments& some : report.skips) {
    json["skips"].push_back(
        {{"source", some.source}, {"reason", some.reason}, {"documents", some.documents}});
  }
  json["vanished"] = report.vanished;
  json["problems"] = problems_json(report.problems);
  json["notices"] = notices;
  json["papers"] = report.papers;
  json["passages"] = report.passages;
  json["bytes"] = report.bytes;
  json["seconds"] = report.seconds;
  json["revision"] = report.revision;
  json["interrupted"] = interrupted();
  print_json_report(std::move(json));
}

void print_report(const IndexReport& report, const std::vector<std::string>& notices) {
  print_problems(report.problems);
  for (const std::string& notice : notices) std::fprintf(stderr, "osteon: %s\n", notice.c_str());
  const std::array<std::pair<std::uint64_t, const char*>, 7> outcomes = {
      {{report.added, "added"},
       {report.updated, "updated"},
       {report.unchanged, "unchanged"},
       {report.joined, "joined with papers from other files"},
       {report.removed, "removed"},
       {report.skipped, "skipped"},
       {report.failed, "failed"}}};
  std::string text;
  for (const auto& [count, name] : outcomes) {
    if (count > 0) text += (text.empty() ? "" : ", ") + grouped(count) + " " + name;
  }
  if (text.empty()) text = "nothing to read";
  std::printf("%s; the index holds %s, %s (%s read in %.1f s)\n", text.c_str(),
              counted(report.papers, "paper").c_str(), counted(report.passages, "passage").c_str(),
              readable_bytes(report.bytes).c_str(), report.seconds);
  if (interrupted()) {
    std::fputs("osteon: interrupted; what was read so far is in the index\n", stderr);
  }
}

/// Throws Error (usage) for a format that no reader has.
void check_format(const std::string& format) {
  if (format.empty()) return;
  std::string known;
  for (const std::string_view name : reader_names()) {
    if (name == format) return;
    known += (known.empty() ? "" : ", ") + std::string(name);
  }
  throw Error(ErrorCode::usage, "no format \"" + format + "\"; known: " + known);
}

ExitCode run(Options& options) {
  check_format(options.read.format);
  if (options.paths.empty() && options.index.retractions.empty()) {
    throw Error(ErrorCode::usage, "give files, folders or archives to read, or --retractions");
  }
  options.index.memory_bytes = options.memory_megabytes << 20;
  catch_interrupts();
  std::vector<std::string> notices;
  const VocabularyFile vocabulary = chosen_vocabulary(options, notices);
  options.index.vocabulary = vocabulary.path();

  IndexReport report;
  {
    ProgressLine line;
    const std::uint64_t total = line.is_due() ? bytes_under(options.paths) : 0;
    report =
        index_paths(options.index, options.paths, options.read, [&](const IndexProgress& progress) {
          if (line.is_due()) {
            line.show(progress_text(progress, line.seconds(), total));
          }
          return interrupted();
        });
  }
  add_notices(report, notices);
  if (options.json) {
    print_json(report, notices);
  } else {
    print_report(report, notices);
  }
  if (interrupted()) return ExitCode::interrupted;
  // A folder with a bad file in it is still a success; a run that could read nothing is not.
  if (report.listed > 0) return ExitCode::ok;
  const bool anything =
      report.added + report.updated + report.unchanged + report.joined + report.removed > 0;
  return report.failed > 0 && !anything ? ExitCode::error : ExitCode::ok;
}

}  // namespace

Action set_up_index(CLI::App& app) {
  const auto options = std::make_shared<Options>();
  add_database_option(app, options->index.directory);
  app.add_option("path", options->paths, "Files, folders and archives; - reads standard input")
      ->type_name("PATH");
  add_vocabulary_option(
      app, options->vocabularies,
      "Tag with this vocabulary: a compiled .osv file, or sources to compile; \"none\" "
      "for no concepts. A new index takes the starter vocabulary, an old one its own");
  app.add_option("--format", options->read.format,
                 "Read every document as this format instead of detecting it")
      ->type_name("NAME");
  app.add_option("--jobs", options->index.jobs, "Threads; 0 is one per core")
      ->check(whole_number(0, 1024))
      ->type_name("N")
      ->capture_default_str();
  app.add_option("--memory", options->memory_megabytes, "Text held before it is written, in MiB")
      ->check(whole_number(16, 1 << 20))
      ->type_name("MIB")
      ->capture_default_str();
  app.add_flag("--prune", options->index.prune,
               "Remove papers whose files, below the folders given, are gone, and records that "
               "changed files no longer have");
  app.add_option(
         "--retractions", options->index.retractions,
         "Flag papers by this list, a CSV in Retraction Watch's columns; the index keeps it "
         "for papers that come later")
      ->type_name("CSV");
  add_json_option(app, options->json);
  set_examples(app,
               "  osteon index --db reviews papers/\n"
               "  osteon index --db reviews --prune papers/\n"
               "  osteon index --db reviews --vocab lab.tsv notes.md PMC_package.tar.gz\n"
               "  curl -s https://example.org/paper.xml | osteon index --db reviews -");
  return [options] { return run(*options); };
}

}  // namespace osteon::tools
