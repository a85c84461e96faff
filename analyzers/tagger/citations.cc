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

bool starts_with_year(std::string_view text) {
  while (!text.empty() && (text[0] == ',' || text[0] == ' ' || text[0] == '(' || text[0] == '['))
    text.remove_prefix(1);
  if (text.size() < 4 || !(text.starts_with("19") || text.starts_with("20"))) return false;
  return ascii::is_digit(text[2]) && ascii::is_digit(text[3]) &&
         (text.size() == 4 || !ascii::is_digit(text[4]));
}

bool starts_as_cited(std::string_view text) {
  if (text.starts_with(',')) text.remove_prefix(1);
  return text.starts_with(" et al") || starts_with_year(text);
}

}  // namespace

bool cites_author(std::string_view text, std::size_t begin, std::size_t end) {
  if (!is_surname(text.substr(begin, end - begin))) return false;
  std::string_view rest = text.substr(end);
  if (starts_as_cited(rest)) return true;
  for (std::string_view link : {" and ", " & "}) {
    if (!rest.starts_with(link)) continue;
    rest.remove_prefix(link.size());
    const std::size_t second = std::min(rest.find_first_of(" ,(["), rest.size());
    return is_surname(rest.substr(0, second)) && starts_as_cited(rest.substr(second));
  }
  return false;
}

}  // namespace osteon::osv
