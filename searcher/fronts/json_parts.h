// What several writers of JSON share. Not public: names nlohmann's types.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <vector>

#include "searcher/search.h"

namespace osteon::json_parts {

using Json = nlohmann::ordered_json;

/// One line of UTF-8.
std::string text(const Json& json);
/// A document that holds its version and nothing yet.
Json document();

inline Json list(const std::vector<std::string>& values) {
  return Json(values);
}
template <typename Value, typename Function>
Json list(const std::vector<Value>& values, Function&& one) {
  Json out = Json::array();
  for (const Value& value : values) out.push_back(one(value));
  return out;
}

Json notice(const Notice& value);
Json strategy_line(const StrategyLine& line);
Json receipt(const Receipt& value);

}  // namespace osteon::json_parts
