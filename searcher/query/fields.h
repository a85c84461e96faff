// The fields of the query language, and PubMed's names for them: one table.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "searcher/query/parser.h"

namespace osteon {

enum class FieldUse : std::uint8_t {
  none,
  text,
  filter,
  years,
  paper,
  kind_of_concept,
  scope,
  unexploded,
  like,
  unread  ///< tags only: what papers here do not say, such as their language
};

struct FieldName {
  std::string name;  ///< as the tree names it
  FieldUse use = FieldUse::none;
};

/// The field that is written `name:` (lower case); FieldUse::none if there is none.
FieldName find_field(std::string_view name, const QueryLanguage& language);

/// The field of a PubMed tag (lower case, without brackets, without :~3); FieldUse::none for tags
/// that mean any text ([tw], [all]); nullopt for what is no tag.
std::optional<FieldName> find_tag(std::string_view tag);

}  // namespace osteon
