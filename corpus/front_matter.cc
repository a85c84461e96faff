// The YAML block that a Markdown file may begin with, as far as papers use it.
#include "corpus/front_matter.h"

#include "corpus/text.h"

namespace osteon::corpus {
namespace {

std::string unquote(std::string_view value) {
  value = trim(value);
  if (value.size() >= 2 && (value.front() == '"' || value.front() == '\'') &&
      value.back() == value.front()) {
    value = value.substr(1, value.size() - 2);
  }
  return std::string(value);
}

// The key of "key: value"; empty if the line has none.
std::string_view key_of(std::string_view line) {
  const std::size_t colon = line.find(':');
  if (colon == std::string_view::npos) return {};
  if (colon + 1 < line.size() && !is_space(line[colon + 1])) return {};
  const std::string_view key = trim(line.substr(0, colon));
  for (const char c : key) {
    if (!is_alnum(c) && c != '_' && c != '-' && c != ' ') return {};
  }
  return key;
}

std::vector<std::string> values_of(std::string_view value) {
  value = trim(value);
  std::vector<std::string> values;
  if (value.size() >= 2 && value.front() == '[' && value.back() == ']') {
    for (const std::string& part : split_trimmed(value.substr(1, value.size() - 2), ',')) {
      values.push_back(unquote(part));
    }
  } else if (!value.empty() && value != "|" && value != ">" && value != "|-" && value != ">-") {
    values.push_back(unquote(value));
  }
  return values;
}

}  // namespace

const std::vector<std::string>* FrontMatter::find(std::string_view key) const {
  for (const auto& [name, values] : fields) {
    if (name == key && !values.empty()) return &values;
  }
  return nullptr;
}

std::string FrontMatter::first(std::string_view key) const {
  const std::vector<std::string>* values = find(key);
  return values == nullptr ? std::string() : values->front();
}

FrontMatter read_front_matter(std::string_view markdown) {
  FrontMatter matter;
  if (!markdown.starts_with("---")) return matter;
  std::size_t at = markdown.find('\n');
  if (at == std::string_view::npos || !trim(markdown.substr(3, at - 3)).empty()) return matter;
  ++at;
  bool closed = false;
  while (at < markdown.size() && !closed) {
    std::size_t end = markdown.find('\n', at);
    if (end == std::string_view::npos) end = markdown.size();
    const std::string_view line = markdown.substr(at, end - at);
    at = end < markdown.size() ? end + 1 : end;
    const std::string_view content = trim(line);
    if (content == "---" || content == "...") {
      closed = true;
    } else if (content.empty() || content.front() == '#') {
      continue;
    } else if (!is_space(line.front()) && line.front() != '-') {
      const std::string_view key = key_of(content);
      if (key.empty()) return {};  // a thematic break and prose, not YAML
      matter.fields.emplace_back(ascii::lower_case(key),
                                 values_of(content.substr(content.find(':') + 1)));
    } else if (!matter.fields.empty()) {
      std::vector<std::string>& values = matter.fields.back().second;
      if (content.front() == '-') {
        std::string_view item = trim(content.substr(1));
        const std::string_view key = key_of(item);
        if (equals_no_case(key, "name")) item = item.substr(item.find(':') + 1);
        if (key.empty() || equals_no_case(key, "name")) values.push_back(unquote(item));
      } else if (const std::string_view key = key_of(content); key.empty()) {
        // A folded value goes on.
        if (values.empty()) {
          values.emplace_back(content);
        } else {
          values.back() += " ";
          values.back() += content;
        }
      } else if (equals_no_case(key, "name")) {
        values.push_back(unquote(content.substr(content.find(':') + 1)));
      }
    }
  }
  if (!closed) return {};
  matter.length = at;
  return matter;
}

}  // namespace osteon::corpus
