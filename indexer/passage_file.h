// The passage file's layout: its header, its sections, and a writer that streams them.
// docs/index-format.md is the specification; this file and it change together, with
// index_format_version.
#pragma once

#include <cstdint>
#include <cstdio>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/hash.h"

namespace osteon::passage_file {

inline constexpr char magic[8] = {'O', 'S', 'T', 'E', 'O', 'N', 'P', '\n'};

/// All numbers are little-endian; sections begin on multiples of 8 bytes and are zero-padded.
/// "string table" below is two sections: u32 offsets (count + 1) and the bytes.
enum class SectionId : std::uint32_t {
  term_offsets = 1,  ///< u32[terms / term_group, rounded up]: each group's first byte in term_bytes
  term_bytes = 2,    ///< by term id: the frequent_terms most frequent first, the rest bytewise
  term_sorted = 3,   ///< u32[min(terms, frequent_terms)]: their ids in bytewise order of their text
  term_flags = 4,    ///< u8[terms]: TermFlag
  term_counts = 5,   ///< LEB128[terms]: tokens in all streams
  string_offsets = 6,  ///< u32[strings + 1]: pool of concept ids, types, names, column values
  string_bytes = 7,
  concepts = 8,         ///< ConceptRow[concepts], most mentions first
  concept_ids = 9,      ///< u32[]: strings; each concept's ids, its canonical one first
  concept_sorted = 10,  ///< u32[concepts]: numbers by folded canonical id
  concept_any_id = 11,  ///< AnyIdRow[]: by folded id
  stream_offsets = 12,  ///< u32[items + 1]: into streams
  streams = 13,
  item_offsets = 14,            ///< u32[items + 1]: into the uncompressed text
  blocks = 15,                  ///< BlockRow[blocks + 1]; the last one ends the list
  block_bytes = 16,             ///< zstd frames
  dictionaries = 17,            ///< zstd dictionaries, each after its u64 length, padded to 8 bytes
  paper_first_passage = 18,     ///< u32[papers + 1]
  passage_paper = 19,           ///< u32[passages]
  passage_section_kind = 20,    ///< u8[passages]: SectionKind
  passage_section_number = 21,  ///< u16[passages]: into the paper record's sections
  paper_id_offsets = 22,        ///< u32[papers + 1]
  paper_id_bytes = 23,
  paper_id_sorted = 24,        ///< u32[papers]: ordinals by upper-cased id
  paper_hash = 25,             ///< u64[2 * papers]: content hash
  paper_year = 26,             ///< u16[papers]
  column_rows = 27,            ///< ColumnRow[columns]
  column_strings = 28,         ///< u32[]: strings; each column's distinct values
  column_values = 29,          ///< u32[columns * papers]: into the column's own values
  paper_concept_offsets = 30,  ///< u32[papers + 1]
  paper_concepts = 31,         ///< PaperConceptRow[], by concept number within a paper
  term_lengths = 32,           ///< u8[terms]: in bytes
};
inline constexpr std::uint32_t section_count = 32;

/// Ids below this take one or two bytes in a stream, and go by frequency. All others take three, so
/// that they can be in bytewise order, found without a table.
inline constexpr std::uint32_t frequent_terms = 1 << 14;
/// Terms that share an entry of term_offsets.
inline constexpr std::uint32_t term_group = 16;

enum TermFlag : std::uint8_t {
  term_posted = 1,  ///< occurs as a token that is posted in the Xapian database
  term_stop = 2,    ///< occurs as a stop word, which is not posted
};

struct SectionRow {
  std::uint32_t id = 0, reserved = 0;
  std::uint64_t offset = 0;  ///< from the start of the file
  std::uint64_t length = 0;  ///< in bytes, without padding
  std::uint64_t checksum = 0;
};

struct Counts {
  std::uint32_t papers = 0, passages = 0, terms = 0, concepts = 0, strings = 0, blocks = 0;
  std::uint32_t columns = 0, reserved = 0;
  std::uint64_t text_bytes = 0;   ///< of passages
  std::uint64_t token_count = 0;  ///< in all streams
};

/// First bytes of the file; section_count SectionRows follow it.
struct Header {
  char magic[8];
  std::uint32_t version = 0;
  std::uint32_t sections = 0;
  std::uint64_t file_size = 0;
  std::uint64_t checksum = 0;  ///< of `counts` and the section rows
  Counts counts;
};

struct ConceptRow {
  std::uint32_t id, type, name;      ///< strings
  std::uint32_t first_id, id_count;  ///< into concept_ids
  std::uint32_t mentions;            ///< accepted ones in the segment, saturating
};

struct AnyIdRow {
  std::uint32_t string;  ///< the folded id
  std::uint32_t concept_number;
};

struct BlockRow {
  std::uint32_t first_item;
  std::uint32_t offset;      ///< into block_bytes
  std::uint32_t dictionary;  ///< into dictionaries; no_dictionary for none
};
inline constexpr std::uint32_t no_dictionary = 0xffffffff;

struct ColumnRow {
  std::uint32_t name;                      ///< string
  std::uint32_t first_value, value_count;  ///< into column_strings
};

/// Streams sections to a file, in any order, then the header. Not thread-safe.
class Writer {
 public:
  explicit Writer(std::string path);
  ~Writer();
  Writer(const Writer&) = delete;
  Writer& operator=(const Writer&) = delete;

  void begin(SectionId id);
  void append(std::string_view bytes);
  template <typename T>
  void append_array(std::span<const T> values) {
    append({reinterpret_cast<const char*>(values.data()), values.size_bytes()});
  }
  std::uint64_t section_length() const { return length_; }
  template <typename T>
  void section(SectionId id, const std::vector<T>& values) {
    begin(id);
    append_array(std::span<const T>(values));
  }
  void section(SectionId id, std::string_view bytes) {
    begin(id);
    append(bytes);
  }

  /// Writes the header and closes. All sections must have been written. `sync` makes it durable.
  void finish(const Counts& counts, bool sync);

 private:
  void end();
  void write(std::string_view bytes);

  std::string path_;
  std::FILE* file_ = nullptr;
  std::vector<SectionRow> rows_;  ///< by id
  std::size_t open_ = 0;
  std::unique_ptr<Hasher> hasher_;  ///< of the open section
  std::uint64_t position_ = 0, length_ = 0;
};

}  // namespace osteon::passage_file
