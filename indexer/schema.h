// The field table: every term prefix and value slot of a segment's Xapian database, in one place.
// Indexer, searcher and docs/index-format.md follow it; a test ties the three.
//
// Prefixes follow xapian-omega's conventions (docs/termprefixes.rst): one capital letter where the
// convention has one, X… for our own, and a ':' before the value where it begins with a capital or
// a ':' would make the border unclear; our own prefixes always end in ':'.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace osteon {

/// Format version of a segment and of the manifest; see docs/index-format.md.
inline constexpr std::uint32_t index_format_version = 3;

namespace prefix {
inline constexpr std::string_view word = "";                ///< term text; wdf = folded weight
inline constexpr std::string_view concept_mention = "XC:";  ///< + canonical id: mentioned here
inline constexpr std::string_view concept_subtree = "XA:";  ///< + id: it or a descendant mentioned
inline constexpr std::string_view concept_name =
    "XN:";                                          ///< + id: a name of it stands here, unaccepted
inline constexpr std::string_view section = "XS:";  ///< + SectionKind's name
// These hold for all passages of a paper, and stand on its first one alone.
inline constexpr std::string_view paper = "Q";     ///< + paper id, upper-cased
inline constexpr std::string_view any_id = "XI:";  ///< + "pmcid:…", "pmid:…", "doi:…" lower case
inline constexpr std::string_view author = "A";          ///< + folded word of an author's name
inline constexpr std::string_view journal = "XJ:";       ///< + folded whole name
inline constexpr std::string_view article_type = "XT:";  ///< + lower case
inline constexpr std::string_view year = "Y";            ///< + four digits
inline constexpr std::string_view licence = "XL:";       ///< + folded
inline constexpr std::string_view flag = "XF:";          ///< + flag
inline constexpr std::string_view source = "XG:";        ///< + reader's name
}  // namespace prefix

/// Value slots.
namespace slot {
/// sortable_serialise of the year, on a paper's first passage; absent if unknown
inline constexpr std::uint32_t year = 0;
/// In an exported database alone: paper_value() of the paper's id, to collapse by.
inline constexpr std::uint32_t paper = 1;
}  // namespace slot

/// BM25F folded into wdf: wdf = round(scale * f / (1 - b + b * length / mean)), at least 1, capped;
/// f = title_weight * f_title + f_body. Robertson, Zaragoza 2009, "The Probabilistic Relevance
/// Framework", section 3.6. Ranking then needs no document length: k1 * scale with b = 0.
struct WeightSchema {
  double scale = 8;
  double b = 0.6;
  double title_weight = 2;
  double mean_length = 120;   ///< of a passage with its title counted title_weight times, in tokens
  double mean_concepts = 12;  ///< the same in mentions, for concept terms
  std::uint32_t cap = 255;    ///< Xapian bounds a term's score by the largest wdf of the database
};
inline constexpr WeightSchema weight_schema{};

/// The wdf to post for weighted frequency `f` in a text of weighted length `length`.
std::uint32_t folded_wdf(double f, double length, double mean);

}  // namespace osteon
