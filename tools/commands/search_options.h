// What several commands ask an index by: a query with filters.
#pragma once

#include <CLI/CLI.hpp>
#include <string>
#include <vector>

#include "searcher/search.h"

namespace osteon::tools {

/// As typed; request_of() reads it.
struct SearchOptions {
  std::vector<std::string> words;
  std::vector<std::string> filters, sections;
  std::string years;
  std::string strategy;  ///< a file of several lines, in place of words
  bool required = false;
  bool no_expand = false;
  SearchRequest request;  ///< what the command's own options set
};

/// `QUERY` (- reads it from standard input), `--strategy`, `--filter`, `--year`, `--section`,
/// `--no-expand` and `--any`.
void add_query_options(CLI::App& app, SearchOptions& options, bool query_required);

std::string read_standard_input();

/// Throws Error (usage) naming the option.
SearchRequest request_of(const SearchOptions& options);

}  // namespace osteon::tools
