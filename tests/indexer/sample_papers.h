// Papers made up from a seed, and a directory that goes away with the test.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "corpus/paper.h"

namespace osteon::testing {

class TemporaryDirectory {
 public:
  TemporaryDirectory();
  ~TemporaryDirectory();
  TemporaryDirectory(const TemporaryDirectory&) = delete;
  TemporaryDirectory& operator=(const TemporaryDirectory&) = delete;
  const std::string& path() const { return path_; }
  std::string operator/(const std::string& name) const { return path_ + "/" + name; }

 private:
  std::string path_;
};

/// The same paper for the same number and seed, on every machine.
Paper sample_paper(std::uint32_t number, std::uint32_t seed = 1);
std::vector<Paper> sample_papers(std::uint32_t count, std::uint32_t seed = 1);

/// A vocabulary of a few concepts whose names occur in the sample papers; returns its path.
std::string sample_vocabulary(const TemporaryDirectory& directory);

}  // namespace osteon::testing
