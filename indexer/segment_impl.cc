// Opens a passage file, checks it, and decodes streams and text blocks.
#include "indexer/segment_impl.h"

#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <cstring>

#include "base/error.h"
#include "base/hash.h"
#include "indexer/schema.h"
#include "indexer/varint.h"

namespace osteon {

using passage_file::SectionId;

std::string passage_file_path(const std::string& directory, const std::string& name) {
  return directory + "/" + name + ".pas";
}
std::string segment_database_path(const std::string& directory, const std::string& name) {
  return directory + "/" + name + ".xapian";
}

std::string folded_id(std::string_view id) {
  std::string out(id);
  for (char& c : out)
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  return out;
}

Segment::Impl::~Impl() {
  for (ZSTD_DDict* decoder : decoders) ZSTD_freeDDict(decoder);
  if (database_fd >= 0) ::close(database_fd);
}

void Segment::Impl::corrupt(const std::string& what) const {
  throw Error(ErrorCode::corrupt, file.path() + ": damaged (" + what + " out of bounds)");
}

void Segment::Impl::open_passage_file(const std::string& path) {
  static std::atomic<std::uint64_t> next_serial{1};
  serial = next_serial++;
  file = MappedFile(path);
  passage_file::Header header;
  const std::string_view start = file.slice(0, sizeof header);
  std::memcpy(&header, start.data(), sizeof header);
  if (std::memcmp(header.magic, passage_file::magic, sizeof header.magic) != 0)
    throw Error(ErrorCode::corrupt, path + ": not a passage file");
  if (header.version != index_format_version)
    throw Error(ErrorCode::incompatible_version,
                path + ": format version " + std::to_string(header.version) +
                    ", this program reads version " + std::to_string(index_format_version));
  if (header.file_size != file.size())
    throw Error(ErrorCode::corrupt, path + ": " + std::to_string(file.size()) +
                                        " bytes instead of " + std::to_string(header.file_size));
  if (header.sections != passage_file::section_count) corrupt("number of sections");
  const std::size_t table_bytes = header.sections * sizeof(passage_file::SectionRow);
  const std::string_view table = file.slice(sizeof header, table_bytes);
  const std::string_view checked =
      file.slice(offsetof(passage_file::Header, counts), sizeof header.counts + table_bytes);
  if (hash64(checked) != header.checksum)
    throw Error(ErrorCode::corrupt, path + ": damaged (header checksum)");
  std::memcpy(rows.data(), table.data(), table_bytes);
  counts = header.counts;

  const auto section = [&](SectionId id) -> const passage_file::SectionRow& {
    return rows[static_cast<std::size_t>(id) - 1];
  };
  const auto bytes = [&](SectionId id, std::string_view& out) {
    out = file.slice(section(id).offset, section(id).length);
  };
  constexpr std::uint64_t any = ~std::uint64_t{0};
  const auto array = [&]<typename T>(SectionId id, std::uint64_t count, std::span<const T>& out) {
    const auto& row = section(id);
    if (row.length % sizeof(T) != 0 || (count != any && row.length != count * sizeof(T)))
      corrupt("section " + std::to_string(static_cast<std::uint32_t>(id)));
    out = file.array<T>(row.offset, row.length / sizeof(T));
  };
  const std::uint64_t papers = counts.papers, passages = counts.passages;
  constexpr std::uint64_t group = passage_file::term_group;
  array(SectionId::term_offsets, (counts.terms + group - 1) / group, term_offsets);
  bytes(SectionId::term_bytes, term_bytes);
  array(SectionId::term_lengths, counts.terms, term_lengths);
  array(SectionId::term_sorted, std::min(counts.terms, passage_file::frequent_terms), term_sorted);
  array(SectionId::term_flags, counts.terms, term_flags);
  bytes(SectionId::term_counts, term_counts);
  array(SectionId::string_offsets, std::uint64_t{counts.strings} + 1, string_offsets);
  bytes(SectionId::string_bytes, string_bytes);
  array(SectionId::concepts, counts.concepts, concepts);
  array(SectionId::concept_ids, any, concept_ids);
  array(SectionId::concept_sorted, counts.concepts, concept_sorted);
  array(SectionId::concept_any_id, any, any_ids);
  array(SectionId::stream_offsets, papers + passages + 1, stream_offsets);
  bytes(SectionId::streams, streams);
  array(SectionId::item_offsets, papers + passages + 1, item_offsets);
  array(SectionId::blocks, std::uint64_t{counts.blocks} + 1, blocks);
  bytes(SectionId::block_bytes, block_bytes);
  array(SectionId::paper_first_passage, papers + 1, first_passage);
  array(SectionId::passage_paper, passages, passage_paper);
  array(SectionId::passage_section_kind, passages, section_kinds);
  array(SectionId::passage_section_number, passages, section_numbers);
  array(SectionId::paper_id_offsets, papers + 1, paper_id_offsets);
  bytes(SectionId::paper_id_bytes, paper_id_bytes);
  array(SectionId::paper_id_sorted, papers, paper_id_sorted);
  array(SectionId::paper_hash, 2 * papers, hashes);
  array(SectionId::paper_year, papers, years);
  array(SectionId::column_rows, counts.columns, columns);
  array(SectionId::column_strings, any, column_strings);
  array(SectionId::column_values, counts.columns * papers, column_values);
  array(SectionId::paper_concept_offsets, papers + 1, paper_concept_offsets);
  array(SectionId::paper_concepts, any, paper_concepts);

  std::string_view packed;
  bytes(SectionId::dictionaries, packed);
  while (!packed.empty()) {
    std::uint64_t length = 0;
    if (packed.size() < sizeof length) corrupt("dictionary");
    std::memcpy(&length, packed.data(), sizeof length);
    packed.remove_prefix(sizeof length);
    if (length > packed.size()) corrupt("dictionary");
    dictionaries.push_back(packed.substr(0, length));
    decoders.push_back(ZSTD_createDDict(packed.data(), length));
    if (!decoders.back()) corrupt("dictionary");
    packed.remove_prefix(std::min<std::uint64_t>(packed.size(), (length + 7) / 8 * 8));
  }
  for (const auto& column : columns) column_names.emplace_back(string_at(column.name));
}

std::uint32_t Segment::Impl::decompress(std::size_t block, std::string& out) const {
  if (block + 1 >= blocks.size()) corrupt("text block");
  const passage_file::BlockRow& row = blocks[block];
  const passage_file::BlockRow& next = blocks[block + 1];
  const std::uint32_t begin = at(item_offsets, row.first_item, "text block");
  const std::uint32_t end = at(item_offsets, next.first_item, "text block");
  if (begin > end || row.offset > next.offset || next.offset > block_bytes.size())
    corrupt("text block");
  const std::string_view packed = block_bytes.substr(row.offset, next.offset - row.offset);
  // A frame says how large it becomes, so that damaged offsets cannot ask for gigabytes.
  if (ZSTD_getFrameContentSize(packed.data(), packed.size()) != end - begin)
    corrupt("text block size");
  thread_local const std::unique_ptr<ZSTD_DCtx, decltype(&ZSTD_freeDCtx)> context(ZSTD_createDCtx(),
                                                                                  ZSTD_freeDCtx);
  out.resize(end - begin);
  std::size_t size = 0;
  if (row.dictionary == passage_file::no_dictionary) {
    size = ZSTD_decompressDCtx(context.get(), out.data(), out.size(), packed.data(), packed.size());
  } else {
    if (row.dictionary >= decoders.size()) corrupt("dictionary");
    size = ZSTD_decompress_usingDDict(context.get(), out.data(), out.size(), packed.data(),
                                      packed.size(), decoders[row.dictionary]);
  }
  if (ZSTD_isError(size) || size != out.size()) corrupt("compressed text");
  return begin;
}

std::string_view Segment::Impl::item_text(std::uint32_t item) const {
  struct Cache {
    std::uint64_t serial = 0;
    std::size_t block = 0;
    std::uint32_t begin = 0;
    std::string text;
  };
  thread_local Cache cache;
  if (item + 1 >= item_offsets.size() || blocks.size() < 2) corrupt("text");
  const auto after =
      std::upper_bound(blocks.begin(), blocks.end() - 1, item,
                       [](std::uint32_t i, const auto& row) { return i < row.first_item; });
  if (after == blocks.begin()) corrupt("text block");
  const std::size_t block = static_cast<std::size_t>(after - blocks.begin()) - 1;
  if (cache.serial != serial || cache.block != block) {
    cache.serial = 0;
    cache.begin = decompress(block, cache.text);
    cache.block = block;
    cache.serial = serial;
  }
  const std::uint32_t begin = item_offsets[item], end = item_offsets[item + 1];
  if (begin < cache.begin || end < begin || end - cache.begin > cache.text.size()) corrupt("text");
  return std::string_view(cache.text).substr(begin - cache.begin, end - begin);
}

void Segment::Impl::decode_stream(std::string_view bytes, TokenStream& out) const {
  VarintReader in(bytes);
  out.tokens.clear();
  out.sentence_ends.clear();
  out.mentions.clear();
  // One term a position, then the variants with their positions, to be merged in behind.
  const std::uint64_t positions = in.next();
  const std::uint64_t variants = in.next();
  if (positions > in.left() || variants > in.left()) corrupt("token stream");
  out.tokens.resize(positions + variants);
  StoredToken* const whole = out.tokens.data() + variants;
  for (std::uint32_t i = 0; i < positions; ++i) {
    whole[i] = {in.next32(), i};
    if (whole[i].term >= counts.terms) corrupt("term in a token stream");
  }
  if (variants > 0) {
    StoredToken* to = out.tokens.data();
    std::uint32_t moved = 0, position = 0;
    for (std::uint64_t i = 0; i < variants; ++i) {
      position += in.next32();
      const TermId term = in.next32();
      if (position >= positions || term >= counts.terms) corrupt("variant in a token stream");
      while (moved <= position) *to++ = whole[moved++];
      *to++ = {term, position};
    }
    // The rest stands where it belongs: as many were moved down as variants were put in.
  }
  const std::uint64_t sentences = in.next();
  if (sentences > in.left()) corrupt("token stream");
  out.sentence_ends.resize(sentences);
  std::uint32_t end = 0;
  for (std::uint32_t& sentence : out.sentence_ends) sentence = end += in.next32();
  const std::uint64_t mentions = in.next();
  if (mentions > in.left()) corrupt("token stream");
  out.mentions.resize(mentions);
  std::uint32_t first = 0;
  for (StoredMention& mention : out.mentions) {
    first += in.next32();
    mention.first_position = first;
    mention.last_position = first + in.next32();
    mention.concept_number = in.next32();
    const std::uint64_t how = in.next();
    mention.rule = static_cast<std::uint8_t>(how >> 1);
    mention.accepted = (how & 1) != 0;
    if (mention.concept_number >= counts.concepts) corrupt("concept in a token stream");
  }
  if (!in.ok() || !in.at_end()) corrupt("token stream");
}

}  // namespace osteon
