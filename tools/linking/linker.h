// The analyzer with the vocabulary and lexicon that a command line names.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "analyzers/analyzer.h"
#include "analyzers/tagger.h"
#include "analyzers/vocabulary.h"

namespace osteon::tools {

struct LinkerOptions {
  std::vector<std::string> vocabularies;  ///< as --vocab; empty: the starter; "none": no concepts
  std::string lexicon;                    ///< as --lexicon; empty: none
  bool annotated_species = false;         ///< as TaggerOptions
};

/// Neither copied nor moved: the tagger refers to the vocabulary beside it.
struct Linker {
  /// Throws Error as opening and compiling vocabularies and reading lexicons do.
  explicit Linker(const LinkerOptions& options);
  Linker(const Linker&) = delete;
  Linker& operator=(const Linker&) = delete;

  /// Without a vocabulary there are no concepts, and one empty list for each text.
  DocumentTags tag(std::span<const TaggerText> texts) const;

  Analyzer analyzer;
  std::optional<Vocabulary> vocabulary;
  std::optional<Tagger> tagger;
};

}  // namespace osteon::tools
