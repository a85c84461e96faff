// osteon vocab build: sources in, one compiled file out, and an account of what became of them.
#include <memory>
#include <string>
#include <vector>

#include "analyzers/vocabulary.h"
#include "base/file_io.h"
#include "tools/commands/commands.h"
#include "tools/commands/options.h"
#include "tools/output/json_report.h"
#include "tools/output/progress.h"
#include "tools/output/vocabulary_report.h"

namespace osteon::tools {
namespace {

struct Options {
  std::string out, left_out;
  std::vector<std::string> sources;
  bool json = false;
};

ExitCode run(const Options& options) {
  std::string table = "# kind\treason\titem\tconcerns\n";
  LeftOutListener listener;
  if (!options.left_out.empty())
    listener = [&table](const LeftOut& what) { table += left_out_line(what); };
  VocabularyReport report;
  {
    ProgressLine line;
    const auto progress = [&](std::string_view step, double part) {
      if (!line.is_due()) return;
      std::string text(step);
      if (part > 0) text += ' ' + std::to_string(static_cast<int>(part * 100)) + " %";
      line.show(text);
    };
    report = build_vocabulary(options.sources, options.out, progress, listener);
  }
  if (!options.left_out.empty()) write_file_atomically(options.left_out, table);
  if (options.json)
    print_json_report(report_members(report, options.out));
  else
    print_vocabulary_report(report, options.out);
  return ExitCode::ok;
}

}  // namespace

Action add_vocab_build(CLI::App& vocab) {
  const auto options = std::make_shared<Options>();
  CLI::App* app = vocab.add_subcommand("build", "Compile vocabulary files into one");
  app->add_option("--out", options->out, "The compiled vocabulary (.osv)")
      ->required()
      ->type_name("FILE");
  app->add_option("--left-out", options->left_out,
                  "A table of all that the vocabulary does not have, and why (TSV)")
      ->type_name("FILE");
  app->add_option("source", options->sources,
                  "Osteon TSV, MeSH XML, OBO, gene_info and gene_history, NCBI's taxonomy (*.dmp); "
                  ".gz as they are")
      ->required()
      ->type_name("SOURCE");
  add_json_option(*app, options->json);
  return [options] { return run(*options); };
}

}  // namespace osteon::tools
