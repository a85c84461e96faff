// osteon analyze: a text's tokens and concepts, as a table, as JSON or as PubTator annotations.
#include <cstdio>
#include <fstream>
#include <iostream>
#include <iterator>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "analyzers/analyzer.h"
#include "analyzers/conformance.h"
#include "analyzers/linking/pubtator.h"
#include "analyzers/tagger.h"
#include "analyzers/token.h"
#include "analyzers/vocabulary.h"
#include "base/error.h"
#include "base/file_io.h"
#include "tools/commands/commands.h"
#include "tools/commands/options.h"
#include "tools/linking/linker.h"
#include "tools/output/json_report.h"
#include "tools/output/problems.h"
#include "tools/output/terminal.h"

namespace osteon::tools {
namespace {

struct Options {
  std::vector<std::string> words;
  LinkerOptions linker;
  std::string conformance;
  std::string format = "table";
  bool json = false;
};

std::string read_all(std::istream& in) {
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

/// The text to analyse: the words as given, or standard input for "-".
std::string input_text(const std::vector<std::string>& words) {
  if (words == std::vector<std::string>{"-"}) {
    return read_all(std::cin);
  }
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : " ") + word;
  return text;
}

nlohmann::ordered_json analysis_json(const TokenList& tokens, const DocumentTags& tags) {
  nlohmann::ordered_json json = {{"tokens", nlohmann::json::array()},
                                 {"sentence_ends", tokens.sentence_ends()},
                                 {"concepts", nlohmann::json::array()}};
  for (const Token& token : tokens.tokens()) {
    json["tokens"].push_back({{"text", token.text},
                              {"exact", token.exact},
                              {"begin", token.begin},
                              {"end", token.end},
                              {"position", token.position},
                              {"kind", to_string(token.kind)}});
  }
  for (const Mention& mention : tags.mentions.at(0)) {
    const DocumentConcept& found = tags.concepts.at(mention.concept_number);
    nlohmann::ordered_json alternatives = nlohmann::json::array();
    for (const std::uint32_t number : mention.alternatives) {
      const DocumentConcept& other = tags.concepts.at(number);
      alternatives.push_back({{"id", other.id}, {"type", other.type}, {"name", other.name}});
    }
    json["concepts"].push_back({{"id", found.id},
                                {"ids", found.ids},
                                {"type", found.type},
                                {"name", found.name},
                                {"begin", mention.begin},
                                {"end", mention.end},
                                {"first_position", mention.first_position},
                                {"last_position", mention.last_position},
                                {"rule", to_string(mention.rule)},
                                {"source", mention.source},
                                {"accepted", mention.accepted},
                                {"rejected", mention.rejected},
                                {"score", mention.score},
                                {"alternatives", alternatives}});
  }
  return json;
}

void print_table(std::string_view text, const TokenList& tokens, const DocumentTags& tags) {
  std::printf("%4s  %11s  %-8s  %-24s  %s\n", "pos", "bytes", "kind", "term", "text");
  const auto written = [&](std::uint32_t begin, std::uint32_t end) {
    return harmless(text.substr(begin, end - begin));
  };
  for (const Token& token : tokens.tokens()) {
    const std::string term = harmless(token.text);
    const std::size_t columns = column_count(term);
    std::printf("%4u  %5u-%-5u  %-8s  %s%*s  %s\n", token.position, token.begin, token.end,
                std::string(to_string(token.kind)).c_str(), term.c_str(),
                static_cast<int>(columns < 24 ? 24 - columns : 0), "",
                written(token.begin, token.end).c_str());
  }
  for (const Mention& mention : tags.mentions.at(0)) {
    const DocumentConcept& found = tags.concepts.at(mention.concept_number);
    std::printf("%s%s = %s (%s)",
                mention.accepted   ? ""
                : mention.rejected ? "another sense: "
                                   : "not taken: ",
                written(mention.begin, mention.end).c_str(), harmless(found.name).c_str(),
                harmless(found.type).c_str());
    for (const std::string& id : found.ids) std::printf(" %s", harmless(id).c_str());
    std::printf(", positions %u-%u, by %s\n", mention.first_position, mention.last_position,
                std::string(to_string(mention.rule)).c_str());
  }
}

/// Reads PubTator text from `name` ("-": standard input) and writes it with the linker's mentions.
ExitCode annotate_pubtator(const std::string& name, const Linker& linker) {
  if (!linker.tagger) throw Error(ErrorCode::usage, "--format pubtator needs a vocabulary");
  std::ifstream file;
  if (name != "-") {
    file.open(name, std::ios::binary);
    if (!file) throw Error(ErrorCode::not_found, name + ": cannot be read");
  }
  std::vector<Problem> problems;
  const std::string text = read_all(name == "-" ? std::cin : file);
  for (PubtatorDocument& document : read_pubtator(text, name, problems)) {
    annotate(document, *linker.vocabulary, *linker.tagger, linker.analyzer);
    std::fputs(write_pubtator(document).c_str(), stdout);
  }
  print_problems(problems);
  return ExitCode::ok;
}

/// Runs a table of equal and distinct spellings; "-" is the published one.
ExitCode run_conformance(const std::string& name) {
  const std::string table =
      name == "-" ? std::string(published_conformance_table()) : read_file(name);
  const ConformanceReport report = check_conformance(Analyzer(), table, name);
  print_problems(report.problems);
  for (const ConformanceFailure& failure : report.failures) {
    std::printf("line %zu, %s, %s: \"%s\" reads %s, \"%s\" reads %s\n", failure.line,
                harmless(failure.kind).c_str(), harmless(failure.rule).c_str(),
                harmless(failure.first).c_str(), harmless(failure.first_reading).c_str(),
                harmless(failure.second).c_str(), harmless(failure.second_reading).c_str());
  }
  std::printf("%s, %s, %s\n", counted(report.rows, "row").c_str(),
              counted(report.comparisons, "comparison").c_str(),
              counted(report.failures.size(), "failure").c_str());
  return report.passed() ? ExitCode::ok : ExitCode::error;
}

ExitCode run(Options& options) {
  if (!options.conformance.empty()) return run_conformance(options.conformance);
  options.linker.annotated_species = options.format == "pubtator";
  const Linker linker(options.linker);
  if (options.format == "pubtator") {
    if (options.words.size() != 1) {
      throw Error(ErrorCode::usage, "--format pubtator reads one file, or - for standard input");
    }
    return annotate_pubtator(options.words.front(), linker);
  }
  if (options.words.empty()) throw Error(ErrorCode::usage, "TEXT is required");
  const std::string text = input_text(options.words);
  TokenList tokens;
  linker.analyzer.analyze(text, tokens);
  const TaggerText texts[] = {{text, &tokens}};
  const DocumentTags tags = linker.tag(texts);
  if (options.json || options.format == "json") {
    print_json_report(analysis_json(tokens, tags));
  } else {
    print_table(text, tokens, tags);
  }
  return ExitCode::ok;
}

}  // namespace

Action set_up_analyze(CLI::App& app) {
  const auto options = std::make_shared<Options>();
  CLI::Option* text =
      app.add_option("text", options->words,
                     "The text, or - for standard input; with --format pubtator a file")
          ->type_name("TEXT");
  add_vocabulary_option(
      app, options->linker.vocabularies,
      "Tag with this vocabulary; \"none\" for tokens only; the starter vocabulary if "
      "none is given");
  app.add_option("--lexicon", options->linker.lexicon,
                 "Learnt names and stops (osteon vocab learn) that go before the vocabulary's")
      ->type_name("FILE");
  app.add_option("--conformance", options->conformance,
                 "Run a table of equal and distinct spellings against the analyzer instead; - is "
                 "the published one (docs/analysis.md)")
      ->type_name("FILE")
      ->excludes(text);
  app.add_option("--format", options->format,
                 "table, json, or pubtator: reads PubTator text and writes it with Osteon's "
                 "annotations in place of its own")
      ->check(one_of({"table", "json", "pubtator"}))
      ->type_name("NAME")
      ->capture_default_str();
  add_json_option(app, options->json);
  set_examples(app,
               "  osteon analyze 'TNF-\xce\xb1 and IL-6 in sarcopenia'\n"
               "  osteon analyze --json - < abstract.txt\n"
               "  osteon analyze --format pubtator --vocab mesh.osv corpus.PubTator");
  return [options] { return run(*options); };
}

}  // namespace osteon::tools
