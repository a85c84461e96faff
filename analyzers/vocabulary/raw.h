// What importers make of source files, before entries that mean one thing are joined.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "analyzers/vocabulary.h"

namespace osteon::osv {

/// Best first: where a name means several concepts, the better kind wins.
enum class NameKind : std::uint8_t {
  usual,  ///< what the word means to everyone, whoever else has it (yeast, Drosophila)
  preferred,
  symbol,        ///< an official symbol (genes)
  synonym,       ///< an exact synonym
  vernacular,    ///< a taxon's name in plain English
  alias,         ///< an alternative symbol
  abbreviation,  ///< listed as one
  permuted,      ///< a word order for printed indexes ("Tumor, Breast")
  description,   ///< a long designation, often shared
  related,       ///< broader, narrower or related: found by look-up, never tagged
};

struct RawConcept {
  std::string_view id;  ///< canonical
  std::string_view name;
  std::uint16_t type = 0;
  std::uint8_t source = 0;
  bool dropped = false;     ///< obsolete, merged or unwanted
  bool minor = false;       ///< pseudogenes and the like: never before a main entry
  bool higher = false;      ///< a taxon above species
  std::uint32_t taxon = 0;  ///< a gene's species, a species' own number; 0 if unknown
};
struct RawName {
  std::uint32_t owner;  ///< raw concept
  std::string_view text;
  NameKind kind;
};
enum class IdRelation : std::uint8_t {
  same,        ///< another id of the very thing: joins the concept that owns it
  superseded,  ///< found, never shown
};
struct RawId {
  std::uint32_t owner;
  std::string_view id;
  IdRelation relation;
};
struct RawParent {
  std::uint32_t owner;
  std::string_view id;
  bool action;  ///< second hierarchy
};

/// Two ids that a cross-reference table calls the same thing.
struct RawLink {
  std::string_view first, second;
  bool built_in = false;  ///< of Osteon's own table: nothing is said where no source has the two
};

/// Two raw concepts that are to be joined.
struct NamePair {
  std::uint32_t first, second;
};

/// A concept in MeSH's own sense, one of those that a record is about.
struct MeshConcept {
  std::string_view number;  ///< "M0000001"
  std::uint32_t owner;      ///< the record, as raw concept
  std::uint16_t release;    ///< year; 0 if unknown
  bool preferred;           ///< what the record is named after
};

/// A type as data/types.tsv or a `!type` line gives it.
struct RawType {
  std::string name, label;
  std::vector<std::string> spaces;  ///< canonical one first
  std::string number_space, pubtator_name, pubtator_spaces;
  bool hides = true, tagged = true;
};

/// Everything that was read, in the order of the sources. Texts live in the arena.
class RawVocabulary {
 public:
  RawVocabulary();
  RawVocabulary(const RawVocabulary&) = delete;
  RawVocabulary& operator=(const RawVocabulary&) = delete;

  std::string_view keep(std::string_view text);

  std::uint16_t type(std::string_view name);               ///< added if new
  std::uint16_t listed_type(std::string_view name) const;  ///< 0xffff if there is none
  std::uint8_t source(std::string_view name);

  /// The id is made canonical. `name` becomes the preferred name where it is not empty.
  std::uint32_t add_concept(std::string_view id, std::uint16_t type_number,
                            std::string_view preferred, std::uint8_t source_number);
  void add_name(std::uint32_t owner, std::string_view text, NameKind kind);
  void add_id(std::uint32_t owner, std::string_view id, IdRelation relation);
  void add_parent(std::uint32_t owner, std::string_view id, bool action = false);
  /// `old` is found as what `successor` names.
  void add_successor(std::string_view old, std::string_view successor);
  void remark(std::string text) { report.remarks.push_back(std::move(text)); }
  /// Counts what is left out, and tells `listener`.
  void leave_out(std::string_view kind, std::string_view reason, std::string_view item,
                 std::string_view concerns = {});
  void count_join(std::string_view rule);

  std::vector<RawType> types;
  std::vector<std::string> sources;
  std::vector<RawConcept> concepts;
  std::vector<RawName> names;
  std::vector<RawId> ids;
  std::vector<RawParent> parents;
  std::vector<RawLink> links;
  std::vector<RawLink> successors;  ///< old id, new id
  std::vector<MeshConcept> mesh_concepts;
  VocabularyReport report;
  LeftOutListener listener;

 private:
  std::vector<std::unique_ptr<char[]>> blocks_;
  std::size_t left_ = 0;
  char* next_ = nullptr;
};

/// Splits at every `separator`; empty fields are kept.
std::vector<std::string_view> split(std::string_view text, char separator);
/// Without ASCII white space at the ends.
std::string_view trim(std::string_view text);

}  // namespace osteon::osv
