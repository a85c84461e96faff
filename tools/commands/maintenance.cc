// osteon check, compact and export: an index as a whole.
#include <cstdio>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "base/error.h"
#include "indexer/index_writer.h"
#include "tools/commands/commands.h"
#include "tools/commands/options.h"
#include "tools/output/json_report.h"
#include "tools/output/problems.h"
#include "tools/output/terminal.h"

namespace osteon::tools {
namespace {

struct Options {
  std::string directory;
  std::string out;
  bool json = false;
};

ExitCode run_check(const Options& options) {
  const std::vector<Problem> problems = check_index(options.directory);
  if (options.json) {
    print_json_report({{"problems", problems_json(problems)}});
  } else {
    print_problems(problems);
    if (problems.empty()) std::puts("no problems");
  }
  return problems.empty() ? ExitCode::ok : ExitCode::error;
}

std::uint64_t bytes_in(const std::string& directory) {
  std::uint64_t total = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(directory)) {
    if (entry.is_regular_file()) total += entry.file_size();
  }
  return total;
}

ExitCode run_compact(const Options& options) {
  std::error_code failure;
  if (!std::filesystem::is_directory(options.directory, failure)) {
    throw Error(ErrorCode::not_found, options.directory + ": no index there");
  }
  const std::uint64_t before = bytes_in(options.directory);
  compact_index(options.directory);
  const std::uint64_t after = bytes_in(options.directory);
  if (options.json) {
    print_json_report({{"bytes_before", before}, {"bytes_after", after}});
  } else {
    std::printf("%s before, %s now\n", readable_bytes(before).c_str(),
                readable_bytes(after).c_str());
  }
  return ExitCode::ok;
}

}  // namespace

Action set_up_check(CLI::App& app) {
  const auto options = std::make_shared<Options>();
  add_database_option(app, options->directory);
  add_json_option(app, options->json);
  set_examples(app, "  osteon check --db reviews");
  return [options] { return run_check(*options); };
}

Action set_up_compact(CLI::App& app) {
  const auto options = std::make_shared<Options>();
  add_database_option(app, options->directory);
  add_json_option(app, options->json);
  set_examples(app, "  osteon compact --db reviews");
  return [options] { return run_compact(*options); };
}

Action set_up_export(CLI::App& app) {
  const auto options = std::make_shared<Options>();
  add_database_option(app, options->directory);
  app.add_option("--xapian", options->out,
                 "Write a classic Xapian database (positions, termlists, document data) here")
      ->required()
      ->type_name("DIR");
  set_examples(app, "  osteon export --db reviews --xapian reviews.xapian");
  return [options] {
    export_xapian(options->directory, options->out);
    return ExitCode::ok;
  };
}

}  // namespace osteon::tools
