// osteon watch: standing searches, and what is new since they were last run.
#include <cstdio>
#include <memory>
#include <string>
#include <vector>

#include "base/error.h"
#include "searcher/fronts/json.h"
#include "searcher/fronts/watch_list.h"
#include "searcher/searcher.h"
#include "tools/commands/commands.h"
#include "tools/commands/options.h"
#include "tools/commands/search_options.h"
#include "tools/output/comparison.h"

namespace osteon::tools {
namespace {

struct Options {
  std::string directory, name;
  SearchOptions search;
  bool json = false;
};

/// `lines` of JSON as one array.
std::string array_of(const std::vector<std::string>& lines) {
  std::string out = "[";
  for (const std::string& line : lines) out += (out.size() > 1 ? "," : "") + line;
  return out + "]";
}

ExitCode run_add(const Options& options) {
  const Searcher searcher(options.directory);
  WatchList list(options.directory);
  SavedSearch first = save_search(searcher, request_of(options.search), date_now());
  const std::string found = counted(first.total_papers, "paper");
  list.add(options.name, std::move(first));
  std::printf("%s: %s known; osteon watch run tells of new ones\n", harmless(options.name).c_str(),
              found.c_str());
  return ExitCode::ok;
}

ExitCode run_list(const Options& options) {
  const Searcher searcher(options.directory);  // says what is wrong where there is no index
  const WatchList list(options.directory);
  if (options.json) {
    print_json(to_json(list.watches()));
  } else {
    const Screen screen = standard_output_screen();
    for (const Watch& watch : list.watches()) {
      std::printf("%s\n", styled(harmless(watch.name), Style::title, screen).c_str());
      const SavedSearch& last = watch.last;
      std::fputs(paragraph(last.request.query, {}, screen, 2).c_str(), stdout);
      std::fputs(paragraph(counted(last.total_papers, "paper") + " on " + last.date +
                               ", revision " + std::to_string(last.receipt.revision),
                           {}, screen, 2)
                     .c_str(),
                 stdout);
    }
  }
  return list.watches().empty() ? ExitCode::no_hits : ExitCode::ok;
}

ExitCode run_run(const Options& options) {
  const Searcher searcher(options.directory);
  WatchList list(options.directory);
  const std::vector<WatchReport> reports = list.run(searcher, options.name, date_now());
  bool anything_new = false;
  std::vector<std::string> lines;
  const Screen screen = standard_output_screen();
  for (const WatchReport& report : reports) {
    anything_new = anything_new || !report.comparison.new_papers.empty();
    if (options.json) {
      lines.push_back(to_json(report));
    } else {
      std::printf("%s\n", styled(harmless(report.name), Style::title, screen).c_str());
      print_comparison(report.comparison, screen);
    }
  }
  if (options.json) print_json(array_of(lines));
  return anything_new ? ExitCode::ok : ExitCode::no_hits;
}

ExitCode run_remove(const Options& options) {
  WatchList list(options.directory);
  if (list.remove(options.name)) return ExitCode::ok;
  throw Error(ErrorCode::not_found, "there is no standing search called " + options.name);
}

ExitCode run_log(const Options& options) {
  const WatchList list(options.directory);
  const std::vector<std::string> lines = list.log(options.name);
  for (const std::string& line : lines) print_json(line);
  return lines.empty() ? ExitCode::no_hits : ExitCode::ok;
}

}  // namespace

Action set_up_watch(CLI::App& app) {
  const auto options = std::make_shared<Options>();
  using Run = ExitCode (*)(const Options&);
  std::vector<std::pair<CLI::App*, Run>> all;
  // Before the command's name or after it: required, but by either.
  add_database_option(app, options->directory)->required(false)->group("");
  const auto add = [&](const char* name, const char* summary, Run run) {
    CLI::App* command = app.add_subcommand(name, summary);
    add_database_option(*command, options->directory)->required(false);
    all.emplace_back(command, run);
    return command;
  };
  const auto add_name = [&](CLI::App* command, bool required) {
    command->add_option("name", options->name, "The standing search's name")
        ->required(required)
        ->type_name("NAME");
  };
  CLI::App* adding = add("add", "Remember a search and what it finds now", run_add);
  add_name(adding, true);
  add_query_options(*adding, options->search, true);
  CLI::App* listing = add("list", "List the standing searches", run_list);
  add_json_option(*listing, options->json);
  CLI::App* running =
      add("run", "Search again and tell what is new; status 1 if nothing is", run_run);
  add_name(running, false);
  add_json_option(*running, options->json);
  add_name(add("remove", "Forget a standing search", run_remove), true);
  add_name(add("log", "Print what each run found, as JSON lines", run_log), false);
  app.require_subcommand(1);
  set_examples(app,
               "  osteon watch add --db reviews falls 'vitamin D AND falls' --year 2020..\n"
               "  osteon index --db reviews ~/new-papers\n"
               "  osteon watch run --db reviews");
  return [options, all] {
    if (options->directory.empty()) throw Error(ErrorCode::usage, "--db is required");
    for (const auto& [command, run] : all) {
      if (command->parsed()) return run(*options);
    }
    return ExitCode::error;
  };
}

}  // namespace osteon::tools
