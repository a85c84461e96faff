#include "tools/search_options.h"

#include "searcher/parameters.h"
#include "tools/options.h"

namespace osteon::tools {

void add_query_options(CLI::App& app, SearchOptions& options, bool query_required) {
  app.add_option("query", options.words, "Words, \"phrases\", ids, AND, OR, NOT, field:value")
      ->required(query_required)
      ->type_name("QUERY");
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
  for (const std::string& word : options.words) {
    if (!request.query.empty()) request.query += ' ';
    request.query += word;
  }
  // Read as the HTTP service reads them; an error names the parameter, which is the option.
  for (const std::string& filter : options.filters) set_parameter(request, "filter", filter);
  for (const std::string& section : options.sections) set_parameter(request, "section", section);
  if (!options.years.empty()) set_parameter(request, "year", options.years);
  request.expand = !options.no_expand;
  return request;
}

}  // namespace osteon::tools
