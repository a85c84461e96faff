// Checks JSON documents against docs/json-schema.json: as much of JSON Schema as that file uses.
#pragma once

#include <nlohmann/json.hpp>
#include <string>

namespace osteon::test {

/// The written schema. Throws if it cannot be read.
const nlohmann::json& json_schema();

/// What is wrong with `value` as `$defs/<definition>`, with its place; empty if nothing is. An
/// unknown keyword of the schema is reported too, so that no rule is passed over in silence.
std::string schema_violation(const nlohmann::json& value, const std::string& definition);

}  // namespace osteon::test
