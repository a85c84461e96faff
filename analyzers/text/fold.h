// Characters to folded units: compatibility forms, accents, ligatures, width, dashes, invisible
// marks.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "analyzers/text/unit.h"

namespace osteon {

/// Folds the code point sequence at `text[at]` (a base and what combines with it) and appends its
/// units, none where it is invisible. Returns the index after it. Broken bytes give one `other`.
std::size_t fold_next(std::string_view text, std::size_t at, std::vector<Unit>& units);

/// The name of a folded Greek letter ("alpha"); empty for other characters.
std::string_view greek_name(char32_t character);
/// True for a word that is the name of a Greek letter.
bool is_greek_name(std::string_view word);
std::span<const std::string_view> all_greek_names();

}  // namespace osteon
