// Forms and conditions of names.
#include "analyzers/vocabulary/name_rules.h"

#include <algorithm>
#include <cctype>

#include "analyzers/vocabulary/format.h"

namespace osteon::osv {
namespace {

bool is_upper(char c) {
  return c >= 'A' && c <= 'Z';
}
bool is_lower(char c) {
  return c >= 'a' && c <= 'z';
}

// "diabetes mellitus, type 2" -> "type 2 diabetes mellitus". Lists ("a, b, and c") and chemical
// locants ("1,2-x") are not inverted headings.
std::string uninverted(std::string_view name) {
  const std::size_t comma = name.find(", ");
  if (comma == std::string_view::npos || name.find(", ", comma + 2) != std::string_view::npos)
    return {};
  const std::string_view head = name.substr(0, comma), tail = name.substr(comma + 2);
  if (tail.starts_with("and ") || tail.starts_with("or ") || head.empty() || tail.empty())
    return {};
  std::string text(tail);
  if (text.back() != '-') text += ' ';
  text += head;
  return text;
}

}  // namespace

bool is_capital_symbol(std::string_view name) {
  if (name.size() > 8) return false;
  const bool upper = std::ranges::any_of(name, is_upper);
  return upper && std::ranges::none_of(name, is_lower) && name.find(' ') == std::string_view::npos;
}

void name_forms(std::string_view type, NameKind kind, std::string_view name,
                std::vector<NameForm>& forms) {
  forms.clear();
  if (kind == NameKind::related) {
    forms.push_back({std::string(name), sense_related | sense_stopped});
    return;
  }
  std::uint16_t flags = 0;
  if (kind == NameKind::preferred) flags |= sense_preferred;
  if (kind == NameKind::symbol || kind == NameKind::alias) flags |= sense_symbol;
  if (is_capital_symbol(name)) flags |= sense_caps;
  forms.push_back({std::string(name), flags});
  if (type == "gene" || type == "species") return;
  if (std::string text = uninverted(name); !text.empty())
    forms.push_back(
        {std::move(text), static_cast<std::uint16_t>((flags & ~sense_preferred) | sense_variant)});
}

}  // namespace osteon::osv
