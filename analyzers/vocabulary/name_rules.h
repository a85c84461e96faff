// Under which forms a name is looked for in text, and on what conditions: rules from data.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "analyzers/vocabulary/raw.h"

namespace osteon::osv {

/// A name, or a variation of one, as it goes into the tagger's trie.
struct NameForm {
  std::string text;
  std::uint16_t flags = 0;  ///< SenseFlag
};

/// Replaces `forms` by those of `name`, the name itself first; none if it is never looked for.
void name_forms(std::string_view type, NameKind kind, std::string_view name,
                std::vector<NameForm>& forms);

/// True for a short name made of capitals (digits, hyphens allowed), such as AIDS, MS, IL-6.
bool is_capital_symbol(std::string_view name);

}  // namespace osteon::osv
