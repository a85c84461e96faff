#include "tools/output/json_report.h"

#include "searcher/fronts/json.h"
#include "tools/output/terminal.h"

namespace osteon::tools {

void print_json_report(nlohmann::ordered_json members) {
  nlohmann::ordered_json report = {{"schema_version", json_schema_version}};
  for (auto& [name, value] : members.items()) report[name] = std::move(value);
  print_json(report.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace));
}

nlohmann::ordered_json problems_json(const std::vector<Problem>& problems) {
  nlohmann::ordered_json json = nlohmann::ordered_json::array();
  for (const Problem& problem : problems) {
    json.push_back(
        {{"source", problem.source}, {"location", problem.location}, {"reason", problem.reason}});
  }
  return json;
}

}  // namespace osteon::tools
