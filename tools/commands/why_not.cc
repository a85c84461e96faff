// osteon why-not: why a paper is no hit of a query, or where it stands among the hits.
#include <cstdio>
#include <memory>
#include <string>

#include "searcher/fronts/json.h"
#include "searcher/searcher.h"
#include "tools/commands/commands.h"
#include "tools/commands/options.h"
#include "tools/commands/search_options.h"
#include "tools/output/terminal.h"

namespace osteon::tools {
namespace {

struct Options {
  std::string directory;
  std::string paper;
  SearchOptions search;
  bool json = false;
};

std::string score_text(double score) {
  char text[32];
  std::snprintf(text, sizeof text, "%.2f", score);
  return text;
}

/// "word gait 2.10, concept MESH:D055948 0.52".
std::string details(const std::vector<ScoreDetail>& parts) {
  std::string text;
  for (const ScoreDetail& part : parts)
    text += (text.empty() ? "" : ", ") + part.name + ' ' + score_text(part.value);
  return text;
}

void print_answer(const WhyNot& answer, const Screen& screen) {
  const auto line = [&](const std::string& text, std::size_t indent) {
    std::fputs(paragraph(text, {}, screen, indent).c_str(), stdout);
  };
  line(answer.paper + (answer.title.empty() ? "" : ": " + answer.title), 0);
  line(answer.message, 0);
  for (const std::string& id : answer.nearest) line("there is " + id, 2);
  for (const WhyNotPart& part : answer.parts) {
    std::string text = part.text + ": ";
    if (part.passages == 0) {
      text += "no passage of it" + (part.remark.empty() ? std::string() : "; " + part.remark);
    } else {
      text += counted(part.passages, "passage") + " of it:";
      for (const std::string& id : part.examples) text += ' ' + id;
      if (part.passages > part.examples.size()) text += " …";
    }
    line(text, 2);
  }
  if (answer.rank > 0)
    line("score " + score_text(answer.score) + ": " + details(answer.explanation), 2);
  for (const WhyNotRival& rival : answer.rivals) {
    line("before it: " + rival.paper.id + ", " + score_text(rival.score) + ": " +
             details(rival.explanation),
         2);
  }
  for (const Notice& notice : answer.notices) line(notice.kind + ": " + notice.message, 0);
}

ExitCode run(const Options& options) {
  const SearchRequest request = request_of(options.search);
  const Searcher searcher(options.directory);
  const WhyNot answer = searcher.why_not(options.paper, request);
  if (options.json) {
    print_json(to_json(answer));
  } else {
    print_answer(answer, standard_output_screen(ColourChoice::automatic));
  }
  return answer.outcome == "found" ? ExitCode::ok : ExitCode::no_hits;
}

}  // namespace

Action set_up_why_not(CLI::App& app) {
  const auto options = std::make_shared<Options>();
  add_database_option(app, options->directory);
  app.add_option("paper", options->paper, "The paper, by any of its ids")
      ->required()
      ->type_name("PAPER");
  add_query_options(app, options->search, true);
  add_json_option(app, options->json);
  set_examples(
      app,
      "  osteon why-not --db reviews PMC12827509 sarcopenia falls\n"
      "  osteon why-not --db reviews --year 2020.. 10.1093/nar/gkae235 'IL-6 NEAR/5 bone'");
  return [options] { return run(*options); };
}

}  // namespace osteon::tools
