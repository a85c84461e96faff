// osteon fetch: open-access papers from Europe PMC into a folder, for osteon index to read.
#include <cstdio>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>

#include "tools/commands/commands.h"
#include "tools/commands/options.h"
#include "tools/download/europepmc.h"
#include "tools/interrupt.h"
#include "tools/output/json_report.h"
#include "tools/output/problems.h"
#include "tools/output/progress.h"
#include "tools/output/terminal.h"

namespace osteon::tools {
namespace {

struct Options {
  FetchOptions fetch;
  bool any_type = false;
  double per_second = 3;
  bool json = false;
};

void print_json(const FetchReport& report, const FetchOptions& options) {
  nlohmann::ordered_json json;
  json["query"] = europepmc_query(options);
  json["found"] = report.found;
  json["downloaded"] = report.downloaded;
  json["present"] = report.present;
  json["failed"] = report.problems.size();
  json["problems"] = problems_json(report.problems);
  json["bytes"] = report.bytes;
  json["retries"] = report.retries;
  json["interrupted"] = report.interrupted;
  print_json_report(std::move(json));
}

void print_report(const FetchReport& report, const FetchOptions& options) {
  print_problems(report.problems);
  std::printf("%s downloaded (%s), %s there before, %s failed, of %s found; %s\n",
              grouped(report.downloaded).c_str(), readable_bytes(report.bytes).c_str(),
              grouped(report.present).c_str(), grouped(report.problems.size()).c_str(),
              grouped(report.found).c_str(), harmless(options.directory).c_str());
  if (report.interrupted) {
    std::fputs("osteon: interrupted; the same command goes on from here\n", stderr);
  }
}

ExitCode run(Options& options) {
  options.fetch.reviews_only = !options.any_type;
  options.fetch.http.pace = std::chrono::milliseconds(static_cast<long>(1000 / options.per_second));
  options.fetch.http.stop = interrupted;
  catch_interrupts();
  FetchReport report;
  {
    ProgressLine line;
    options.fetch.progress = [&](const FetchProgress& progress) {
      if (!line.is_due()) return;
      std::string text = grouped(progress.papers) + " of " + counted(progress.of, "paper") + ", " +
                         readable_bytes(progress.bytes);
      if (line.seconds() > 2 && progress.papers < progress.of) {
        const double left = line.seconds() * static_cast<double>(progress.of - progress.papers) /
                            static_cast<double>(progress.papers);
        text += ", " + std::to_string(static_cast<long>(left) + 1) + " s left";
      }
      if (progress.failed > 0) text += ", " + grouped(progress.failed) + " failed";
      line.show(text);
    };
    report = fetch_papers(options.fetch);
  }
  if (options.json) {
    print_json(report, options.fetch);
  } else {
    print_report(report, options.fetch);
  }
  if (report.interrupted) return ExitCode::interrupted;
  if (report.downloaded + report.present > 0) return ExitCode::ok;
  return report.problems.empty() ? ExitCode::no_hits : ExitCode::error;
}

}  // namespace

Action set_up_fetch(CLI::App& app) {
  const auto options = std::make_shared<Options>();
  app.add_option("query", options->fetch.query, "Question in Europe PMC's query language")
      ->required()
      ->type_name("QUERY");
  app.add_option("--out", options->fetch.directory,
                 "Folder for the papers; what is there already is not asked for again")
      ->required()
      ->type_name("DIR");
  app.add_option("--max", options->fetch.most, "Papers, best first")
      ->check(whole_number(1, 1'000'000))
      ->type_name("N")
      ->capture_default_str();
  app.add_flag("--any-type", options->any_type, "Not only reviews");
  app.add_option("--per-second", options->per_second, "Most requests a second")
      ->check(CLI::Range(0.01, 10.0))
      ->type_name("RATE")
      ->capture_default_str();
  app.add_option("--base-url", options->fetch.base_url, "A mirror of the service")
      ->type_name("URL")
      ->capture_default_str();
  add_json_option(app, options->json);
  set_examples(app,
               "  osteon fetch 'sarcopenia AND osteoporosis' --out papers --max 200\n"
               "  osteon index --db reviews papers/");
  return [options] { return run(*options); };
}

}  // namespace osteon::tools
