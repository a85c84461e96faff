// Writes a passage file from numbered terms and concepts: small tables are gathered in memory, then
// streams and text blocks are streamed by the caller. Used by the batch builder and the merger.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "corpus/paper.h"
#include "indexer/passage_file.h"
#include "indexer/segment.h"
#include "indexer/term_table.h"

namespace osteon {

struct WriterTerm {
  std::string_view text;
  std::uint64_t count = 0;
  std::uint8_t flags = 0;
};

struct WriterConcept {
  std::string_view id, type, name;
  std::vector<std::string_view> ids;  ///< canonical first
  std::uint64_t mentions = 0;
};

/// The dictionary columns, in the order of their numbers in the file.
inline constexpr std::string_view column_names[] = {"journal", "type", "licence", "format",
                                                    "flags"};
inline constexpr std::size_t column_count = std::size(column_names);
/// A paper's value in each column; flags are joined by commas.
std::vector<std::string> column_values_of(const Paper& paper);

struct WriterPaper {
  std::string_view id;
  std::uint64_t hash[2] = {0, 0};
  std::uint16_t year = 0;
  std::span<const std::string_view> columns;  ///< column_count values
  std::span<const PaperConcept> concepts;     ///< by final number, increasing
};

/// Packs items' texts into zstd blocks of some kilobytes and hands each finished block on.
class BlockPacker {
 public:
  struct Dictionary;
  /// A dictionary ready for compression; null for an empty one. Safe to share between threads.
  static std::shared_ptr<const Dictionary> prepare(std::string_view bytes);

  BlockPacker(std::shared_ptr<const Dictionary> dictionary, std::uint32_t dictionary_number);
  ~BlockPacker();
  void add(std::string_view text);
  /// Starts a new block at the next item, whatever the size of the current one.
  void flush();
  /// Takes over a block compressed elsewhere, with `sizes` of its items' texts.
  void copy(std::string_view block, std::span<const std::uint32_t> sizes, std::uint32_t dictionary);
  /// Compressed bytes not yet taken; the caller writes them away.
  std::string take();

  std::vector<std::uint32_t> item_offsets{0};
  std::vector<passage_file::BlockRow> blocks;
  /// Ends the list of blocks. Throws Error (internal) if the segment became too large.
  void finish();

 private:
  void begin_item(std::size_t size);
  void begin_block(std::uint32_t dictionary);

  std::shared_ptr<const Dictionary> dictionary_;
  std::uint32_t dictionary_number_;
  void* context_;
  bool open_ = false;  ///< does pending_ hold a block's items?
  std::string pending_, packed_;
  std::uint64_t packed_total_ = 0, text_total_ = 0;
};

/// What a passage file is for.
enum class FileUse : std::uint8_t {
  segment,  ///< to be searched: with all tables, on disk when written
  part,     ///< to be merged into one: without what only looking up reads
};

class SegmentWriter {
 public:
  std::vector<WriterTerm> terms;        ///< by final id
  std::vector<WriterConcept> concepts;  ///< by final number
  std::vector<std::string> dictionaries;

  /// Fills `terms` from `table` in the order of the file; returns each table number's term id.
  std::vector<std::uint32_t> number_terms(const TermTable& table);
  void add_passage(SectionKind section, std::uint32_t section_number, std::size_t text_bytes);
  /// Ends the paper whose passages were added since the last call.
  void add_paper(const WriterPaper& paper);

  /// `streams` appends every item's stream in order and returns the item offsets; `blocks` appends
  /// the blocks' bytes and returns the packer that made them.
  using Append = std::function<void(std::string_view)>;
  void write(const std::string& path, std::uint64_t token_count,
             const std::function<std::vector<std::uint32_t>(const Append&)>& streams,
             const std::function<void(const Append&, BlockPacker&)>& blocks, BlockPacker& packer,
             FileUse use);

 private:
  void write_terms(passage_file::Writer& out, FileUse use);
  void write_concepts(passage_file::Writer& out, FileUse use);
  void write_papers(passage_file::Writer& out);

  TermTable strings_;
  std::vector<std::uint32_t> first_passage_{0}, passage_paper_;
  std::vector<std::uint8_t> section_kinds_;
  std::vector<std::uint16_t> section_numbers_, years_;
  std::string paper_ids_;
  std::vector<std::uint32_t> paper_id_offsets_{0};
  std::vector<std::uint64_t> hashes_;
  std::vector<std::vector<std::uint32_t>> column_values_{column_count};
  std::vector<std::vector<std::uint32_t>> column_strings_{column_count};
  std::vector<std::unordered_map<std::uint32_t, std::uint32_t>> column_numbers_{column_count};
  std::vector<std::uint32_t> paper_concept_offsets_{0};
  std::vector<PaperConcept> paper_concepts_;
  std::uint64_t text_bytes_ = 0;
};

}  // namespace osteon
