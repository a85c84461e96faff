// osteon eval --linking: how well concepts agree with annotated text.
#pragma once

#include <string>
#include <vector>

#include "tools/exit_code.h"
#include "tools/linking/linker.h"

namespace osteon::tools {

struct LinkingEvaluation {
  std::vector<std::string> files;  ///< PubTator or BioC; all together are one set of documents
  LinkerOptions linker;
  std::size_t examples = 0;  ///< to show of each kind of error and type
  bool json = false;
};

/// Prints precision, recall and F1 by type for documents, hierarchical matches, mentions and spans,
/// and what kinds of errors remain.
ExitCode evaluate_linking_of(const LinkingEvaluation& evaluation);

}  // namespace osteon::tools
