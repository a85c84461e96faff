// Reads one immutable segment: the passage file beside a single-file Xapian database.
// Layout byte by byte: docs/index-format.md. Everything is memory-mapped; a Segment is immutable
// and safe from many threads. Passages are numbered from 0 in reading order; Xapian's docid is
// number + 1.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "corpus/paper.h"
#include "indexer/paper_account.h"

namespace osteon {

/// In one segment. 0 is the most frequent term; from passage_file::frequent_terms on, in bytewise
/// order.
using TermId = std::uint32_t;
using PassageNumber = std::uint32_t;  ///< in one segment, 0-based
using PaperOrdinal = std::uint32_t;   ///< in one segment, 0-based, in input order
using ConceptNumber = std::uint32_t;  ///< in one segment's concept table, 0-based

/// A mention as kept in a token stream. Positions as in Token; accepted mentions only come with
/// `accepted`; see analyzers/tagger.h.
struct StoredMention {
  std::uint32_t first_position, last_position;  ///< inclusive
  ConceptNumber concept_number;
  std::uint8_t rule;
  bool accepted;
};

struct StoredToken {
  TermId term;
  std::uint32_t position;
};

/// One text's decoded stream. Reuse one per thread: decode() keeps capacity.
struct TokenStream {
  std::vector<StoredToken> tokens;  ///< by position; variants of a position adjacent, whole first
  std::vector<std::uint32_t> sentence_ends;  ///< as in TokenList
  std::vector<StoredMention> mentions;       ///< by first_position
};

/// A row of a segment's concept table.
struct SegmentConcept {
  std::string_view id;                ///< canonical
  std::string_view type;              ///< "gene", …
  std::string_view name;              ///< preferred
  std::vector<std::string_view> ids;  ///< all known in this segment, canonical first
};

struct PaperConcept {
  ConceptNumber concept_number;
  std::uint32_t mentions;  ///< accepted ones, in all passages and the title
};

/// What a passage is, without its text.
struct PassageInfo {
  PaperOrdinal paper;
  std::uint32_t number_in_paper;  ///< 0-based; the passage's id is "<paper id>:<this + 1>"
  SectionKind section;
  std::uint32_t section_number;  ///< into PaperRecord::sections
};

/// A paper's record as stored: the Paper without its paragraphs.
struct PaperRecord {
  Paper paper;  ///< sections hold headings, kinds and depths; paragraphs are empty
  PassageNumber first_passage = 0, passage_count = 0;
  std::string content_hash;  ///< of all that the reader gave but its source, 32 hex digits
  std::vector<PaperAccount> accounts;  ///< that of the document whose text is here first
};

class TermRow;

class Segment {
 public:
  /// `directory` is the index, `name` as in the manifest. Throws Error (not_found, corrupt,
  /// incompatible_version).
  static std::shared_ptr<const Segment> open(const std::string& directory, const std::string& name);
  ~Segment();

  const std::string& name() const;
  std::string database_path() const;  ///< of the Xapian database, for messages
  /// A new descriptor of the Xapian database for Xapian::Database(int), which closes it. Works as
  /// long as this Segment lives, also after a writer has replaced and unlinked the file.
  int open_database() const;

  std::uint32_t paper_count() const;
  std::uint32_t passage_count() const;
  std::uint64_t text_bytes() const;

  std::optional<TermId> find_term(std::string_view term) const;
  std::string_view term(TermId id) const;
  /// False for what is only ever a stop word: in streams, not among the postings.
  bool is_posted(TermId id) const;
  /// True of what is a stop word somewhere, also if it is posted elsewhere (`IT` beside `it`): its
  /// postings do not tell of all streams that hold it.
  bool is_stop(TermId id) const;
  std::uint32_t term_count() const;
  /// Ids of the terms that begin with `prefix`, in bytewise order of their text.
  std::vector<TermId> terms_with_prefix(std::string_view prefix) const;

  std::uint32_t concept_count() const;
  SegmentConcept concept_at(ConceptNumber number) const;
  /// Parts of concept_at() that cost no allocation, for loops over all concepts.
  std::string_view concept_id(ConceptNumber number) const;
  std::string_view concept_type(ConceptNumber number) const;
  std::string_view concept_name(ConceptNumber number) const;
  std::optional<ConceptNumber> find_concept(std::string_view canonical_id) const;
  /// Every concept of this segment that has `id` (written "SPACE:value", compared without case).
  std::vector<ConceptNumber> find_concepts_by_any_id(std::string_view id) const;

  PaperOrdinal paper_of(PassageNumber passage) const;
  std::span<const std::uint32_t> paper_table() const;  ///< passage -> paper ordinal
  PassageInfo passage(PassageNumber passage) const;
  SectionKind section_of(PassageNumber passage) const;  ///< cheap: one byte column
  std::string passage_text(PassageNumber passage) const;
  void passage_stream(PassageNumber passage, TokenStream& out) const;
  void title_stream(PaperOrdinal paper, TokenStream& out) const;
  /// True if both titles are the same terms in the same places, and not empty. Decodes no more than
  /// it must.
  bool same_title(PaperOrdinal a, PaperOrdinal b) const;
  /// Whether the text holds words in a row; see TermRow::stands_in.
  std::optional<bool> passage_holds(PassageNumber passage, const TermRow& row) const;
  std::optional<bool> title_holds(PaperOrdinal paper, const TermRow& row) const;

  PaperRecord paper(PaperOrdinal ordinal) const;
  std::string_view paper_id(PaperOrdinal ordinal) const;
  std::optional<PaperOrdinal> find_paper(std::string_view id) const;  ///< by its paper id, any case
  std::uint16_t year(PaperOrdinal ordinal) const;                     ///< 0 if unknown
  PassageNumber first_passage(PaperOrdinal ordinal) const;
  std::uint32_t passage_count(PaperOrdinal ordinal) const;
  /// Distinct accepted concepts of a paper, by number.
  std::span<const PaperConcept> paper_concepts(PaperOrdinal ordinal) const;
  /// Paper attributes as dictionary columns for facets: journal, type, licence, source, flags…
  std::span<const std::string> column_names() const;
  std::uint32_t column_value(std::size_t column,
                             PaperOrdinal ordinal) const;  ///< dictionary number
  /// The same of all papers, for loops. Not checked: a damaged file may have any numbers.
  std::span<const std::uint32_t> column_values(std::size_t column) const;
  std::string_view column_text(std::size_t column, std::uint32_t value) const;
  std::uint32_t column_size(std::size_t column) const;

  struct Impl;  ///< for the writer's own files; see segment_impl.h
  const Impl& impl() const { return *impl_; }

 private:
  explicit Segment(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace osteon
