// Signs of other databases' query languages: Ovid, Embase, Cochrane, Scopus, Web of Science, Europe
// PMC and PubTator. Only what the lexer needs: how long a sign is, and which of ours it is.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace osteon {

struct ForeignSign {
  std::size_t length = 0;  ///< bytes of the sign
  std::string name;        ///< our field's or tag's name; empty for any text
};

/// "TITLE-ABS-KEY(" and "TS=(" at the beginning of `text`, without the parenthesis: a field.
std::optional<ForeignSign> read_foreign_field(std::string_view text);

/// ":ti,ab,kw" (Cochrane, Embase), ".ti,ab." (Ovid), "/exp", "/de", "/mj" (Embase) at the beginning
/// of `text`, before white space, a closing parenthesis or the end: one of PubMed's tags.
std::optional<ForeignSign> read_foreign_suffix(std::string_view text);

/// "@GENE_", "@DISEASE_" at the beginning of `text`: a type of concept.
std::optional<ForeignSign> read_entity_mark(std::string_view text);

/// The distance of "adj3", "NEXT/3", "W/3", "PRE/3" and "NEXT"; nullopt for other words.
std::optional<double> read_foreign_nearness(std::string_view word);

}  // namespace osteon
