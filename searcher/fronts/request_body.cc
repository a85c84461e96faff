// JSON and forms; both end as names with texts, so that parameters.h alone says what they mean.
#include "searcher/fronts/request_body.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/ascii.h"
#include "base/error.h"

namespace osteon {
namespace {

using nlohmann::json;
using Parameters = std::multimap<std::string, std::string>;

int hex_value(char c) {
  if (ascii::is_digit(c)) return c - '0';
  const char low = ascii::to_lower(c);
  return low >= 'a' && low <= 'f' ? low - 'a' + 10 : -1;
}

/// "a+b%3A" -> "a b:". A percent sign without two digits stands for itself, as browsers read it.
std::string form_decoded(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    const int high = text[i] == '%' && i + 2 < text.size() ? hex_value(text[i + 1]) : -1;
    const int low = high >= 0 ? hex_value(text[i + 2]) : -1;
    if (low >= 0) {
      out += static_cast<char>(high * 16 + low);
      i += 2;
    } else {
      out += text[i] == '+' ? ' ' : text[i];
    }
  }
  return out;
}

Parameters form_parameters(std::string_view body) {
  Parameters out;
  while (!body.empty()) {
    const std::string_view pair = body.substr(0, body.find('&'));
    const std::size_t equals = std::min(pair.find('='), pair.size());
    const std::size_t value = std::min(equals + 1, pair.size());
    if (!pair.empty())
      out.emplace(form_decoded(pair.substr(0, equals)), form_decoded(pair.substr(value)));
    body.remove_prefix(std::min(pair.size() + 1, body.size()));
  }
  return out;
}

std::string text_of(const std::string& name, const json& value) {
  if (value.is_string()) return value.get<std::string>();
  if (value.is_boolean()) return value.get<bool>() ? "1" : "0";
  if (value.is_number()) return value.dump();
  throw Error(ErrorCode::usage, name.substr(0, 80) +
                                    ": takes a string, a number, true or false, or an array of "
                                    "these");
}

Parameters json_parameters(std::string_view body) {
  const json read = json::parse(body, nullptr, /*allow_exceptions=*/false);
  if (!read.is_object()) {
    throw Error(ErrorCode::usage,
                "the request's body is not a JSON object in UTF-8, as in {\"q\":\"falls\"}");
  }
  Parameters out;
  for (const auto& [name, value] : read.items()) {
    if (!value.is_array()) {
      out.emplace(name, text_of(name, value));
      continue;
    }
    for (const json& one : value) out.emplace(name, text_of(name, one));
  }
  return out;
}

}  // namespace

Parameters parameters_of_body(std::string_view content_type, std::string_view body) {
  if (body.empty()) return {};
  std::string type = ascii::lower_case(content_type.substr(0, content_type.find(';')));
  while (!type.empty() && type.back() == ' ') type.pop_back();
  if (type == "application/json") return json_parameters(body);
  if (type == "application/x-www-form-urlencoded") return form_parameters(body);
  throw Error(ErrorCode::usage,
              "a request's body is application/json or application/x-www-form-urlencoded");
}

}  // namespace osteon
