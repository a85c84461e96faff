// Joins a query's tokens as indexing joined those of the papers.
#include "searcher/matching/query_tokens.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/ascii.h"

namespace osteon {

QueryTokens::QueryTokens(std::string text, const Analyzer& analyzer) : text_(std::move(text)) {
  analyzer.analyze(text_, list_);
  for (const Token& token : list_.tokens()) {
    if (token.is_primary()) primary_.push_back(&token);
  }
}

std::size_t QueryTokens::last_covered(const Token& joined) const {
  std::size_t last = joined.position;
  while (last + 1 < count() && at(last + 1).end <= joined.end) ++last;
  return last;
}

const Token* QueryTokens::joined_at(std::size_t position, std::size_t last) const {
  const Token* best = nullptr;
  for (const Token& token : list_.tokens()) {
    if (token.position > position) break;
    if (token.position != position || token.kind != TokenKind::joined) continue;
    const std::size_t covered = last_covered(token);
    if (covered == position || covered > last) continue;
    if (best == nullptr || token.end > best->end) best = &token;
  }
  return best;
}

bool QueryTokens::is_one_name(std::size_t first, std::size_t last) const {
  const Token* whole = first < last ? joined_at(first, last) : nullptr;
  return whole != nullptr && last_covered(*whole) == last;
}

std::vector<Wording> QueryTokens::wordings(std::size_t first, std::size_t last) const {
  Wording joined, single;
  bool differ = false;
  for (std::size_t i = first; i <= last && i < count(); ++i)
    single.places.push_back({std::string(at(i).text)});
  for (std::size_t i = first; i <= last && i < count(); ++i) {
    const Token* whole = joined_at(i, last);
    joined.places.push_back({std::string(whole != nullptr ? whole->text : at(i).text)});
    if (whole == nullptr) continue;
    differ = true;
    i = last_covered(*whole);
  }
  std::vector<Wording> out;
  if (!joined.places.empty()) out.push_back(std::move(joined));
  if (differ) out.push_back(std::move(single));
  return out;
}

bool is_symbol(std::string_view written) {
  const auto capitals = std::ranges::count_if(written, ascii::is_upper);
  return capitals >= 2 || (capitals == 1 && written.size() <= 4) ||
         std::ranges::any_of(written, [](char c) { return (c & 0x80) != 0; }) ||
         (std::ranges::any_of(written, ascii::is_digit) && !ascii::all_digits(written));
}

bool parts_a_word(std::string_view signs) {
  bool any = false;
  for (std::size_t i = 0; i < signs.size(); ++i) {
    const bool dash = signs.substr(i, 2) == "\xe2\x80" || signs.substr(i, 2) == "\xe2\x88";
    if (dash) {
      i += 2;
    } else if (std::string_view("-/()").find(signs[i]) == std::string_view::npos) {
      return false;
    }
    any = true;
  }
  return any;
}

std::size_t end_with_bracket(std::string_view text, std::size_t begin, std::size_t end) {
  int open = 0;
  for (const char c : text.substr(begin, end - begin)) open += c == '(' ? 1 : c == ')' ? -1 : 0;
  return open == 1 && end < text.size() && text[end] == ')' ? end + 1 : end;
}

bool is_greek_letter(std::string_view word) {
  constexpr std::array<std::string_view, 23> names = {
      "alpha", "beta",  "gamma",  "delta", "epsilon", "zeta",    "eta",    "theta",
      "iota",  "kappa", "lambda", "mu",    "nu",      "xi",      "pi",     "rho",
      "sigma", "phi",   "chi",    "psi",   "omega",   "omicron", "upsilon"};
  return std::ranges::find(names, word) != names.end();
}

}  // namespace osteon
