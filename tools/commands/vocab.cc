// osteon vocab: looking into a vocabulary, learning for one, giving an index another.
#include <cstdio>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "analyzers/vocabulary.h"
#include "base/error.h"
#include "indexer/vocabulary_apply.h"
#include "tools/commands/commands.h"
#include "tools/commands/options.h"
#include "tools/commands/vocabulary_file.h"
#include "tools/linking/learning.h"
#include "tools/output/json_report.h"
#include "tools/output/terminal.h"

namespace osteon::tools {
namespace {

struct LookupOptions {
  std::vector<std::string> words;
  std::vector<std::string> vocabularies;
  bool json = false;
};

std::vector<ConceptIndex> find(const Vocabulary& vocabulary, const std::string& text) {
  const ConceptIndex by_id = vocabulary.find_id(text);
  if (by_id != no_concept) return {by_id};
  return vocabulary.find_name(text);
}

nlohmann::ordered_json concept_json(const Vocabulary& vocabulary, ConceptIndex index) {
  const Concept found = vocabulary.at(index);
  std::vector<std::string> ancestors;
  for (const ConceptIndex above : vocabulary.ancestors(index)) {
    ancestors.emplace_back(vocabulary.id(above));
  }
  return {{"id", found.id},         {"ids", found.ids},
          {"type", found.type},     {"name", found.name},
          {"names", found.names},   {"parents", found.parents},
          {"ancestors", ancestors}, {"descendants", vocabulary.descendant_count(index)}};
}

void print_list(const char* label, const std::string& text, const Screen& screen) {
  if (text.empty()) return;
  std::printf("  %s\n%s", label, paragraph(text, {}, screen, 4).c_str());
}

void print_concept(const Vocabulary& vocabulary, ConceptIndex index, const Screen& screen) {
  const Concept found = vocabulary.at(index);
  std::printf("%s (%s) %s\n", styled(harmless(found.name), Style::title, screen).c_str(),
              harmless(found.type).c_str(), harmless(found.id).c_str());
  std::string ids, names, above;
  for (const std::string& id : found.ids) ids += (ids.empty() ? "" : "  ") + id;
  for (const std::string& name : found.names) names += (names.empty() ? "" : "; ") + name;
  for (const ConceptIndex ancestor : vocabulary.ancestors(index)) {
    above += (above.empty() ? "" : "; ") + std::string(vocabulary.name(ancestor)) + " (" +
             std::string(vocabulary.id(ancestor)) + ")";
  }
  print_list("ids", ids, screen);
  print_list("names", names, screen);
  print_list("within", above, screen);
  std::printf("  %s\n", counted(vocabulary.descendant_count(index), "narrower concept").c_str());
}

ExitCode run_lookup(const LookupOptions& options) {
  std::vector<std::string> names = options.vocabularies;
  if (names.empty()) names.push_back(starter_vocabulary());
  if (names.front().empty()) {
    throw Error(ErrorCode::not_found, "the starter vocabulary is not installed; give --vocab FILE");
  }
  const VocabularyFile file(names);
  const Vocabulary vocabulary = Vocabulary::open(file.path());
  std::string text;
  for (const std::string& word : options.words) text += (text.empty() ? "" : " ") + word;
  const std::vector<ConceptIndex> found = find(vocabulary, text);
  if (options.json) {
    nlohmann::ordered_json concepts = nlohmann::json::array();
    for (const ConceptIndex index : found) concepts.push_back(concept_json(vocabulary, index));
    print_json_report({{"text", text},
                       {"vocabulary", vocabulary.fingerprint()},
                       {"concepts", std::move(concepts)}});
  } else {
    const Screen screen = standard_output_screen();
    for (const ConceptIndex index : found) print_concept(vocabulary, index, screen);
    if (found.empty())
      std::fprintf(stderr, "osteon: no concept is called “%s”\n", harmless(text).c_str());
  }
  return found.empty() ? ExitCode::no_hits : ExitCode::ok;
}

struct ApplyOptions {
  std::string directory;
  std::vector<std::string> vocabularies;
  bool json = false;
};

ExitCode run_apply(const ApplyOptions& options) {
  const VocabularyFile file(options.vocabularies);
  const VocabularyApplied done = apply_vocabulary(options.directory, file.path());
  if (options.json) {
    print_json_report({{"names", done.names},
                       {"papers", done.papers},
                       {"tagged", done.tagged},
                       {"reason", done.reason},
                       {"changed", done.changed},
                       {"revision", done.revision},
                       {"seconds", done.seconds}});
    return ExitCode::ok;
  }
  if (!done.reason.empty()) {
    std::fprintf(stderr, "osteon: all papers were tagged again: %s\n",
                 harmless(done.reason).c_str());
  }
  std::printf("%s changed; %s of %s tagged again, %s changed\n",
              counted(done.names, "name").c_str(), grouped(done.tagged).c_str(),
              counted(done.papers, "paper").c_str(), grouped(done.changed.size()).c_str());
  for (const std::string& id : done.changed) std::printf("%s\n", harmless(id).c_str());
  return ExitCode::ok;
}

}  // namespace

Action set_up_vocab(CLI::App& app) {
  const auto learn = std::make_shared<LexiconLearning>();
  const auto lookup = std::make_shared<LookupOptions>();
  const Action build = add_vocab_build(app);
  const CLI::App* building = app.get_subcommand("build");
  CLI::App* looking = app.add_subcommand("lookup", "Find concepts by a name or an id");
  looking->add_option("term", lookup->words, "A name or an id")->required()->type_name("TERM");
  add_vocabulary_option(*looking, lookup->vocabularies,
                        "Vocabulary to look into; the starter vocabulary if none is given");
  add_json_option(*looking, lookup->json);
  CLI::App* learning = app.add_subcommand("learn", "Learn names and stops from annotated text");
  learning->add_option("--out", learn->out, "The lexicon, a table of names (TSV)")
      ->required()
      ->type_name("FILE");
  learning->add_option("file", learn->files, "PubTator or BioC; each file is one annotation effort")
      ->required()
      ->type_name("FILE");
  add_vocabulary_option(*learning, learn->vocabularies, "Vocabulary that the lexicon goes with");
  const auto apply = std::make_shared<ApplyOptions>();
  CLI::App* applying =
      app.add_subcommand("apply", "Give an index another vocabulary; tag what it changes again");
  add_database_option(*applying, apply->directory);
  add_vocabulary_option(*applying, apply->vocabularies, "The vocabulary, or sources to compile")
      ->required();
  add_json_option(*applying, apply->json);
  const Action fetch = add_vocab_fetch(app);
  const CLI::App* fetching = app.get_subcommand("fetch");
  app.require_subcommand(1);
  set_examples(app,
               "  osteon vocab fetch mesh mondo --out vocabularies\n"
               "  osteon vocab build --out mesh.osv desc2025.xml supp2025.xml mondo.obo\n"
               "  osteon vocab learn --out learnt.tsv --vocab mesh.osv train.PubTator\n"
               "  osteon vocab apply --db reviews --vocab mesh.osv\n"
               "  osteon vocab lookup sarcopenia\n"
               "  osteon vocab lookup --vocab mesh.osv MONDO:0005298");
  return [building, build, learning, learn, lookup, applying, apply, fetching, fetch] {
    if (fetching->parsed()) return fetch();
    if (applying->parsed()) return run_apply(*apply);
    if (learning->parsed()) return learn_lexicon_of(*learn);
    return building->parsed() ? build() : run_lookup(*lookup);
  };
}

}  // namespace osteon::tools
