#include "tools/commands/vocabulary_file.h"

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <system_error>
#include <utility>

#include "analyzers/vocabulary.h"
#include "base/error.h"

namespace osteon::tools {
namespace {

namespace fs = std::filesystem;

bool is_compiled(const std::string& path) {
  return fs::path(path).extension() == ".osv";
}

}  // namespace

std::string starter_vocabulary() {
  std::error_code failure;
  const fs::path program = fs::read_symlink("/proc/self/exe", failure);
  if (failure) return {};
  for (const fs::path& root : {program.parent_path(), program.parent_path().parent_path()}) {
    const fs::path file = root / "share" / "osteon" / "starter.osv";
    if (fs::exists(file, failure)) return file.string();
  }
  return {};
}

VocabularyFile::VocabularyFile(const std::vector<std::string>& names) {
  if (names.empty()) return;
  for (const std::string& name : names) {
    if (!fs::exists(name)) throw Error(ErrorCode::not_found, name + ": no such vocabulary file");
    if (is_compiled(name) && names.size() > 1) {
      throw Error(ErrorCode::usage,
                  name +
                      ": a compiled vocabulary cannot be joined with others; compile the sources "
                      "together with osteon vocab build");
    }
  }
  if (is_compiled(names.front())) {
    path_ = names.front();
    return;
  }
  std::string pattern = (fs::temp_directory_path() / "osteon-vocabulary-XXXXXX").string();
  if (mkdtemp(pattern.data()) == nullptr) {
    throw Error(ErrorCode::io, pattern + ": " + std::strerror(errno));
  }
  scratch_ = pattern;
  path_ = (fs::path(scratch_) / "vocabulary.osv").string();
  try {
    build_vocabulary(names, path_);
  } catch (...) {
    std::error_code ignored;
    fs::remove_all(scratch_, ignored);
    throw;
  }
}

VocabularyFile::~VocabularyFile() {
  std::error_code ignored;
  if (!scratch_.empty()) fs::remove_all(scratch_, ignored);
}

VocabularyFile::VocabularyFile(VocabularyFile&& other) noexcept
    : path_(std::exchange(other.path_, {})), scratch_(std::exchange(other.scratch_, {})) {}

VocabularyFile& VocabularyFile::operator=(VocabularyFile&& other) noexcept {
  std::swap(path_, other.path_);
  std::swap(scratch_, other.scratch_);
  return *this;
}

}  // namespace osteon::tools
