// osteon receipt: a saved search, done again or printed as a report.
#include <cstdio>
#include <memory>
#include <string>

#include "base/file_io.h"
#include "searcher/fronts/saved_search.h"
#include "searcher/searcher.h"
#include "tools/commands/commands.h"
#include "tools/commands/options.h"
#include "tools/output/comparison.h"

namespace osteon::tools {
namespace {

struct Options {
  std::string directory, file, out;
  bool json = false;
};

ExitCode run_again(const Options& options) {
  const SavedSearch before = read_saved_search(read_file(options.file), options.file);
  const Searcher searcher(options.directory);
  const SavedSearch after = save_search(searcher, before.request, date_now());
  const SearchComparison comparison = compare(before, after);
  if (!options.out.empty()) write_file_atomically(options.out, to_json(after) + "\n");
  if (options.json) {
    print_json(to_json(comparison));
  } else {
    print_comparison(comparison, standard_output_screen());
  }
  return ExitCode::ok;
}

ExitCode run_report(const Options& options) {
  const SavedSearch saved = read_saved_search(read_file(options.file), options.file);
  std::fputs(search_report(saved).c_str(), stdout);
  return ExitCode::ok;
}

}  // namespace

Action set_up_receipt(CLI::App& app) {
  const auto options = std::make_shared<Options>();
  const auto add_file = [&](CLI::App& command) {
    command.add_option("file", options->file, "What search --receipt-out wrote")
        ->required()
        ->type_name("FILE");
  };
  CLI::App* again = app.add_subcommand("rerun", "Search again and say what has changed");
  add_file(*again);
  add_database_option(*again, options->directory);
  again->add_option("--out", options->out, "Save the new receipt here")->type_name("FILE");
  add_json_option(*again, options->json);
  CLI::App* report = app.add_subcommand("report", "Print a search report (PRISMA-S) in Markdown");
  add_file(*report);
  app.require_subcommand(1);
  set_examples(app,
               "  osteon search --db reviews --receipt-out falls.json 'vitamin D AND falls'\n"
               "  osteon receipt rerun falls.json --db reviews\n"
               "  osteon receipt report falls.json > appendix.md");
  return [options, again] { return again->parsed() ? run_again(*options) : run_report(*options); };
}

}  // namespace osteon::tools
