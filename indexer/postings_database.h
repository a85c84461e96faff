// Writes posting lists that are known in full as a Xapian database, in order and in one pass.
// Xapian's own interface takes documents and turns them round with a map node for every posting,
// which costs more than all else in indexing; here the lists come turned round already.
//
// The bytes are those of Xapian's glass backend, version 2016-03-14, which all of Xapian 1.4 reads
// and writes: a B-tree of 8 kB blocks beside a file with its root and the statistics. Only what a
// segment needs is there: posting lists, document lengths and one slot of values. Xapian's
// compaction makes one file of it.
#pragma once

#include <cstdint>
#include <cstdio>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace osteon {

/// Key and tag pairs in increasing order of keys into the blocks of a B-tree. Not thread-safe.
class GlassTable {
 public:
  static constexpr std::size_t block_bytes = 8192;
  static constexpr std::size_t longest_item = (block_bytes - 11 - 4 * 2) / 4;
  static constexpr std::size_t item_overhead = 3;

  /// Throws Error (io) if the file cannot be created.
  explicit GlassTable(std::string path);
  ~GlassTable();
  GlassTable(const GlassTable&) = delete;
  GlassTable& operator=(const GlassTable&) = delete;

  /// Together at most longest_item - item_overhead bytes, the key at most 255. Throws Error
  /// (internal for what does not fit, io).
  void add(std::string_view key, std::string_view tag);
  /// Writes the upper levels; returns what the version file says of the table.
  std::string finish();

 private:
  void begin_block(unsigned level);
  bool fits(std::size_t item) const { return free_ - directory_ >= item + 2; }
  char* place(std::size_t item);
  void write_block();
  void build_level(std::vector<std::pair<std::string, std::uint32_t>> below, unsigned level);

  std::string path_;
  std::FILE* file_ = nullptr;
  std::vector<char> block_;
  std::size_t directory_ = 0, free_ = 0;  // ends of the directory and of the free bytes
  std::uint32_t blocks_ = 0;
  std::uint64_t entries_ = 0;
  std::vector<std::pair<std::string, std::uint32_t>> leaves_;  // first key, block
};

struct Posting {
  std::uint32_t document;  ///< from 1
  std::uint32_t wdf;
};

class PostingsDatabase {
 public:
  using Values = std::vector<std::pair<std::uint32_t, std::string>>;  // document, value

  /// Makes the directory. `lengths` are the sums of wdf of documents 1, 2, …; `values` those of
  /// `slot`, by document. Throws Error (io).
  PostingsDatabase(const std::string& directory, std::span<const std::uint32_t> lengths,
                   std::uint32_t slot, const Values& values);

  /// Terms come in increasing order of their bytes; postings of a term by document, at least one.
  void add(std::string_view term, std::span<const Posting> postings);
  void finish();

 private:
  void add_values(std::uint32_t slot, const Values& values);
  void add_lengths(std::span<const std::uint32_t> lengths);
  void add_chunks(std::string_view first_key, std::string_view later_key, std::string_view head,
                  std::span<const Posting> postings);

  std::string directory_;
  GlassTable table_;
  std::vector<Posting> scratch_;
  std::uint32_t documents_ = 0, shortest_ = 0, longest_ = 0, largest_wdf_ = 0;
  std::uint64_t total_length_ = 0;
  std::string key_, later_key_, head_, tag_, entries_;
};

}  // namespace osteon
