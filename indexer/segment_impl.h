// A mapped passage file with its sections as typed views: shared by the reader, the merger and the
// checker. Every access is bounds-checked; bad bytes give Error (corrupt) that names the file.
#pragma once

#include <zstd.h>

#include <array>
#include <memory>
#include <mutex>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/mapped_file.h"
#include "indexer/paper_account.h"
#include "indexer/passage_file.h"
#include "indexer/segment.h"

namespace osteon {

std::string passage_file_path(const std::string& directory, const std::string& name);
std::string segment_database_path(const std::string& directory, const std::string& name);

struct Segment::Impl {
  std::string segment_name, database;
  int database_fd = -1;
  MappedFile file;
  passage_file::Counts counts;
  std::array<passage_file::SectionRow, passage_file::section_count> rows{};
  std::uint64_t serial = 0;  ///< distinguishes open segments in per-thread caches

  std::span<const std::uint32_t> term_offsets, term_sorted, string_offsets, concept_ids,
      concept_sorted, stream_offsets, item_offsets, first_passage, passage_paper, paper_id_offsets,
      paper_id_sorted, column_strings, column_values, paper_concept_offsets;
  std::span<const std::uint8_t> term_flags, term_lengths, section_kinds;
  std::span<const std::uint16_t> section_numbers, years;
  std::span<const std::uint64_t> hashes;
  std::span<const passage_file::ConceptRow> concepts;
  std::span<const passage_file::AnyIdRow> any_ids;
  std::span<const passage_file::BlockRow> blocks;
  std::span<const passage_file::ColumnRow> columns;
  std::span<const PaperConcept> paper_concepts;
  std::string_view term_bytes, term_counts, string_bytes, streams, block_bytes, paper_id_bytes;
  std::vector<std::string_view> dictionaries;
  std::vector<ZSTD_DDict*> decoders;
  std::vector<std::string> column_names;

  Impl() = default;
  Impl(const Impl&) = delete;
  Impl& operator=(const Impl&) = delete;
  ~Impl();

  /// Maps the file and checks header, section bounds and sizes; not the sections' checksums.
  void open_passage_file(const std::string& path);

  [[noreturn]] void corrupt(const std::string& what) const;
  template <typename T>
  T at(std::span<const T> values, std::size_t index, const char* what) const {
    if (index >= values.size()) corrupt(what);
    return values[index];
  }
  /// The bytes between two neighbouring offsets.
  std::string_view piece(std::span<const std::uint32_t> offsets, std::string_view bytes,
                         std::size_t index, const char* what) const {
    if (index + 1 >= offsets.size() || offsets[index] > offsets[index + 1] ||
        offsets[index + 1] > bytes.size())
      corrupt(what);
    return bytes.substr(offsets[index], offsets[index + 1] - offsets[index]);
  }
  std::string_view term_text(TermId id) const {
    const std::uint8_t length = at(term_lengths, id, "term");
    const TermId first = id / passage_file::term_group * passage_file::term_group;
    std::size_t begin = term_offsets[id / passage_file::term_group];
    for (TermId before = first; before < id; ++before) begin += term_lengths[before];
    if (begin + length > term_bytes.size()) corrupt("term");
    return term_bytes.substr(begin, length);
  }
  std::string_view string_at(std::uint32_t number) const {
    return piece(string_offsets, string_bytes, number, "string");
  }

  // Items: each paper's record, followed by its passages.
  std::uint32_t item_count() const { return counts.papers + counts.passages; }
  std::uint32_t record_item(PaperOrdinal paper) const {
    return at(first_passage, paper, "paper") + paper;
  }
  std::uint32_t passage_item(PassageNumber passage) const {
    return passage + at(passage_paper, passage, "passage") + 1;
  }
  std::string_view item_stream(std::uint32_t item) const {
    return piece(stream_offsets, streams, item, "stream");
  }
  /// Valid until this thread's next call for any segment.
  std::string_view item_text(std::uint32_t item) const;
  /// Decompresses one block; returns its first item's text offset.
  std::uint32_t decompress(std::size_t block, std::string& out) const;
  void decode_stream(std::string_view bytes, TokenStream& out) const;
};

/// Upper-cases ASCII: how ids are compared.
std::string folded_id(std::string_view id);

/// A paper's record as it is stored in front of its passages: the Paper without paragraphs, and
/// what each document says of it.
std::string encode_record(const Paper& paper, const std::vector<PaperAccount>& accounts = {});
/// False if the bytes are not what encode_record makes.
bool decode_record(std::string_view bytes, Paper& out, std::vector<PaperAccount>& accounts);

}  // namespace osteon
