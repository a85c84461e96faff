// The vocabulary that a command line names, as a compiled file.
#pragma once

#include <string>
#include <vector>

namespace osteon::tools {

/// The starter vocabulary that comes with the program: beside it in the build tree, under ../share
/// once installed. Empty if neither is there.
std::string starter_vocabulary();

/// A compiled vocabulary's path; one that was compiled for this run is removed with this object.
class VocabularyFile {
 public:
  VocabularyFile() = default;
  /// `names` is one compiled vocabulary, or sources to compile together. Throws Error as
  /// build_vocabulary does.
  explicit VocabularyFile(const std::vector<std::string>& names);
  ~VocabularyFile();
  VocabularyFile(VocabularyFile&& other) noexcept;
  VocabularyFile& operator=(VocabularyFile&& other) noexcept;

  const std::string& path() const { return path_; }  ///< empty: none

 private:
  std::string path_;
  std::string scratch_;  ///< directory to remove; empty if the file is the user's
};

}  // namespace osteon::tools
