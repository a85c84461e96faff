// Files and small vocabularies for these tests, gone when the test ends.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "analyzers/tagger.h"
#include "analyzers/vocabulary.h"

/// A directory of its own, removed with all that is in it.
class TemporaryFolder {
 public:
  TemporaryFolder();
  ~TemporaryFolder();
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;

  std::string path(std::string_view name) const { return folder_ + "/" + std::string(name); }
  /// Writes a file and returns its path.
  std::string write(std::string_view name, std::string_view text) const;
  /// Builds a vocabulary from one source text and opens it.
  osteon::Vocabulary build(std::string_view name, std::string_view text) const;

 private:
  std::string folder_;
};

/// A vocabulary of one table in Osteon's own format.
osteon::Vocabulary built_from(std::string_view table);

/// Tags one text; one line a mention: "+ exact [surface] MESH:D1 disease", '-' where not accepted,
/// '!' where rejected as a name of the concept.
std::vector<std::string> tagged(const osteon::Vocabulary& vocabulary, std::string_view text,
                                const osteon::TaggerOptions& options = {});
/// The accepted ones only, as "[surface] MESH:D1".
std::vector<std::string> accepted(const osteon::Vocabulary& vocabulary, std::string_view text,
                                  const osteon::TaggerOptions& options = {});
