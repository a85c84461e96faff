// osteon vocab learn: a lexicon from annotated files, and what it is worth.
#pragma once

#include <string>
#include <vector>

#include "tools/exit_code.h"

namespace osteon::tools {

struct LexiconLearning {
  std::string out;
  std::vector<std::string> files;  ///< PubTator or BioC, each one annotation effort
  std::vector<std::string> vocabularies;
};

/// Writes the lexicon and prints, by type and kind of line, how it did on held-back documents.
ExitCode learn_lexicon_of(const LexiconLearning& learning);

}  // namespace osteon::tools
