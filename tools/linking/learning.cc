#include "tools/linking/learning.h"

#include <cstdio>

#include "analyzers/linking/validate_lexicon.h"
#include "base/error.h"
#include "base/file_io.h"
#include "tools/linking/annotated_files.h"
#include "tools/linking/linker.h"
#include "tools/output/problems.h"
#include "tools/output/terminal.h"

namespace osteon::tools {
namespace {

const char* label(LexiconLine line) {
  switch (line) {
    case LexiconLine::name:
      return "names";
    case LexiconLine::stop:
      return "stops";
    case LexiconLine::ids:
      return "ids in place of ids";
    case LexiconLine::group:
      return "classes passed over";
    case LexiconLine::nested:
      return "names inside names";
    case LexiconLine::strains:
      return "strains";
    case LexiconLine::newest:
      return "newer ids";
  }
  return "";
}

void print_worth(const std::vector<LexiconWorth>& worth) {
  if (worth.empty()) return;
  std::printf("Tried on each quarter of the documents with what the others teach:\n");
  for (const LexiconWorth& type : worth) {
    std::printf("%-10s  F1 %.4f without, %.4f with all lines\n", harmless(type.type).c_str(),
                type.without.f1(), type.with_all.f1());
    for (const LexiconTrial& trial : type.trials) {
      std::printf("    %-20s %5s right by them, %5s wrong", label(trial.line),
                  grouped(trial.better).c_str(), grouped(trial.worse).c_str());
      if (!trial.left_out.empty()) std::printf("; left out: %s", trial.left_out.c_str());
      std::printf("\n");
    }
  }
}

}  // namespace

ExitCode learn_lexicon_of(const LexiconLearning& learning) {
  const Linker linker({learning.vocabularies, "", true});
  if (!linker.vocabulary) throw Error(ErrorCode::usage, "learning needs a vocabulary");
  std::vector<std::vector<PubtatorDocument>> corpora;
  std::vector<Problem> problems;
  for (const std::string& file : learning.files) {
    corpora.push_back(read_annotated_file(file, problems));
  }
  print_problems(problems);
  const ValidatedLexicon learnt =
      learn_validated_lexicon(corpora, *linker.vocabulary, linker.analyzer);
  write_file_atomically(learning.out, learnt.lexicon.text());
  std::printf("%s: %s\n", harmless(learning.out).c_str(),
              counted(learnt.lexicon.entries.size(), "line").c_str());
  print_worth(learnt.worth);
  return ExitCode::ok;
}

}  // namespace osteon::tools
