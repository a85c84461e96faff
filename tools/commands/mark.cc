// osteon mark: papers that answered a query, for ranking to learn from; local, and gone on request.
#include <algorithm>
#include <cstdio>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "base/error.h"
#include "searcher/ranking/marks.h"
#include "searcher/searcher.h"
#include "tools/commands/commands.h"
#include "tools/commands/options.h"
#include "tools/evaluation/judgements.h"
#include "tools/output/json_report.h"
#include "tools/output/terminal.h"

namespace osteon::tools {
namespace {

struct Options {
  std::string directory, query, queries, judgements;
  std::vector<std::string> papers;
  bool list = false, forget = false, json = false;
};

/// A mark for every judgement above 0.
std::vector<Mark> marks_of_judgements(const Options& options) {
  const Judgements judgements = read_judgements(options.judgements);
  std::vector<Mark> marks;
  for (const JudgedQuery& query : read_queries(options.queries)) {
    const auto found = judgements.find(query.id);
    if (found == judgements.end()) continue;
    for (const auto& [paper, grade] : found->second)
      if (grade > 0) marks.push_back({query.text, paper});
  }
  return marks;
}

/// Ids as the index writes them; one that it does not have is an error.
std::vector<Mark> marks_of_arguments(const Options& options) {
  const Searcher searcher(options.directory);
  std::vector<Mark> marks;
  for (const std::string& id : options.papers)
    marks.push_back({options.query, searcher.paper(id).paper.id});
  return marks;
}

ExitCode list(const Options& options) {
  const std::vector<Mark> marks = read_marks(options.directory);
  if (options.json) {
    nlohmann::ordered_json listed = nlohmann::json::array();
    for (const Mark& mark : marks) listed.push_back({{"query", mark.query}, {"paper", mark.paper}});
    print_json_report({{"marks", std::move(listed)}});
  } else {
    for (const Mark& mark : marks)
      std::printf("%s\t%s\n", harmless(mark.paper).c_str(), harmless(mark.query).c_str());
  }
  return ExitCode::ok;
}

ExitCode run(const Options& options) {
  if (options.list) return list(options);
  if (options.forget) {
    const bool forgot = forget_marks(options.directory);
    if (options.json) {
      print_json_report({{"forgot", forgot}});
    } else {
      std::puts(forgot ? "forgotten" : "nothing was marked");
    }
    return ExitCode::ok;
  }
  const bool judged = !options.queries.empty() || !options.judgements.empty();
  if (judged && (options.queries.empty() || options.judgements.empty()))
    throw Error(ErrorCode::usage, "--queries and --qrels go together");
  if (!judged && (options.query.empty() || options.papers.empty()))
    throw Error(ErrorCode::usage,
                "give --query and the ids of papers, --queries and --qrels, --list or --forget");
  const std::vector<Mark> marks =
      judged ? marks_of_judgements(options) : marks_of_arguments(options);
  const std::size_t added = add_marks(options.directory, marks);
  if (options.json) {
    print_json_report({{"marked", added}});
  } else {
    std::printf("%s marked\n", counted(added, "paper").c_str());
  }
  return ExitCode::ok;
}

}  // namespace

Action set_up_mark(CLI::App& app) {
  const auto options = std::make_shared<Options>();
  add_database_option(app, options->directory);
  app.add_option("paper", options->papers, "Ids of papers that answer the query")->type_name("ID");
  app.add_option("--query", options->query, "The query that they answer")->type_name("QUERY");
  app.add_option("--queries", options->queries, "Mark by judged queries: BEIR's queries.jsonl")
      ->type_name("FILE");
  app.add_option("--qrels", options->judgements, "Their judgements, in BEIR's or TREC's columns")
      ->type_name("FILE");
  app.add_flag("--list", options->list, "Show what is marked");
  app.add_flag("--forget", options->forget, "Remove all marks");
  add_json_option(app, options->json);
  set_examples(app,
               "  osteon mark --db reviews --query 'vitamin D falls' PMC12827509\n"
               "  osteon mark --db reviews --list\n"
               "  osteon mark --db reviews --forget");
  return [options] { return run(*options); };
}

}  // namespace osteon::tools
