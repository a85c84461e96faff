#include "tools/commands/search_options.h"

#include <cstdio>

#include "base/error.h"
#include "base/file_io.h"
#include "searcher/fronts/parameters.h"
#include "tools/commands/options.h"

namespace osteon::tools {
namespace {

/// The bytes of a file, or of standard input for "-".
std::string read_text(const std::string& name) {
  return name == "-" ? read_standard_input() : read_file(name);
}

std::string query_of(const SearchOptions& options) {
  if (options.words.empty() && options.required)
    throw Error(ErrorCode::usage, "QUERY is required; - reads it from standard input");
  if (options.words.size() == 1 && options.words.front() == "-") return read_text("-");
  std::string query;
  for (const std::string& word : options.words) {
    if (!query.empty()) query += ' ';
    query += word;
  }
  return query;
}

}  // namespace

std::string read_standard_input() {
  std::string text;
  char buffer[65536];
  while (const std::size_t n = std::fread(buffer, 1, sizeof buffer, stdin)) text.append(buffer, n);
  return text;
}

void add_query_options(CLI::App& app, SearchOptions& options, bool query_required) {
  options.required = query_required;
  app.add_option("query", options.words,
                 "Words, \"phrases\", ids, AND, OR, NOT, field:value; - for standard input")
      ->type_name("QUERY");
  app.add_option("--strategy", options.strategy,
                 "Read a strategy of several lines, from a file or - for standard input; counts "
                 "each line and shows the last one's hits")
      ->type_name("FILE");
  add_repeatable_option(app, "--filter", options.filters,
                        "Keep papers with this facet value; values of one type are alternatives")
      ->type_name("TYPE:ID");
  app.add_option("--year", options.years, "Keep papers of these years")->type_name("A..B");
  add_repeatable_option(app, "--section", options.sections, "Keep passages of this kind of section")
      ->type_name("KIND");
  app.add_flag("--no-expand", options.no_expand, "Match the typed words only, no concepts");
  app.add_flag("--any", options.request.any, "One of the words is enough");
}

SearchRequest request_of(const SearchOptions& options) {
  SearchRequest request = options.request;
  if (options.strategy.empty()) {
    request.query = query_of(options);
  } else if (!options.words.empty()) {
    throw Error(ErrorCode::usage, "--strategy takes the place of QUERY; give one of them");
  } else {
    request.query = read_text(options.strategy);
    request.strategy = true;
  }
  // Read as the HTTP service reads them; an error names the parameter, which is the option.
  for (const std::string& filter : options.filters) set_parameter(request, "filter", filter);
  for (const std::string& section : options.sections) set_parameter(request, "section", section);
  if (!options.years.empty()) set_parameter(request, "year", options.years);
  request.expand = !options.no_expand;
  return request;
}

}  // namespace osteon::tools
