// osteon learn: a semantic space of an index's own words and concepts, for ranking by what is
// meant.
#include "searcher/ranking/learn.h"

#include <cstdio>
#include <memory>
#include <string>

#include "tools/commands/commands.h"
#include "tools/commands/options.h"
#include "tools/output/json_report.h"
#include "tools/output/terminal.h"

namespace osteon::tools {
namespace {

struct Options {
  std::string directory;
  LearnOptions learn;
  bool forget = false, json = false;
};

ExitCode run(const Options& options) {
  if (options.forget) {
    const bool forgot = forget_semantic_space(options.directory);
    if (options.json) {
      print_json_report({{"forgot", forgot}});
    } else {
      std::puts(forgot ? "forgotten" : "nothing was learnt");
    }
    return ExitCode::ok;
  }
  const LearnReport report = learn_semantic_space(options.directory, options.learn);
  if (options.json) {
    print_json_report({{"passages", report.passages},
                       {"features", report.features},
                       {"dimensions", report.dimensions},
                       {"seconds", report.seconds},
                       {"used", report.used}});
  } else {
    std::printf("learnt %zu dimensions from %s passages and %s words and concepts in %.1f s\n",
                report.dimensions, grouped(report.passages).c_str(),
                grouped(report.features).c_str(), report.seconds);
    if (!report.used)
      std::puts(
          "ranking will not use them: this collection is too large, or its passages are parts "
          "of whole papers, where they were measured to harm (docs/relevance.md)");
  }
  return ExitCode::ok;
}

}  // namespace

Action set_up_learn(CLI::App& app) {
  const auto options = std::make_shared<Options>();
  add_database_option(app, options->directory);
  app.add_option("--dimensions", options->learn.dimensions, "Of the space")
      ->capture_default_str()
      ->check(CLI::Range(1, 1000));
  app.add_option("--sample", options->learn.sample, "Passages to learn from at most")
      ->capture_default_str()
      ->check(CLI::Range(1, 10'000'000));
  app.add_flag("--forget", options->forget, "Remove what was learnt");
  add_json_option(app, options->json);
  set_examples(app, "  osteon learn --db reviews\n  osteon learn --db reviews --forget");
  return [options] { return run(*options); };
}

}  // namespace osteon::tools
