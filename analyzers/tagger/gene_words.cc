// The table of words beside genes, and symbols that need one.
#include "analyzers/tagger/gene_words.h"

#include <algorithm>

#include "analyzers/data.h"
#include "analyzers/vocabulary/raw.h"
#include "base/ascii.h"

namespace osteon::osv {

GeneWords::GeneWords(const Analyzer& analyzer) {
  TokenList tokens;
  for (std::string_view line : split(data::gene_words, '\n')) {
    const auto fields = split(line, '\t');
    if (line.starts_with('#') || fields.size() < 2) continue;
    FlatMap& words = fields[0] == "after" ? after_ : before_;
    for (std::string_view word : split(fields[1], '|')) {
      analyzer.analyze(word, tokens);
      if (!tokens.tokens().empty()) words.insert(term_hash(tokens.tokens()[0].text), 1);
    }
  }
}

namespace {

/// "ha−1", "s-1": a unit to a negative power.
bool is_reciprocal_unit(std::string_view surface) {
  constexpr std::size_t longest_unit = 3;
  const auto unit_end = std::ranges::find_if_not(surface, ascii::is_lower);
  const auto unit = static_cast<std::size_t>(unit_end - surface.begin());
  if (unit == 0 || unit > longest_unit) return false;
  surface.remove_prefix(unit);
  if (surface.empty() || !ascii::is_digit(surface.back())) return false;
  surface.remove_suffix(1);
  return surface == "-" || surface == "\u2212" || surface == "\u2010" || surface == "\u2013";
}

}  // namespace

bool is_doubtful_symbol(std::string_view surface) {
  if (is_reciprocal_unit(surface)) return true;
  constexpr std::size_t initials = 3;
  std::size_t letters = 0, capitals = 0;
  for (char c : surface) {
    // Digits tell symbols from words, and so do Greek letters.
    if (ascii::is_digit(c) || (static_cast<unsigned char>(c) & 0x80) != 0) return false;
    letters += ascii::is_letter(c) ? 1 : 0;
    capitals += ascii::is_upper(c) ? 1 : 0;
  }
  return capitals < 2 || letters <= initials;
}

}  // namespace osteon::osv
