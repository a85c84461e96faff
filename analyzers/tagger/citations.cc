// Recognises citations by author and year from what follows a name.
#include "analyzers/tagger/citations.h"

#include <algorithm>

#include "base/ascii.h"

namespace osteon::osv {
namespace {

// `Rao`, `Müller`; not RAO, Rao2.
bool is_surname(std::string_view word) {
  return word.size() >= 2 && ascii::is_upper(word[0]) &&
         std::ranges::all_of(word.substr(1), [](char c) {
           return ascii::is_lower(c) || c == '-' || (static_cast<unsigned char>(c) & 0x80) != 0;
         });
}

// Without the spaces in front, those of typesetters included.
std::string_view after_spaces(std::string_view text) {
  constexpr std::string_view spaces[] = {" ", "\u00A0", "\u2009", "\u202F"};
  for (;;) {
    const auto space = std::ranges::find_if(
        spaces, [&](std::string_view candidate) { return text.starts_with(candidate); });
    if (space == std::end(spaces)) return text;
    text.remove_prefix(space->size());
  }
}

bool starts_with_year(std::string_view text) {
  if (text.starts_with('(') || text.starts_with('[')) text.remove_prefix(1);
  if (text.size() < 4 || !(text.starts_with("19") || text.starts_with("20"))) return false;
  return ascii::is_digit(text[2]) && ascii::is_digit(text[3]) &&
         (text.size() == 4 || !ascii::is_digit(text[4]));
}

// "et al.", "2011", "(2011)", with a comma before it or not.
bool starts_as_cited(std::string_view text) {
  if (text.starts_with(',')) text.remove_prefix(1);
  const std::string_view next = after_spaces(text);
  return next.size() < text.size() && (next.starts_with("et al") || starts_with_year(next));
}

}  // namespace

bool cites_author(std::string_view text, std::size_t begin, std::size_t end) {
  if (!is_surname(text.substr(begin, end - begin))) return false;
  std::string_view rest = text.substr(end);
  if (starts_as_cited(rest)) return true;
  rest = after_spaces(rest);
  for (std::string_view link : {"and", "&"}) {
    if (!rest.starts_with(link)) continue;
    rest = after_spaces(rest.substr(link.size()));
    const std::size_t second =
        std::min({rest.find_first_of(" ,(["), rest.find("\u00A0"), rest.size()});
    return is_surname(rest.substr(0, second)) && starts_as_cited(rest.substr(second));
  }
  return false;
}

}  // namespace osteon::osv
