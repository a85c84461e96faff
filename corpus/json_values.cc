// Forgiving access to JSON values: a missing or odd field is an empty one.
#include "corpus/json_values.h"

#include <algorithm>

namespace osteon::corpus {

const Json& member(const Json& object, std::string_view key) {
  static const Json nothing;
  if (!object.is_object()) return nothing;
  const auto found = object.find(std::string(key));
  return found == object.end() ? nothing : *found;
}

std::string text_of(const Json& value) {
  if (value.is_string()) return value.get<std::string>();
  if (value.is_number_integer() || value.is_boolean()) return value.dump();
  return {};
}

std::vector<std::string> texts_of(const Json& value) {
  std::vector<std::string> texts;
  if (value.is_array()) {
    for (const Json& item : value) {
      if (std::string text = text_of(item); !text.empty()) texts.push_back(std::move(text));
    }
  } else if (std::string text = text_of(value); !text.empty()) {
    texts.push_back(std::move(text));
  }
  return texts;
}

Json parse_json(std::string_view text, std::size_t& byte, std::string& reason) {
  try {
    return Json::parse(text);
  } catch (const Json::parse_error& error) {
    byte = error.byte > 0 ? error.byte - 1 : 0;
    reason = error.byte > text.size() ? "the JSON is cut off" : "not valid JSON";
  } catch (const Json::out_of_range&) {  // a number that no double holds
    byte = 0;
    reason = "not valid JSON: a number is too large";
  }
  return Json(Json::value_t::discarded);
}

}  // namespace osteon::corpus
