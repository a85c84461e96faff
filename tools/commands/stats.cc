// osteon stats: what an index holds.
#include <cstdio>
#include <memory>
#include <string>

#include "searcher/fronts/json.h"
#include "searcher/searcher.h"
#include "tools/commands/commands.h"
#include "tools/commands/options.h"
#include "tools/output/terminal.h"

namespace osteon::tools {
namespace {

struct Options {
  std::string directory;
  bool json = false;
};

void print_row(const char* name, const std::string& value) {
  std::printf("%-12s %s\n", name, value.c_str());
}

ExitCode run(const Options& options) {
  const IndexStatistics statistics = Searcher(options.directory).statistics();
  if (options.json) {
    print_json(to_json(statistics));
    return ExitCode::ok;
  }
  print_row("papers", grouped(statistics.papers));
  print_row("passages", grouped(statistics.passages));
  print_row("text", readable_bytes(statistics.text_bytes));
  print_row("index", readable_bytes(statistics.index_bytes));
  print_row("segments", grouped(statistics.segments));
  print_row("terms", grouped(statistics.terms));
  print_row("concepts", grouped(statistics.concepts));
  print_row("revision", std::to_string(statistics.revision));
  print_row("analyzer", statistics.analyzer_fingerprint);
  print_row("vocabulary",
            statistics.vocabulary_fingerprint.empty() ? "none" : statistics.vocabulary_fingerprint);
  return ExitCode::ok;
}

}  // namespace

Action set_up_stats(CLI::App& app) {
  const auto options = std::make_shared<Options>();
  add_database_option(app, options->directory);
  add_json_option(app, options->json);
  set_examples(app, "  osteon stats --db reviews\n  osteon stats --db reviews --json");
  return [options] { return run(*options); };
}

}  // namespace osteon::tools
