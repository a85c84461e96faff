// Streams a passage file's sections to disk and checksums them on the way.
#include "indexer/passage_file.h"

#include <unistd.h>

#include <bit>
#include <cerrno>
#include <cstddef>
#include <cstring>

#include "base/error.h"
#include "indexer/schema.h"

namespace osteon::passage_file {

static_assert(std::endian::native == std::endian::little, "the format is little-endian");
static_assert(sizeof(Header) == 80 && sizeof(SectionRow) == 32 && sizeof(Counts) == 48);

namespace {
[[noreturn]] void fail(const std::string& path, const char* what) {
  throw Error(ErrorCode::io, path + ": cannot " + what + ": " + std::strerror(errno));
}
constexpr std::size_t header_bytes = sizeof(Header) + section_count * sizeof(SectionRow);
}  // namespace

Writer::Writer(std::string path) : path_(std::move(path)), rows_(section_count) {
  file_ = std::fopen(path_.c_str(), "wb");
  if (!file_) fail(path_, "create");
  std::setvbuf(file_, nullptr, _IOFBF, 1 << 18);
  write(std::string(header_bytes, '\0'));
}

Writer::~Writer() {
  if (file_) std::fclose(file_);
}

void Writer::write(std::string_view bytes) {
  if (bytes.empty()) return;
  if (std::fwrite(bytes.data(), 1, bytes.size(), file_) != bytes.size()) fail(path_, "write");
  position_ += bytes.size();
}

void Writer::begin(SectionId id) {
  end();
  open_ = static_cast<std::size_t>(id) - 1;
  rows_.at(open_).id = static_cast<std::uint32_t>(id);
  rows_[open_].offset = position_;
  hasher_ = std::make_unique<Hasher>();
  length_ = 0;
}

void Writer::append(std::string_view bytes) {
  hasher_->update(bytes);
  length_ += bytes.size();
  write(bytes);
}

void Writer::end() {
  if (!hasher_) return;
  rows_[open_].length = length_;
  rows_[open_].checksum = hasher_->digest();
  hasher_.reset();
  if (position_ % 8 != 0) write(std::string_view("\0\0\0\0\0\0\0", 8 - position_ % 8));
}

void Writer::finish(const Counts& counts, bool sync) {
  end();
  for (const SectionRow& row : rows_)
    if (row.id == 0) throw Error(ErrorCode::internal, path_ + ": a section was not written");
  std::string head(header_bytes, '\0');
  Header header{};
  std::memcpy(header.magic, magic, sizeof magic);
  header.version = index_format_version;
  header.sections = section_count;
  header.file_size = position_;
  header.counts = counts;
  std::memcpy(head.data() + sizeof(Header), rows_.data(), section_count * sizeof(SectionRow));
  std::memcpy(head.data() + offsetof(Header, counts), &counts, sizeof counts);
  header.checksum = hash64(std::string_view(head).substr(offsetof(Header, counts)));
  std::memcpy(head.data(), &header, sizeof header);
  if (std::fseek(file_, 0, SEEK_SET) != 0) fail(path_, "seek");
  write(head);
  if (std::fflush(file_) != 0) fail(path_, "write");
  if (sync && fsync(fileno(file_)) != 0) fail(path_, "sync");
  std::FILE* closing = file_;
  file_ = nullptr;
  if (std::fclose(closing) != 0) fail(path_, "close");
}

}  // namespace osteon::passage_file
