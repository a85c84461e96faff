// Telling variants from symbols that look like them. The analyzer has made their spellings one.
#include "analyzers/tagger/variant_names.h"

#include <algorithm>

#include "base/ascii.h"

namespace osteon::osv {
namespace {

using ascii::is_digit;
using ascii::is_upper;

constexpr std::string_view amino_acids = "acdefghiklmnpqrstvwy";

std::string upper(std::string_view text) {
  std::string result(text);
  for (char& c : result)
    if (ascii::is_lower(c)) c = static_cast<char>(c - 'a' + 'A');
  return result;
}

std::size_t digits_from(std::string_view text, std::size_t begin) {
  std::size_t end = begin;
  while (end < text.size() && is_digit(text[end])) ++end;
  return end - begin;
}

// c.1799t>a -> c.1799T>A; words (del, ins, dup) stay small.
std::string coding_variant(std::string_view text) {
  std::string result(text);
  for (std::size_t i = 2; i < result.size(); ++i) {
    const bool alone = (i + 1 >= result.size() || !ascii::is_lower(result[i + 1])) &&
                       !ascii::is_lower(text[i - 1]);
    if (alone && std::string_view("acgtu").find(result[i]) != std::string_view::npos)
      result[i] = static_cast<char>(result[i] - 'a' + 'A');
  }
  return result;
}

bool after_figure(std::span<const TermUnit> units, std::uint32_t position) {
  if (position == 0 || units[position - 1].token == nullptr) return false;
  constexpr std::string_view words[] = {"fig",   "figs",   "figure",        "figures",
                                        "table", "tables", "supplementary", "panel"};
  return std::ranges::find(words, units[position - 1].token->exact) != std::end(words);
}

}  // namespace

std::optional<VariantName> variant_at(std::string_view text, std::span<const TermUnit> units,
                                      std::uint32_t position) {
  const Token* token = units[position].token;
  if (token == nullptr || token->kind != TokenKind::mixed || token->text.size() < 4) return {};
  const std::string_view term = token->text;
  const std::string_view surface = text.substr(token->begin, token->end - token->begin);
  if (term.starts_with("rs") && surface.starts_with("rs") && term.size() > 4 &&
      digits_from(term, 2) == term.size() - 2)
    return VariantName{"dbSNP:" + std::string(term), std::string(term)};
  if (term[1] == '.' && std::string_view("cgmn").find(term[0]) != std::string_view::npos &&
      surface.starts_with(term.substr(0, 2)) && digits_from(term, 2) > 0 &&
      term.find_first_of(">dip_") != std::string_view::npos) {
    const std::string name = coding_variant(term);
    return VariantName{"name:variant:" + name, name};
  }
  if (amino_acids.find(term[0]) == std::string_view::npos) return {};
  const std::size_t digits = digits_from(term, 1);
  if (digits == 0 || digits + 2 != term.size()) return {};
  const char to = term.back();
  if ((amino_acids.find(to) == std::string_view::npos && to != '*') || to == term[0]) return {};
  const bool marked = surface.starts_with("p.");
  // Three-letter codes are as good as the mark.
  const bool spelled = surface.size() > term.size();
  if (!marked &&
      (!is_upper(surface[0]) || (!spelled && (digits < 2 || !is_upper(surface.back()))) ||
       after_figure(units, position)))
    return {};
  const std::string name = "p." + upper(term);
  return VariantName{"name:variant:" + name, name};
}

}  // namespace osteon::osv
