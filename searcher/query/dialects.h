// Signs of other databases' query languages: Ovid, Embase, Cochrane, Scopus, Web of Science, Europe
// PMC and PubTator. Only what the lexer needs: how long a sign is, and which of ours it is.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace osteon {

struct ForeignSign {
  std::size_t length = 0;  ///< bytes of the sign
  std::string name;        ///< our field's or tag's name; empty for any text
  bool spaced = false;     ///< white space stands after it, as it may after any word
};

struct ForeignNearness {
  /// What the text must hold besides for the sign to be none of its words: "the NEXT trial",
  /// "stage N2".
  enum class Needs : std::uint8_t { nothing, other_signs, sign_beside };
  double distance = 1;
  Needs needs = Needs::nothing;
};

/// A heading of a thesaurus, at the beginning of a text.
struct ForeignHeading {
  std::size_t length = 0;          ///< bytes of all of it
  std::size_t begin = 0, end = 0;  ///< of its name, half-open
  bool exploded = false;
};

/// What Scopus adds to a search whose results were narrowed.
struct ForeignLimit {
  std::size_t length = 0;
  std::string name, value;  ///< our field and its value; empty for what papers here do not say
  bool excluded = false;
};

/// "TITLE-ABS-KEY(", "TS=(" and EBSCO's "TI (" at the beginning of `text`, without the parenthesis:
/// a field.
std::optional<ForeignSign> read_foreign_field(std::string_view text);

/// ":ti,ab,kw" (Cochrane, Embase), ".ti,ab." (Ovid), "/exp", "/de", "/mj" (Embase) at the beginning
/// of `text`, before white space, a closing parenthesis or the end: one of PubMed's tags.
std::optional<ForeignSign> read_foreign_suffix(std::string_view text);

/// "@GENE_", "@DISEASE_" at the beginning of `text`: a type of concept.
std::optional<ForeignSign> read_entity_mark(std::string_view text);

/// "exp Muscle Strength/", "*Bone/dt, th [Drug Therapy, Therapy]" before white space, a closing
/// parenthesis or the end; subheadings are read over.
std::optional<ForeignHeading> read_ovid_heading(std::string_view text);

/// "MH \"Accidental Falls+\"", the plus with all that is below it.
std::optional<ForeignHeading> read_ebsco_heading(std::string_view text);

/// "LIMIT-TO ( DOCTYPE , \"re\" )", "EXCLUDE ( PUBYEAR , 2020 )", "DOCTYPE(re)".
std::optional<ForeignLimit> read_scopus_limit(std::string_view text);

/// "adj", "adj3", "NEXT", "NEXT/3", "W/3", "PRE/3", "N3", "W3"; nullopt for other words.
std::optional<ForeignNearness> read_foreign_nearness(std::string_view word);

}  // namespace osteon
