// Names and text as sequences of terms.
#include "analyzers/vocabulary/terms.h"

#include "base/hash.h"

namespace osteon::osv {

std::uint64_t term_hash(std::string_view term) {
  const std::uint64_t hash = hash64(term);
  return hash == 0 ? 1 : hash;
}

namespace {

// A word without its ending of number: so many bytes less, and what stands there instead.
struct NumberEnding {
  std::size_t cut;
  std::string_view instead;
};

NumberEnding number_ending(std::string_view piece) {
  if (piece.size() <= 3) return {0, ""};
  if (piece.ends_with("ies")) return {3, "y"};
  if (piece.ends_with("ie")) return {2, "y"};
  // -is and its plural -es meet in -e, as do -e and -es.
  if (piece.ends_with("is")) return {2, "e"};
  if (piece.ends_with("ae")) return {1, ""};
  for (std::string_view hissing : {"sses", "xes", "ches", "shes"})
    if (piece.ends_with(hissing)) return {2, ""};
  if (piece.ends_with("uses")) return {4, ""};
  if (piece.ends_with("i")) return {1, ""};
  if (piece.ends_with("us")) return {2, ""};
  return {piece.ends_with("s") && !piece.ends_with("ss") ? 1U : 0U, ""};
}

}  // namespace

std::uint32_t plural_hash(std::string_view piece, std::uint32_t state) {
  const auto [cut, instead] = number_ending(piece);
  return exact_hash(instead, exact_hash(piece.substr(0, piece.size() - cut), state));
}

void spelling_hashes(std::string_view piece, std::uint32_t& exact, std::uint32_t& plural) {
  if (exact != plural) {
    plural = plural_hash(piece, plural);
    exact = exact_hash(piece, exact);
    return;
  }
  const auto [cut, instead] = number_ending(piece);
  const std::size_t same = piece.size() - cut;
  const std::uint32_t begun = exact_hash(piece.substr(0, same), exact);
  plural = exact_hash(instead, begun);
  exact = exact_hash(piece.substr(same), begun);
}

void term_units(const TokenList& tokens, std::pmr::vector<TermUnit>& units) {
  units.assign(tokens.position_count(), {});
  bool any_joined = false;
  for (const Token& token : tokens.tokens()) {
    TermUnit& unit = units[token.position];
    if (token.is_primary()) {
      unit.word = term_hash(token.text);
      unit.token = &token;
    } else if (token.kind == TokenKind::joined) {
      unit.joined = term_hash(token.text);
      unit.joined_token = &token;
      any_joined = true;
    }
  }
  if (!any_joined) return;
  // A joined term ends where the last token that it spans ends.
  for (std::size_t i = 0; i < units.size(); ++i) {
    if (units[i].joined == 0) continue;
    std::size_t last = i;
    while (last + 1 < units.size() && units[last + 1].token != nullptr &&
           units[last + 1].token->end <= units[i].joined_token->end)
      ++last;
    units[i].joined_last = static_cast<std::uint32_t>(last);
  }
}

std::vector<TermPath> term_paths(const TokenList& tokens) {
  std::pmr::vector<TermUnit> units;
  term_units(tokens, units);
  std::vector<TermPath> paths(1);
  bool any_joined = false;
  for (const TermUnit& unit : units) {
    if (unit.token == nullptr) return {};
    paths[0].words.push_back(unit.word);
    paths[0].exact = exact_hash(unit.token->exact, paths[0].exact);
    paths[0].plural = plural_hash(unit.token->exact, paths[0].plural);
    any_joined |= unit.joined != 0;
  }
  if (paths[0].words.empty()) return {};
  if (any_joined) {
    TermPath joined;
    for (std::size_t i = 0; i < units.size(); ++i) {
      const TermUnit& unit = units[i];
      if (unit.joined != 0) {
        joined.words.push_back(unit.joined);
        joined.exact = exact_hash(unit.joined_token->exact, joined.exact);
        joined.plural = plural_hash(unit.joined_token->exact, joined.plural);
        i = unit.joined_last;
      } else {
        joined.words.push_back(unit.word);
        joined.exact = exact_hash(unit.token->exact, joined.exact);
        joined.plural = plural_hash(unit.token->exact, joined.plural);
      }
    }
    paths.push_back(std::move(joined));
  }
  return paths;
}

}  // namespace osteon::osv
