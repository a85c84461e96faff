#include "tools/linking/linking.h"

#include <cstdio>
#include <nlohmann/json.hpp>
#include <utility>

#include "analyzers/linking/linking_eval.h"
#include "base/error.h"
#include "tools/linking/annotated_files.h"
#include "tools/output/json_report.h"
#include "tools/output/problems.h"
#include "tools/output/terminal.h"

namespace osteon::tools {
namespace {

using Level = std::pair<const char*, LinkingCounts LinkingMeasures::*>;
constexpr Level levels[] = {{"documents", &LinkingMeasures::documents},
                            {"hierarchical", &LinkingMeasures::hierarchical},
                            {"mentions", &LinkingMeasures::mentions},
                            {"spans", &LinkingMeasures::spans}};

nlohmann::ordered_json counts_json(const LinkingCounts& counts) {
  return {{"precision", counts.precision()},
          {"recall", counts.recall()},
          {"f1", counts.f1()},
          {"correct", counts.correct},
          {"predicted", counts.predicted},
          {"annotated", counts.annotated}};
}

void print_json(const std::map<std::string, LinkingMeasures>& by_type) {
  nlohmann::ordered_json types = nlohmann::ordered_json::object();
  for (const auto& [type, measures] : by_type) {
    nlohmann::ordered_json& row = types[type];
    for (const auto& [name, member] : levels) row[name] = counts_json(measures.*member);
    row["errors"] = measures.errors;
    row["examples"] = measures.examples;
  }
  print_json_report({{"types", std::move(types)}});
}

void print_table(const std::map<std::string, LinkingMeasures>& by_type) {
  std::printf("%-10s  %-12s  %9s  %9s  %9s  %9s  %9s\n", "type", "level", "precision", "recall",
              "F1", "found", "annotated");
  for (const auto& [type, measures] : by_type) {
    for (const auto& [name, member] : levels) {
      const LinkingCounts& counts = measures.*member;
      std::printf("%-10s  %-12s  %9.4f  %9.4f  %9.4f  %9s  %9s\n", harmless(type).c_str(), name,
                  counts.precision(), counts.recall(), counts.f1(),
                  grouped(counts.predicted).c_str(), grouped(counts.annotated).c_str());
    }
    for (const auto& [kind, count] : measures.errors) {
      std::printf("%-10s  %s: %s\n", harmless(type).c_str(), kind.c_str(), grouped(count).c_str());
    }
    for (const std::string& example : measures.examples)
      std::printf("    %s\n", harmless(example).c_str());
  }
}

}  // namespace

ExitCode evaluate_linking_of(const LinkingEvaluation& evaluation) {
  const Linker linker(evaluation.linker);
  if (!linker.tagger) throw Error(ErrorCode::usage, "--linking needs a vocabulary");
  std::vector<PubtatorDocument> documents;
  std::vector<Problem> problems;
  for (const std::string& file : evaluation.files) {
    for (PubtatorDocument& document : read_annotated_file(file, problems)) {
      documents.push_back(std::move(document));
    }
  }
  print_problems(problems);
  LinkingOptions options;
  options.examples = evaluation.examples;
  const auto by_type =
      evaluate_linking(documents, *linker.vocabulary, *linker.tagger, linker.analyzer, options);
  if (evaluation.json) {
    print_json(by_type);
  } else {
    print_table(by_type);
  }
  return by_type.empty() ? ExitCode::no_hits : ExitCode::ok;
}

}  // namespace osteon::tools
