// Forgiving access to JSON values: a missing or odd field is an empty one.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace osteon::corpus {

using Json = nlohmann::json;

/// The member called `key`, or a null value.
const Json& member(const Json& object, std::string_view key);
/// A string as it is, a number or boolean written out; empty for all else.
std::string text_of(const Json& value);
inline std::string text_of(const Json& object, std::string_view key) {
  return text_of(member(object, key));
}
/// A list of strings, or one string as a list of one.
std::vector<std::string> texts_of(const Json& value);

/// Parses `text`; on failure gives a discarded value and says where ("byte 17") and why.
Json parse_json(std::string_view text, std::size_t& byte, std::string& reason);

}  // namespace osteon::corpus
