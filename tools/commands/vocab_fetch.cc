// osteon vocab fetch: vocabularies from their publishers into a folder, for osteon vocab build.
#include <cstdio>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "tools/commands/commands.h"
#include "tools/commands/options.h"
#include "tools/download/published_vocabularies.h"
#include "tools/interrupt.h"
#include "tools/output/json_report.h"
#include "tools/output/progress.h"
#include "tools/output/terminal.h"

namespace osteon::tools {
namespace {

struct Options {
  VocabularyFetchOptions fetch;
  bool list = false, json = false;
};

ExitCode list(bool json) {
  nlohmann::ordered_json found = nlohmann::json::array();
  for (const PublishedVocabulary& one : published_vocabularies()) {
    if (json) {
      found.push_back(
          {{"name", one.name}, {"content", one.content}, {"size", one.size}, {"terms", one.terms}});
    } else {
      std::printf("%-12s %s\n             about %s; %s\n", std::string(one.name).c_str(),
                  std::string(one.content).c_str(), std::string(one.size).c_str(),
                  std::string(one.terms).c_str());
    }
  }
  if (json) {
    print_json_report({{"vocabularies", std::move(found)}});
  }
  return ExitCode::ok;
}

ExitCode run(Options& options) {
  if (options.list) return list(options.json);
  if (options.fetch.directory.empty())
    throw Error(ErrorCode::usage, "--out DIR: where the files are to be kept");
  options.fetch.http.stop = interrupted;
  catch_interrupts();
  std::vector<FetchedFile> files;
  {
    ProgressLine line;
    options.fetch.progress = [&](const std::string& file, std::uint64_t bytes, std::uint64_t of) {
      if (!line.is_due()) return;
      std::string text = file + ": " + readable_bytes(bytes);
      if (of > 0) text += " of " + readable_bytes(of);
      line.show(text);
    };
    files = fetch_vocabularies(options.fetch);
  }
  if (options.json) {
    nlohmann::ordered_json listed = nlohmann::json::array();
    for (const FetchedFile& file : files)
      listed.push_back({{"path", file.path},
                        {"url", file.url},
                        {"bytes", file.bytes},
                        {"present", file.present}});
    print_json_report({{"files", std::move(listed)}});
    return ExitCode::ok;
  }
  for (const FetchedFile& file : files)
    std::printf("%s: %s%s\n", harmless(file.path).c_str(), readable_bytes(file.bytes).c_str(),
                file.present ? ", there before" : "");
  return ExitCode::ok;
}

}  // namespace

Action add_vocab_fetch(CLI::App& vocab) {
  const auto options = std::make_shared<Options>();
  CLI::App* app = vocab.add_subcommand("fetch", "Download vocabularies from their publishers");
  app->add_option("name", options->fetch.names,
                  "Vocabularies, as --list names them; mesh, mondo and genes if none is given")
      ->type_name("NAME");
  app->add_option("--out", options->fetch.directory,
                  "Folder for the files; what is there already is not asked for again")
      ->type_name("DIR");
  app->add_flag("--list", options->list, "Show what there is, how large and on what terms");
  app->add_flag("--again", options->fetch.again, "Ask for what is there already too");
  app->add_option("--year", options->fetch.year, "Of MeSH's release; the newest if none is given")
      ->check(whole_number(2000, 2100))
      ->type_name("YEAR");
  app->add_option("--base-url", options->fetch.base_url, "A mirror that has the files by name")
      ->type_name("URL");
  add_json_option(*app, options->json);
  return [options] { return run(*options); };
}

}  // namespace osteon::tools
