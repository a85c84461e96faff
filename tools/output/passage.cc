#include "tools/output/passage.h"

#include <nlohmann/json.hpp>

#include "base/error.h"
#include "searcher/fronts/json.h"

namespace osteon::tools {

std::optional<FoundPassage> find_passage(const Searcher& searcher, const std::string& id) {
  const std::size_t colon = id.rfind(':');
  if (colon == std::string::npos) return std::nullopt;
  StoredPaper stored;
  try {
    stored = searcher.paper(id.substr(0, colon));
  } catch (const Error& error) {
    if (error.code() != ErrorCode::not_found) throw;
    return std::nullopt;
  }
  const std::string wanted = stored.paper.id + id.substr(colon);
  for (const StoredSection& section : stored.sections) {
    for (const StoredPassage& passage : section.passages) {
      if (passage.id != wanted) continue;
      return FoundPassage{passage.id,      stored.paper.id, stored.paper.title,
                          section.heading, section.kind,    passage.text};
    }
  }
  return std::nullopt;
}

std::string to_json(const FoundPassage& passage) {
  const nlohmann::ordered_json json = {{"schema_version", json_schema_version},
                                       {"id", passage.id},
                                       {"paper", passage.paper},
                                       {"title", passage.title},
                                       {"heading", passage.heading},
                                       {"section", passage.section},
                                       {"text", passage.text}};
  return json.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

}  // namespace osteon::tools
