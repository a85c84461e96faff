// Walks files and folders in a stable order and hands their bytes on.
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

#include "corpus/byte_stream.h"
#include "corpus/container.h"
#include "corpus/reader.h"
#include "corpus/record_splitter.h"

namespace osteon {
namespace {

namespace fs = std::filesystem;
using namespace corpus;

class Walk {
 public:
  Walk(const ReadOptions& options, const std::function<bool(Document&&)>& visit,
       const std::function<bool(Problem&&)>& problem)
      : options_(options), visit_(visit), problem_(problem) {}

  // False once a callback asked to stop.
  bool path(const std::string& path) {
    struct stat info {};
    if (::stat(path.c_str(), &info) != 0) {
      // A link that leads back to itself is found here by the system.
      return tell(path, {}, std::strerror(errno));
    }
    if (S_ISDIR(info.st_mode)) return folder(path, {info.st_dev, info.st_ino});
    if (!S_ISREG(info.st_mode)) return tell(path, {}, "not a regular file");
    if (options_.skip &&
        options_.skip({path, static_cast<std::uint64_t>(info.st_size),
                       info.st_mtim.tv_sec * std::int64_t{1'000'000'000} + info.st_mtim.tv_nsec})) {
      return true;
    }
    return file(path, static_cast<std::size_t>(info.st_size));
  }

  bool standard_input() {
    FileStream stream(STDIN_FILENO, 0, false);
    return outermost("-", stream);
  }

 private:
  using FileId = std::pair<dev_t, ino_t>;

  bool tell(std::string source, std::string location, std::string reason) {
    return problem_({std::move(source), std::move(location), std::move(reason)});
  }

  bool folder(const std::string& path, FileId id) {
    if (std::find(open_folders_.begin(), open_folders_.end(), id) != open_folders_.end()) {
      return tell(path, {}, "a link that leads back into its own folder");
    }
    std::error_code error;
    std::vector<std::string> names;
    fs::directory_iterator it(path, error);
    for (; !error && it != fs::directory_iterator(); it.increment(error)) {
      names.push_back(it->path().filename().string());
    }
    if (error && !tell(path, {}, error.message())) return false;
    std::sort(names.begin(), names.end());
    open_folders_.push_back(id);
    for (const std::string& name : names) {
      if (name.starts_with(".")) continue;  // editors' and systems' own files
      if (!this->path((fs::path(path) / name).string())) return false;
    }
    open_folders_.pop_back();
    return true;
  }

  bool file(const std::string& path, std::size_t size) {
    const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (fd < 0) return tell(path, {}, std::strerror(errno));
    FileStream stream(fd, size, true);
    const bool go_on = outermost(path, stream);
    ::close(fd);
    return go_on;
  }

  bool outermost(const std::string& source, ByteStream& stream) {
    expansion_ = {options_.max_expansion, 64u << 20, &stream, 0};
    return bytes(source, stream, 0);
  }

  // A problem in the midst of an archive is told where it is met, and the rest goes on where the
  // archive allows it.
  bool bytes(const std::string& source, ByteStream& stream, int depth) {
    try {
      const std::string_view head = stream.peek(peeked_bytes);
      if (is_container(head)) return container(source, stream, depth);
      const std::size_t known = std::max(stream.size_hint(), head.size());
      if (known > options_.split_bytes || stream.size_hint() == 0) {
        if (const auto borders = record_borders(head, source)) {
          return split_records(source, stream, *borders, options_, visit_);
        }
      }
      return whole(source, stream);
    } catch (const StreamError& error) {
      if (depth > 0) throw;
      return tell(source, error.place, error.what());
    }
  }

  bool container(const std::string& source, ByteStream& stream, int depth) {
    if (depth >= options_.max_depth) {
      throw StreamError(std::string("archives within archives are read ") +
                            std::to_string(options_.max_depth) + " deep only",
                        {}, this);
    }
    return visit_members(stream, expansion_, [&](const std::string& name, ByteStream& member) {
      const std::string inner =
          name.empty() ? source : std::string(source).append("!").append(name);
      try {
        return bytes(inner, member, depth + 1);
      } catch (const StreamError& error) {
        // A broken member does not spoil those after it, unless the archive itself is broken.
        if (error.origin == member.origin() || error.origin == &expansion_) throw;
        return tell(inner, error.place, error.what());
      }
    });
  }

  bool whole(const std::string& source, ByteStream& stream) {
    Document document;
    document.source = source;
    // Asked for just what is missing: the string clears what it is widened by, and moves where that
    // is more than there is room for.
    constexpr std::size_t least = 4u << 10, most = 4u << 20;
    const std::size_t expected = std::min(stream.size_hint(), options_.max_document_bytes);
    document.bytes.reserve(expected + least);
    const auto missing = [&] {
      const std::size_t have = document.bytes.size();
      if (stream.size_hint() == 0) return std::clamp<std::size_t>(have, 64u << 10, most);
      return std::clamp(expected - std::min(expected, have), least, most);
    };
    while (stream.take(document.bytes, missing())) {
      if (document.bytes.size() > options_.max_document_bytes) {
        std::string limit = std::to_string(options_.max_document_bytes >> 20);
        return tell(source, {}, std::string("larger than ") + limit + " MB");
      }
    }
    return visit_(std::move(document));
  }

  static constexpr std::size_t peeked_bytes = 64u << 10;

  const ReadOptions& options_;
  const std::function<bool(Document&&)>& visit_;
  const std::function<bool(Problem&&)>& problem_;
  std::vector<FileId> open_folders_;
  Expansion expansion_;
};

}  // namespace

void visit_documents(const std::vector<std::string>& paths, const ReadOptions& options,
                     const std::function<bool(Document&&)>& visit,
                     const std::function<bool(Problem&&)>& problem) {
  Walk walk(options, visit, problem);
  for (const std::string& path : paths) {
    if (!(path == "-" ? walk.standard_input() : walk.path(path))) return;
  }
}

}  // namespace osteon
