// Compressed files and archives, streamed by libarchive: bounded in depth and in expansion.
#include "corpus/container.h"

#include <archive.h>
#include <archive_entry.h>
#include <sys/stat.h>

#include <cerrno>
#include <memory>
#include <new>
#include <utility>

namespace osteon::corpus {
namespace {

constexpr std::size_t block_size = 128u << 10;

struct Source {
  ByteStream* stream = nullptr;
  std::string block;
  const void* failed = nullptr;  ///< origin of a failure below, kept across libarchive's frames
};

la_ssize_t read_block(archive* handle, void* user, const void** data) {
  auto& source = *static_cast<Source*>(user);
  source.block.clear();
  try {
    source.stream->take(source.block, block_size);
  } catch (const StreamError& error) {
    source.failed = error.origin;
    archive_set_error(handle, EIO, "%s", error.what());
    return -1;
  }
  *data = source.block.data();
  return static_cast<la_ssize_t>(source.block.size());
}

la_int64_t seek_block(archive*, void* user, la_int64_t offset, int whence) {
  const std::int64_t at = static_cast<Source*>(user)->stream->seek(offset, whence);
  return at < 0 ? ARCHIVE_FATAL : at;
}

struct ArchiveDeleter {
  void operator()(archive* handle) const { archive_read_free(handle); }
};

std::string message_of(archive* handle) {
  const char* text = archive_error_string(handle);
  return text == nullptr ? "the archive cannot be read" : text;
}

class MemberStream final : public ByteStream {
 public:
  MemberStream(archive* handle, const Source& source, Expansion& expansion)
      : handle_(handle), source_(source), expansion_(expansion) {}
  const void* origin() const override { return handle_; }

 protected:
  std::size_t read_some(char* data, std::size_t size) override {
    const la_ssize_t got = archive_read_data(handle_, data, size);
    if (got < 0) {
      throw StreamError(message_of(handle_), std::string("byte ") + std::to_string(position()),
                        source_.failed != nullptr ? source_.failed : handle_);
    }
    expansion_.add(static_cast<std::size_t>(got));
    return static_cast<std::size_t>(got);
  }

 private:
  archive* handle_;
  const Source& source_;
  Expansion& expansion_;
};

class EmptyStream final : public ByteStream {
 protected:
  std::size_t read_some(char* /*data*/, std::size_t /*size*/) override { return 0; }
};

}  // namespace

bool is_container(std::string_view head) {
  using namespace std::string_view_literals;
  for (const std::string_view magic : {"\x1F\x8B"sv, "\x28\xB5\x2F\xFD"sv, "BZh"sv,
                                       "\xFD"
                                       "7zXZ\0"sv,
                                       "PK\x03\x04"sv, "PK\x05\x06"sv}) {
    if (head.starts_with(magic)) return true;
  }
  return head.size() >= 262 && head.substr(257, 5) == "ustar";
}

void Expansion::add(std::size_t bytes) {
  produced += bytes;
  if (outermost == nullptr || limit_ratio == 0 || produced <= free_bytes) return;
  if ((produced - free_bytes) / limit_ratio > outermost->position()) {
    throw StreamError(std::string("unfolds to more than ") + std::to_string(limit_ratio) +
                          " times its size and was refused",
                      {}, this);
  }
}

bool visit_members(ByteStream& stream, Expansion& expansion,
                   const std::function<bool(const std::string& name, ByteStream& bytes)>& member) {
  const std::unique_ptr<archive, ArchiveDeleter> handle(archive_read_new());
  if (!handle) throw std::bad_alloc();
  archive_read_support_filter_gzip(handle.get());
  archive_read_support_filter_zstd(handle.get());
  archive_read_support_filter_bzip2(handle.get());
  archive_read_support_filter_xz(handle.get());
  archive_read_support_format_tar(handle.get());
  archive_read_support_format_zip(handle.get());
  archive_read_support_format_empty(handle.get());
  archive_read_support_format_raw(handle.get());
  Source source{&stream, {}, nullptr};
  const auto fail = [&]() -> void {
    throw StreamError(message_of(handle.get()), {},
                      source.failed != nullptr ? source.failed : handle.get());
  };
  archive_read_set_read_callback(handle.get(), read_block);
  if (stream.can_seek()) archive_read_set_seek_callback(handle.get(), seek_block);
  archive_read_set_callback_data(handle.get(), &source);
  if (archive_read_open1(handle.get()) != ARCHIVE_OK) fail();
  while (true) {
    archive_entry* entry = nullptr;
    const int status = archive_read_next_header(handle.get(), &entry);
    if (status == ARCHIVE_EOF) {
      // A compressed file of nothing has no member to speak for it.
      if (archive_format(handle.get()) != ARCHIVE_FORMAT_EMPTY) return true;
      EmptyStream nothing;
      return member({}, nothing);
    }
    if (status < ARCHIVE_WARN) fail();
    if (archive_entry_filetype(entry) != AE_IFREG && archive_entry_filetype(entry) != 0) continue;
    const bool lone = archive_format(handle.get()) == ARCHIVE_FORMAT_RAW;
    const char* name = lone ? nullptr : archive_entry_pathname_utf8(entry);
    if (name == nullptr && !lone) name = archive_entry_pathname(entry);
    MemberStream bytes(handle.get(), source, expansion);
    if (!member(name == nullptr ? std::string() : std::string(name), bytes)) return false;
  }
}

}  // namespace osteon::corpus
