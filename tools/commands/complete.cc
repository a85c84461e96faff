// osteon complete: concepts and titles that begin as typed.
#include <cstdio>
#include <memory>
#include <string>
#include <vector>

#include "searcher/fronts/json.h"
#include "searcher/searcher.h"
#include "tools/commands/commands.h"
#include "tools/commands/options.h"
#include "tools/output/terminal.h"

namespace osteon::tools {
namespace {

struct Options {
  std::string directory, prefix;
  std::size_t limit = 10;
  bool json = false;
};

ExitCode run(const Options& options) {
  const Searcher searcher(options.directory);
  const std::vector<Completion> found = searcher.complete(options.prefix, options.limit);
  if (options.json) {
    print_json(to_json(options.prefix, found));
  } else {
    for (const Completion& one : found) {
      std::string about = one.id;
      if (!one.type.empty()) about = one.type + ", " + about;
      std::printf("%s  (%s; %s)\n", harmless(one.text).c_str(), harmless(about).c_str(),
                  counted(one.papers, "paper").c_str());
    }
  }
  return found.empty() ? ExitCode::no_hits : ExitCode::ok;
}

}  // namespace

Action set_up_complete(CLI::App& app) {
  const auto options = std::make_shared<Options>();
  add_database_option(app, options->directory);
  app.add_option("prefix", options->prefix, "The beginning of a concept's or a title's words")
      ->required()
      ->type_name("PREFIX");
  app.add_option("--limit,-n", options->limit, "Concepts, and titles, to show")
      ->check(whole_number(1, 100))
      ->type_name("N")
      ->capture_default_str();
  add_json_option(app, options->json);
  set_examples(app,
               "  osteon complete --db reviews sarco\n"
               "  osteon complete --db reviews --json 'bone min'");
  return [options] { return run(*options); };
}

}  // namespace osteon::tools
