// The YAML block that a Markdown file may begin with, as far as papers use it.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace osteon::corpus {

struct FrontMatter {
  /// Keys in lower case with their values, each list item a value of its own.
  std::vector<std::pair<std::string, std::vector<std::string>>> fields;
  std::size_t length = 0;  ///< bytes that it takes of the file; 0 if there is none

  const std::vector<std::string>* find(std::string_view key) const;
  std::string first(std::string_view key) const;
};

/// Reads "key: value", "key: [a, b]", "- item", "- name: item" and folded values. Anything else of
/// YAML is passed over.
FrontMatter read_front_matter(std::string_view markdown);

}  // namespace osteon::corpus
