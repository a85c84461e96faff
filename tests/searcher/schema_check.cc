// One function per kind of rule, each returning the first violation with its place in the document.
#include "tests/searcher/schema_check.h"

#include <fstream>
#include <regex>

namespace osteon::test {
namespace {

using nlohmann::json;

std::string check(const json& value, const json& rule, const std::string& place);

bool has_type(const json& value, const std::string& type) {
  if (type == "integer") return value.is_number_integer();
  if (type == "number") return value.is_number();
  if (type == "boolean") return value.is_boolean();
  return value.type_name() == type;  // string, array, object
}

std::string check_object(const json& value, const json& rule, const std::string& place) {
  for (const json& name : rule.value("required", json::array())) {
    if (!value.contains(name.get<std::string>())) return place + ": lacks " + name.dump();
  }
  const json properties = rule.value("properties", json::object());
  for (const auto& [name, member] : value.items()) {
    const std::string inner = place + "/" + name;
    if (properties.contains(name)) {
      if (auto wrong = check(member, properties[name], inner); !wrong.empty()) return wrong;
    } else if (rule.contains("additionalProperties")) {
      const json& other = rule["additionalProperties"];
      if (other == false) return inner + ": is not in the schema";
      if (auto wrong = check(member, other, inner); !wrong.empty()) return wrong;
    }
  }
  return {};
}

std::string check_array(const json& value, const json& rule, const std::string& place) {
  if (value.size() < rule.value("minItems", std::size_t{0})) return place + ": too short";
  if (rule.contains("maxItems") && value.size() > rule["maxItems"]) return place + ": too long";
  for (std::size_t i = 0; rule.contains("items") && i < value.size(); ++i) {
    auto wrong = check(value[i], rule["items"], place + "/" + std::to_string(i));
    if (!wrong.empty()) return wrong;
  }
  return {};
}

std::string check(const json& value, const json& rule, const std::string& place) {
  static const std::vector<std::string> known = {
      "description", "type",     "properties", "required",  "additionalProperties",
      "items",       "minItems", "maxItems",   "minLength", "minimum",
      "maximum",     "enum",     "const",      "pattern",   "$ref"};
  for (const auto& [keyword, unused] : rule.items()) {
    if (std::find(known.begin(), known.end(), keyword) == known.end()) {
      return place + ": the schema uses an unknown keyword " + keyword;
    }
  }
  if (rule.contains("$ref")) {
    const std::string target = rule["$ref"];
    return check(value, json_schema()["$defs"].at(target.substr(target.rfind('/') + 1)), place);
  }
  if (rule.contains("type") && !has_type(value, rule["type"])) {
    return place + ": " + value.dump() + " is not of type " + rule["type"].dump();
  }
  if (rule.contains("const") && value != rule["const"]) return place + ": is not the constant";
  if (rule.contains("enum") &&
      std::find(rule["enum"].begin(), rule["enum"].end(), value) == rule["enum"].end()) {
    return place + ": " + value.dump() + " is not one of those listed";
  }
  if (rule.contains("minimum") && value < rule["minimum"]) return place + ": too small";
  if (rule.contains("maximum") && value > rule["maximum"]) return place + ": too large";
  if (rule.contains("minLength") &&
      value.get_ref<const std::string&>().size() < rule["minLength"]) {
    return place + ": too short";
  }
  if (rule.contains("pattern") &&
      !std::regex_search(value.get_ref<const std::string&>(),
                         std::regex(rule["pattern"].get<std::string>()))) {
    return place + ": " + value.dump() + " is not of the pattern";
  }
  if (value.is_object()) return check_object(value, rule, place);
  if (value.is_array()) return check_array(value, rule, place);
  return {};
}

}  // namespace

const json& json_schema() {
  static const json schema = [] {
    std::ifstream file(OSTEON_SOURCE_DIR "/docs/json-schema.json");
    return json::parse(file);
  }();
  return schema;
}

std::string schema_violation(const json& value, const std::string& definition) {
  return check(value, json_schema()["$defs"].at(definition), definition);
}

}  // namespace osteon::test
