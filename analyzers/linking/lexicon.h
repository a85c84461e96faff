// Names as people annotate them: learnt from annotated text, used beside a vocabulary.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "analyzers/analyzer.h"
#include "analyzers/linking/pubtator.h"
#include "analyzers/vocabulary.h"
#include "base/api.h"

namespace osteon {

/// In place of a name: whatever name.
inline constexpr std::string_view every_name = "*";
/// In place of a name: whatever strain of a species.
inline constexpr std::string_view every_strain = "* strain";
/// Before an id: whatever has a higher number.
inline constexpr std::string_view newer_than = ">";

/// A name with what annotators took it for. Without ids it is a stop: a name of the vocabulary that
/// they mostly passed over. Where an id stands in place of the name, the line is about that concept
/// under all its names: the id that annotators write for it, or without ids that they pass over it
/// and everything below it. `every_name` with itself as its id says that names of the type count
/// inside longer names of other types, too ("dopamine receptor"). `newer_than` with an id says that
/// annotators did not know higher ones, `every_strain` with itself as its id that they write
/// strains' own ids and not those of their species.
struct LexiconEntry {
  std::string name;
  std::string type;
  std::vector<std::string> ids;   ///< several for a composite ("breast and ovarian cancer")
  std::uint32_t annotated = 0;    ///< documents that have it annotated so
  std::uint32_t occurrences = 0;  ///< documents that have it in their text

  bool operator==(const LexiconEntry&) const = default;
};

/// What a line teaches.
enum class LexiconLine : std::uint8_t {
  name,     ///< a name with ids
  stop,     ///< a name without
  ids,      ///< a concept with the ids that annotators write for it
  group,    ///< a concept without: passed over with all below it
  nested,   ///< `every_name`
  strains,  ///< `every_strain`
  newest,   ///< `newer_than` an id
};
LexiconLine line_of(const LexiconEntry& entry);

/// A lexicon as its file holds it: one entry a line, columns name, type, ids separated by '|' or
/// "-", annotated, occurrences; '#' begins a comment.
struct OSTEON_API Lexicon {
  std::vector<LexiconEntry> entries;

  /// Throws Error (not_found, io, corrupt) naming the file and the line.
  static Lexicon read(const std::string& path);
  static Lexicon parse(std::string_view text, const std::string& source);
  std::string text() const;
};

/// Ids as a lexicon's file lists them: separated by '|'.
std::string joined_ids(const std::vector<std::string>& ids);

/// Learns from annotated documents. Each corpus is one annotation effort: a type that it has no
/// annotation of says nothing there. Never give it documents that will be scored.
OSTEON_API Lexicon learn_lexicon(std::span<const std::vector<PubtatorDocument>> corpora,
                                 const Vocabulary& vocabulary, const Analyzer& analyzer);

}  // namespace osteon
