// Walks files and folders in a stable order and hands their bytes on.
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <set>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

#include "corpus/reader.h"

namespace osteon {
namespace {

namespace fs = std::filesystem;

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
    return file(path, static_cast<std::size_t>(info.st_size));
  }

  bool standard_input() { return descriptor("-", STDIN_FILENO, 0); }

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
    if (size > options_.max_document_bytes) {
      return tell(path, {},
                  "larger than " + std::to_string(options_.max_document_bytes >> 20) + " MB");
    }
    const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (fd < 0) return tell(path, {}, std::strerror(errno));
    const bool go_on = descriptor(path, fd, size);
    ::close(fd);
    return go_on;
  }

  bool descriptor(const std::string& path, int fd, std::size_t size_hint) {
    Document document;
    document.source = path;
    document.bytes.resize(size_hint + 1);
    std::size_t filled = 0;
    while (true) {
      if (filled == document.bytes.size()) document.bytes.resize(2 * filled + 65536);
      const ssize_t got =
          ::read(fd, document.bytes.data() + filled, document.bytes.size() - filled);
      if (got < 0 && errno == EINTR) continue;
      if (got < 0) return tell(path, "byte " + std::to_string(filled), std::strerror(errno));
      if (got == 0) break;
      filled += static_cast<std::size_t>(got);
      if (filled > options_.max_document_bytes) {
        return tell(path, {},
                    "larger than " + std::to_string(options_.max_document_bytes >> 20) + " MB");
      }
    }
    document.bytes.resize(filled);
    return visit_(std::move(document));
  }

  const ReadOptions& options_;
  const std::function<bool(Document&&)>& visit_;
  const std::function<bool(Problem&&)>& problem_;
  std::vector<FileId> open_folders_;
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
