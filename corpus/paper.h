// What a reader makes of one document: the value type that everything downstream starts from.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/api.h"

namespace osteon {

/// Identifiers as registries write them: "PMC12827509", "38572754", "10.3389/fphys.2025.1723522"
/// (DOIs lower-cased, without "https://doi.org/"). Empty where unknown.
struct PaperIds {
  std::string pmcid;
  std::string pmid;
  std::string doi;

  bool operator==(const PaperIds&) const = default;
};

/// A calendar date of which only a part may be known. 0 means unknown; month and day are 1-based.
struct Date {
  std::uint16_t year = 0;
  std::uint8_t month = 0;
  std::uint8_t day = 0;

  bool operator==(const Date&) const = default;
};

/// What part of a paper a section is, whatever its heading says. Order is reading order.
enum class SectionKind : std::uint8_t {
  abstract,
  key_points,  ///< TL;DR, contribution, key findings, highlights
  introduction,
  methods,
  results,
  discussion,
  conclusion,
  figure,  ///< captions
  table,   ///< tables as text, with their captions
  supplement,
  other,
};
inline constexpr int section_kind_count = static_cast<int>(SectionKind::other) + 1;

/// The kind's name in queries and JSON, e.g. "methods".
OSTEON_API std::string_view to_string(SectionKind kind);
/// The kind that a heading announces ("Materials and methods" -> methods); `other` if none.
OSTEON_API SectionKind section_kind_of_heading(std::string_view heading);

/// A run of paragraphs under one heading. Nested sections follow their parent in reading order.
struct Section {
  std::string heading;  ///< own heading, plain text; empty for unheaded text
  SectionKind kind = SectionKind::other;
  int depth = 0;                        ///< 0 for a top section
  std::vector<std::string> paragraphs;  ///< plain UTF-8 text, NFC not required, no markup
};

/// Where a document's own entity came from.
enum class EntityProvenance : std::uint8_t {
  linked,     ///< linked from the summary
  full_text,  ///< found by someone else in the full text
  annotation  ///< an annotation with a place in the text (BioC, PubTator)
};

/// An entity that the document itself lists.
struct PaperEntity {
  std::string type;              ///< "gene", "chemical", "disease", "species", or the source's own
  std::string name;              ///< surface name, e.g. "MIR495"
  std::string description;       ///< long name if given, e.g. "microRNA 495"
  std::vector<std::string> ids;  ///< "NCBIGene:574453", "MESH:D010024", "taxon:1492"; may be empty
  EntityProvenance provenance = EntityProvenance::full_text;
};

/// Another paper that this one's metadata points to.
struct PaperLink {
  /// What the other one is to this one: "preprint", "published_version", "retraction", …
  /// (docs/formats.md lists them).
  std::string relation;
  std::string id;    ///< its PMCID, PMID or DOI, as in PaperIds
  std::string note;  ///< what the source says besides: why a paper was retracted, say

  bool operator==(const PaperLink&) const = default;
};

/// One paper, or one sub-article of one. An aggregate; readers fill what their format has.
struct Paper {
  std::string id;  ///< PMCID, else PMID, else DOI, else a stable name from `source`; never empty
  PaperIds ids;
  std::string title;
  std::vector<std::string> authors;  ///< "Given Family", in order
  std::string journal;
  Date date;
  std::string type = "article";    ///< "review", "research", "editorial", … lower case
  std::string licence;             ///< "CC BY 4.0" or as written
  std::vector<std::string> flags;  ///< "retracted", "corrected", "concern", "preprint"
  std::vector<std::string> keywords;
  std::vector<PaperLink> links;
  Date revised;        ///< when its record was last changed, where the source says so (MEDLINE)
  std::string source;  ///< file, or "archive!member", as the reader was given it
  std::string format;  ///< the reader's name: "markdown", "jats", …
  std::vector<Section> sections;
  std::vector<PaperEntity> entities;
};

/// Fills `paper.id` from its ids and source by the rule above.
OSTEON_API void assign_paper_id(Paper& paper);

}  // namespace osteon
