// osteon eval: how well judged queries are answered, in trec_eval's measures.
#include <algorithm>
#include <atomic>
#include <cstdio>
#include <memory>
#include <mutex>
#include <nlohmann/json.hpp>
#include <string>
#include <thread>
#include <vector>

#include "base/error.h"
#include "base/file_io.h"
#include "searcher/ranking/learn.h"
#include "searcher/search.h"
#include "searcher/searcher.h"
#include "tools/commands/commands.h"
#include "tools/commands/options.h"
#include "tools/evaluation/judgements.h"
#include "tools/evaluation/measures.h"
#include "tools/evaluation/significance.h"
#include "tools/interrupt.h"
#include "tools/linking/linking.h"
#include "tools/output/json_report.h"
#include "tools/output/progress.h"
#include "tools/output/terminal.h"

namespace osteon::tools {
namespace {

struct Options {
  std::string directory, queries, judgements, run_out, baseline;
  std::vector<std::string> without;
  std::size_t depth = 1000;
  unsigned jobs = 0;
  bool no_expand = false, fast = false, per_query = false, json = false;
  LinkingEvaluation linking;
};

SearchRequest make_request(const Options& options, const std::string& text) {
  SearchRequest request;
  request.query = text;
  request.limit = options.depth;
  request.ids_only = true;
  request.any = true;
  request.expand = !options.no_expand;
  request.fast = options.fast;
  request.totals = false;
  request.plain_text = true;
  request.without = options.without;
  return request;
}

/// Figures are of the best ranking that there is, so the index learns first where that pays.
void learn_if_it_pays(const Options& options) {
  const bool leaves_out = std::find(options.without.begin(), options.without.end(), "semantic") !=
                          options.without.end();
  if (options.fast || leaves_out || !wants_semantic_space(options.directory)) return;
  try {
    const LearnReport report = learn_semantic_space(options.directory);
    std::fprintf(stderr,
                 "osteon: learnt from %s in %.1f s first; osteon learn --forget undoes it\n",
                 counted(report.passages, "passage").c_str(), report.seconds);
  } catch (const Error& error) {
    if (error.code() != ErrorCode::io) throw;
    std::fprintf(stderr, "osteon: not learnt, the index cannot be written: %s\n", error.what());
  }
}

/// Searches every query that has judgements, on `jobs` threads.
Run search_all(const Options& options, const Judgements& judgements) {
  learn_if_it_pays(options);
  const Searcher searcher(options.directory);
  std::vector<JudgedQuery> queries = read_queries(options.queries);
  std::erase_if(queries, [&](const JudgedQuery& q) { return !judgements.contains(q.id); });
  if (queries.empty()) {
    throw Error(ErrorCode::usage,
                options.queries + ": no query in it has a judgement in " + options.judgements);
  }
  std::vector<std::vector<RankedDocument>> results(queries.size());
  std::atomic<std::size_t> next = 0;
  std::mutex guard;  // of `line` and `failure`
  ProgressLine line;
  std::exception_ptr failure;
  const auto work = [&] {
    try {
      for (std::size_t i = next++; i < queries.size() && !interrupted(); i = next++) {
        for (const PaperHit& hit : searcher.search(make_request(options, queries[i].text)).hits)
          results[i].push_back({hit.paper.id, hit.score});
        const std::lock_guard lock(guard);
        if (line.is_due())
          line.show(std::to_string(i + 1) + " of " + std::to_string(queries.size()) + " queries");
      }
    } catch (...) {
      const std::lock_guard lock(guard);
      failure = std::current_exception();
      next = queries.size();
    }
  };
  const unsigned jobs =
      options.jobs > 0 ? options.jobs : std::max(1U, std::thread::hardware_concurrency());
  {
    std::vector<std::jthread> threads;
    for (unsigned i = 0; i < jobs; ++i) threads.emplace_back(work);
  }
  if (failure) std::rethrow_exception(failure);
  if (interrupted()) throw Error(ErrorCode::cancelled, "stopped before every query was searched");
  Run run;
  for (std::size_t i = 0; i < queries.size(); ++i) run[queries[i].id] = std::move(results[i]);
  return run;
}

struct MeasureComparison {
  std::string name;
  PairedComparison result;
};

/// What moved between a baseline run and this one, measure by measure and query by query.
struct Comparison {
  std::vector<MeasureComparison> measures;
  std::vector<std::pair<double, std::string>> moved;  ///< change in nDCG@10, most first
};

Comparison compare(const Evaluation& before, const Evaluation& after) {
  Comparison comparison;
  const auto names = named(Measures{});
  for (std::size_t m = 0; m < names.size(); ++m) {
    std::vector<double> first, second;
    for (const QueryMeasures& q : before.queries) first.push_back(named(q.measures)[m].second);
    for (const QueryMeasures& q : after.queries) second.push_back(named(q.measures)[m].second);
    comparison.measures.push_back({names[m].first, compare_paired(first, second)});
  }
  for (std::size_t i = 0; i < after.queries.size(); ++i) {
    const double change =
        after.queries[i].measures.ndcg_at_10 - before.queries[i].measures.ndcg_at_10;
    if (change != 0) comparison.moved.emplace_back(change, after.queries[i].query);
  }
  std::sort(comparison.moved.begin(), comparison.moved.end(), [](const auto& a, const auto& b) {
    return std::abs(a.first) != std::abs(b.first) ? std::abs(a.first) > std::abs(b.first)
                                                  : a.second < b.second;
  });
  comparison.moved.resize(std::min<std::size_t>(comparison.moved.size(), 10));
  return comparison;
}

nlohmann::ordered_json measures_json(const Measures& measures) {
  nlohmann::ordered_json json = nlohmann::ordered_json::object();
  for (const auto& [name, value] : named(measures)) json[name] = value;
  return json;
}

void print_json(const Evaluation& evaluation, const Comparison* comparison) {
  nlohmann::ordered_json json = {{"measures", measures_json(evaluation.mean)}};
  json["queries"] = nlohmann::json::array();
  for (const QueryMeasures& q : evaluation.queries) {
    nlohmann::ordered_json row = {
        {"id", q.query}, {"returned", q.returned}, {"relevant", q.relevant}};
    row["measures"] = measures_json(q.measures);
    json["queries"].push_back(std::move(row));
  }
  if (comparison != nullptr) {
    for (const auto& [name, result] : comparison->measures) {
      json["comparison"][name] = {{"difference", result.mean_difference},
                                  {"p", result.p_value},
                                  {"better", result.better},
                                  {"worse", result.worse}};
    }
    json["moved"] = nlohmann::json::array();
    for (const auto& [change, query] : comparison->moved)
      json["moved"].push_back({{"id", query}, {"change", change}});
  }
  print_json_report(std::move(json));
}

void print_report(const Options& options, const Evaluation& evaluation,
                  const Comparison* comparison) {
  if (options.per_query) {
    for (const QueryMeasures& q : evaluation.queries)
      std::printf("%-24s ndcg@10 %.4f  recall@100 %.4f  relevant %zu\n", harmless(q.query).c_str(),
                  q.measures.ndcg_at_10, q.measures.recall_at_100, q.relevant);
  }
  std::printf("%-12s %zu\n", "queries", evaluation.queries.size());
  std::size_t row = 0;
  for (const auto& [name, value] : named(evaluation.mean)) {
    std::printf("%-12s %.4f", name.c_str(), value);
    if (comparison != nullptr) {
      const PairedComparison& c = comparison->measures[row].result;
      std::printf("  %+.4f  p %.4f  %zu better, %zu worse", c.mean_difference, c.p_value, c.better,
                  c.worse);
    }
    std::printf("\n");
    ++row;
  }
  if (comparison != nullptr) {
    for (const auto& [change, query] : comparison->moved)
      std::printf("moved %+.4f %s\n", change, harmless(query).c_str());
  }
}

ExitCode run(const Options& options) {
  const Judgements judgements = read_judgements(options.judgements);
  const Run found = search_all(options, judgements);
  if (!options.run_out.empty()) write_file_atomically(options.run_out, write_run(found, "osteon"));
  const Evaluation evaluation = evaluate(found, judgements);
  Comparison comparison;
  const Comparison* compared = nullptr;
  if (!options.baseline.empty()) {
    comparison = compare(evaluate(read_run(options.baseline), judgements), evaluation);
    compared = &comparison;
  }
  if (options.json)
    print_json(evaluation, compared);
  else
    print_report(options, evaluation, compared);
  return ExitCode::ok;
}

}  // namespace

Action set_up_eval(CLI::App& app) {
  const auto options = std::make_shared<Options>();
  add_database_option(app, options->directory)->required(false);
  app.add_option("--queries", options->queries, "BEIR's queries.jsonl, or a TSV of id and text")
      ->type_name("FILE");
  app.add_option("--qrels", options->judgements, "Judgements in BEIR's or TREC's columns")
      ->type_name("FILE");
  app.add_option("--run", options->run_out, "Write the run in TREC's format")->type_name("FILE");
  app.add_option("--compare", options->baseline, "A TREC run to compare with, query by query")
      ->type_name("FILE");
  app.add_option("--without", options->without,
                 "Ranking steps to leave out: concepts, wording, roles, paper, marks, sections, "
                 "feedback, semantic")
      ->delimiter(',')
      ->check(one_of({step_names.begin(), step_names.end()}))
      ->type_name("STEP,…");
  app.add_option("--depth", options->depth, "Papers asked for each query")
      ->capture_default_str()
      ->check(whole_number(1, 1000));
  app.add_option("--jobs", options->jobs, "Threads; 0: one per core")->capture_default_str();
  app.add_flag("--no-expand", options->no_expand, "Search the words alone");
  app.add_flag("--fast", options->fast, "Rank as the page does while one types");
  app.add_flag("--per-query", options->per_query, "Print each query's measures too");
  app.add_option("--linking", options->linking.files,
                 "Measure concepts against these annotated texts (PubTator, BioC) instead; no "
                 "index needed")
      ->type_name("FILE");
  add_vocabulary_option(app, options->linking.linker.vocabularies, "Vocabulary for --linking");
  app.add_option("--lexicon", options->linking.linker.lexicon, "Lexicon for --linking")
      ->type_name("FILE");
  app.add_option("--examples", options->linking.examples,
                 "With --linking: errors to show of each kind and type")
      ->check(whole_number(0, 1000000))
      ->type_name("N")
      ->capture_default_str();
  add_json_option(app, options->json);
  set_examples(
      app,
      "  osteon eval --db nfcorpus --queries queries.jsonl --qrels qrels/dev.tsv\n"
      "  osteon eval --db nfcorpus --queries queries.jsonl --qrels qrels/dev.tsv --run new.run\n"
      "  osteon eval --db nfcorpus --queries queries.jsonl --qrels qrels/dev.tsv --compare "
      "new.run\n"
      "  osteon eval --linking dev.PubTator --vocab mesh.osv --lexicon learnt.tsv");
  return [options] {
    if (!options->linking.files.empty()) {
      options->linking.linker.annotated_species = true;
      options->linking.json = options->json;
      return evaluate_linking_of(options->linking);
    }
    const std::pair<const char*, const std::string&> needed[] = {{"--db", options->directory},
                                                                 {"--queries", options->queries},
                                                                 {"--qrels", options->judgements}};
    for (const auto& [name, value] : needed) {
      if (value.empty()) throw Error(ErrorCode::usage, std::string(name) + " is required");
    }
    return run(*options);
  };
}

}  // namespace osteon::tools
