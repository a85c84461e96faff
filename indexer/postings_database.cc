#include "indexer/postings_database.h"

#include <algorithm>
#include <bit>
#include <cerrno>
#include <cstring>
#include <filesystem>

#include "base/error.h"
#include "base/hash.h"
#include "indexer/varint.h"

namespace osteon {
namespace {

constexpr std::size_t head_bytes = 11;
constexpr unsigned first_and_last = 0x6000;  // an item that is a whole tag, not compressed
constexpr std::uint32_t revision = 1;

[[noreturn]] void fail(const std::string& path, const char* what) {
  throw Error(ErrorCode::io, path + ": cannot " + what + ": " + std::strerror(errno));
}

// Glass's blocks and keys are big-endian.
template <std::size_t bytes>
void put_big(char* at, std::uint64_t value) {
  for (std::size_t i = bytes; i-- > 0; value >>= 8) at[i] = static_cast<char>(value);
}

// Two bytes and more, as many more as the first one has leading ones; high bits first.
void put_sortable(std::string& out, std::uint32_t value) {
  const auto bits = static_cast<std::uint32_t>(std::bit_width(value));
  const std::uint32_t length = std::max(2u, (bits + 5) / 7);
  char bytes[5];
  put_big<5>(bytes, value);
  char* at = std::end(bytes) - length;
  *at = static_cast<char>(*at | 0xff << (10 - length));
  out.append(at, std::end(bytes));
}

// A zero byte in a term would be taken for its end.
void put_term(std::string& out, std::string_view term) {
  for (const char c : term) {
    out += c;
    if (c == '\0') out += '\xff';
  }
}

}  // namespace

GlassTable::GlassTable(std::string path) : path_(std::move(path)), block_(block_bytes) {
  file_ = std::fopen(path_.c_str(), "wb");
  if (!file_) fail(path_, "create");
  begin_block(0);
  place(item_overhead)[0] = static_cast<char>(first_and_last >> 8);  // the table's null item
  leaves_.emplace_back();
}

GlassTable::~GlassTable() {
  if (file_) std::fclose(file_);
}

void GlassTable::begin_block(unsigned level) {
  std::fill(block_.begin(), block_.end(), '\0');
  put_big<4>(block_.data(), revision);
  put_big<1>(block_.data() + 4, level);
  directory_ = head_bytes;
  free_ = block_bytes;
}

// Room for an item behind those that the block has.
char* GlassTable::place(std::size_t item) {
  free_ -= item;
  put_big<2>(block_.data() + directory_, free_);
  directory_ += 2;
  return block_.data() + free_;
}

void GlassTable::write_block() {
  put_big<2>(block_.data() + 5, free_ - directory_);
  put_big<2>(block_.data() + 7, free_ - directory_);
  put_big<2>(block_.data() + 9, directory_);
  if (std::fwrite(block_.data(), 1, block_bytes, file_) != block_bytes) fail(path_, "write");
  ++blocks_;
}

void GlassTable::add(std::string_view key, std::string_view tag) {
  const std::size_t size = item_overhead + key.size() + tag.size();
  if (key.size() > 255 || size > longest_item)
    throw Error(ErrorCode::internal, path_ + ": an item of " + std::to_string(size) + " bytes");
  if (!fits(size)) {
    write_block();
    begin_block(0);
    leaves_.emplace_back(key, blocks_);
  }
  char* at = place(size);
  put_big<2>(at, first_and_last | (size - item_overhead));
  put_big<1>(at + 2, key.size());
  std::copy(key.begin(), key.end(), at + 3);
  std::copy(tag.begin(), tag.end(), at + 3 + key.size());
  ++entries_;
}

// Items of upper blocks: a block's number and the first key that is in it or below it.
void GlassTable::build_level(std::vector<std::pair<std::string, std::uint32_t>> below,
                             unsigned level) {
  std::vector<std::pair<std::string, std::uint32_t>> made;
  for (const auto& [key, number] : below) {
    const std::size_t size = 4 + 1 + key.size() + 2;
    if (made.empty() || !fits(size)) {
      if (!made.empty()) write_block();
      begin_block(level);
      made.emplace_back(key, blocks_);
    }
    char* at = place(size);
    put_big<4>(at, number);
    put_big<1>(at + 4, key.size());
    std::copy(key.begin(), key.end(), at + 5);
    put_big<2>(at + 5 + key.size(), key.empty() ? 0 : 1);  // the first part of the key's tag
  }
  write_block();
  leaves_ = std::move(made);
}

std::string GlassTable::finish() {
  write_block();
  unsigned level = 0;
  while (leaves_.size() > 1) build_level(std::move(leaves_), ++level);
  const int closed = std::fclose(file_);
  file_ = nullptr;
  if (closed != 0) fail(path_, "write");
  std::string free_blocks;
  for (const std::uint32_t value : {revision, blocks_, 0u, 0u, 0u, 0u})
    put_varint(free_blocks, value);
  std::string root;
  put_varint(root, blocks_ - 1);
  put_varint(root, level << 2);
  put_varint(root, entries_);
  put_varint(root, block_bytes >> 11);
  put_varint(root, 0);  // never compressed
  put_string(root, free_blocks);
  return root;
}

PostingsDatabase::PostingsDatabase(const std::string& directory,
                                   std::span<const std::uint32_t> lengths, std::uint32_t slot,
                                   const Values& values)
    : directory_((std::filesystem::create_directories(directory), directory)),
      table_(directory + "/postlist.glass") {
  add_values(slot, values);
  add_lengths(lengths);
}

void PostingsDatabase::add_values(std::uint32_t slot, const Values& values) {
  if (values.empty()) return;
  const auto by_value = [](const auto& a, const auto& b) { return a.second < b.second; };
  const auto [least, most] = std::minmax_element(values.begin(), values.end(), by_value);
  std::string key("\0\xd0", 2), tag;
  for (std::uint32_t rest = slot; rest > 0; rest >>= 8) key += static_cast<char>(rest);
  put_varint(tag, values.size());
  put_string(tag, least->second);
  if (most->second != least->second) tag += most->second;
  table_.add(key, tag);

  constexpr std::size_t chunk_bytes = 1900;
  tag.clear();
  std::uint32_t last = 0;
  for (const auto& [document, value] : values) {
    if (tag.size() + value.size() > chunk_bytes) {
      table_.add(key, tag);
      tag.clear();
    }
    if (tag.empty()) {
      key.assign("\0\xd8", 2);
      put_varint(key, slot);
      put_sortable(key, document);
    } else {
      put_varint(tag, document - last - 1);
    }
    put_string(tag, value);
    last = document;
  }
  table_.add(key, tag);
}

void PostingsDatabase::add_lengths(std::span<const std::uint32_t> lengths) {
  documents_ = static_cast<std::uint32_t>(lengths.size());
  for (std::uint32_t i = 0; i < documents_; ++i) {
    scratch_.push_back({i + 1, lengths[i]});
    total_length_ += lengths[i];
    longest_ = std::max(longest_, lengths[i]);
    // A bound of zero would mean that none is known.
    if (lengths[i] > 0 && (shortest_ == 0 || lengths[i] < shortest_)) shortest_ = lengths[i];
  }
  if (scratch_.empty()) return;
  const std::string_view key("\0\xe0", 2);
  add_chunks(key, key, std::string_view("\0\0", 2), scratch_);
}

// A list is cut into chunks; the first one says how long it is.
void PostingsDatabase::add_chunks(std::string_view first_key, std::string_view later_key,
                                  std::string_view head, std::span<const Posting> postings) {
  // Besides the entries: the counts, the documents' numbers in key and tag, the last entry's size.
  constexpr std::size_t other_bytes = 40;
  const std::size_t room =
      GlassTable::longest_item - GlassTable::item_overhead - later_key.size() - other_bytes;
  bool first = true;
  for (std::size_t i = 0; i < postings.size(); first = false) {
    const std::uint32_t begin = postings[i].document;
    std::uint32_t last = begin;
    entries_.clear();
    for (; i < postings.size() && entries_.size() < room; ++i) {
      const auto& [document, wdf] = postings[i];
      if (document != begin) put_varint(entries_, document - last - 1);
      put_varint(entries_, wdf);
      last = document;
    }
    tag_.clear();
    if (first) {
      tag_ = head;
      put_varint(tag_, begin - 1);
    }
    tag_ += i == postings.size() ? '1' : '0';
    put_varint(tag_, last - begin);
    tag_ += entries_;
    if (first) {
      table_.add(first_key, tag_);
    } else {
      std::string key(later_key);
      put_sortable(key, begin);
      table_.add(key, tag_);
    }
  }
}

void PostingsDatabase::add(std::string_view term, std::span<const Posting> postings) {
  std::uint64_t total = 0;
  for (const Posting& posting : postings) {
    total += posting.wdf;
    largest_wdf_ = std::max(largest_wdf_, posting.wdf);
  }
  head_.clear();
  put_varint(head_, postings.size());
  put_varint(head_, total);
  key_.clear();
  put_term(key_, term);
  later_key_ = key_ + '\0';
  add_chunks(key_, later_key_, head_, postings);
}

void PostingsDatabase::finish() {
  const std::string root = table_.finish();
  std::string version("\x0f\x0dXapian Glass\x04\x6e", 16);
  // Where Xapian has a random number to tell databases by; these are read once.
  const std::uint64_t name[2] = {hash64(directory_), hash64(root)};
  version.append(reinterpret_cast<const char*>(name), sizeof name);
  put_varint(version, revision);
  version += root;
  // Tables that are not there: document data, term lists, positions, spellings, synonyms. A fake
  // root, blocks of 8 kB, compression where Xapian would.
  constexpr std::uint32_t compress_above[] = {18, 18, 0, 18, 18};
  for (const std::uint32_t least : compress_above) {
    for (const std::uint32_t value : {0u, 3u, 0u, 4u, least, 0u}) put_varint(version, value);
  }
  put_varint(version, documents_);
  put_varint(version, 0);  // no document was removed
  put_varint(version, shortest_);
  put_varint(version, largest_wdf_);
  put_varint(version, longest_ - largest_wdf_);
  put_varint(version, 0);  // no changesets
  put_varint(version, total_length_);
  put_varint(version, 0);  // no spellings
  const std::string path = directory_ + "/iamglass";
  std::FILE* file = std::fopen(path.c_str(), "wb");
  if (!file) fail(path, "create");
  const bool written = std::fwrite(version.data(), 1, version.size(), file) == version.size();
  if (std::fclose(file) != 0 || !written) fail(path, "write");
}

}  // namespace osteon
