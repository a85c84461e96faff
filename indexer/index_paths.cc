// Indexing of paths: what is unchanged since the last run is passed over unread.
#include <filesystem>

#include "indexer/writer_state.h"

namespace osteon {

namespace fs = std::filesystem;

namespace {
// A long run commits on its way, so that a crash costs no more than this much reading.
constexpr std::uint64_t checkpoint_bytes = std::uint64_t{2} << 30;
}  // namespace

class PathIndexer {
 public:
  PathIndexer(const IndexOptions& options, const ReadOptions& read,
              const std::function<bool(const IndexProgress&)>& stop)
      : writer_(options), self_(*writer_.impl_), read_(read), stop_(stop) {
    reader_ = std::string(OSTEON_VERSION) + " " + read.format;
    read_.skip = [this, asked = read.skip](const FileInfo& file) {
      return (asked && asked(file)) || begin_file(file);
    };
    std::error_code ignored;
    own_directory_ = fs::weakly_canonical(options.directory, ignored).string() + "/";
  }

  IndexReport run(const std::vector<std::string>& paths) {
    visit_documents(
        paths, read_, [this](Document&& document) { return visit(std::move(document)); },
        [this](Problem&& problem) { return tell(std::move(problem)); });
    end_file();
    return writer_.commit();
  }

 private:
  // True to pass over the file.
  bool begin_file(const FileInfo& file) {
    end_file();
    std::error_code ignored;
    const std::string path = fs::weakly_canonical(file.path, ignored).string();
    if (path.starts_with(own_directory_)) return true;
    SourceEntry entry;
    entry.bytes = file.bytes;
    entry.modified_ns = file.modified_ns;
    entry.reader = reader_;
    const auto known = self_.sources.find(path);
    if (known != self_.sources.end() && known->second.bytes == entry.bytes &&
        known->second.modified_ns == entry.modified_ns && known->second.reader == entry.reader) {
      self_.pipeline->in_order([this, before = known->second] { pass_over(before); });
      go_on();
      return true;
    }
    self_.pipeline->locked([&] {
      self_.run_sources.push_back({path, std::move(entry), false, true});
      tag_ = self_.run_sources.size();
    });
    return false;
  }

  // The open file was read to its end, unless the visit was stopped inside it.
  void end_file() {
    if (tag_ == 0 || stopped_) return;
    self_.pipeline->locked([&] { self_.run_sources[tag_ - 1].complete = true; });
    tag_ = 0;
    if (read_bytes_ < checkpoint_bytes) return;
    read_bytes_ = 0;
    self_.commit();
  }

  bool visit(Document&& document) {
    if (stopped_) return false;
    read_bytes_ += document.bytes.size();
    self_.pipeline->add(std::move(document), read_, tag_);
    return go_on();
  }

  bool tell(Problem&& problem) {
    // Rights and links change without the file's time: what the system refused is tried again.
    if (tag_ > 0) self_.pipeline->locked([&] { self_.run_sources[tag_ - 1].readable = false; });
    writer_.report(std::move(problem));
    return go_on();
  }

  void pass_over(const SourceEntry& before) {
    self_.report.unchanged += before.papers;
    self_.report.skipped += before.skipped;
    self_.report.failed += before.failed;
    self_.progress.papers += before.papers;
    self_.progress.documents += before.papers + before.skipped + before.failed;
    self_.progress.problems += before.problems.size();
    self_.report.problems.insert(self_.report.problems.end(), before.problems.begin(),
                                 before.problems.end());
  }

  bool go_on() {
    if (!stopped_ && stop_ && stop_(writer_.progress())) stopped_ = true;
    return !stopped_;
  }

  IndexWriter writer_;
  IndexWriter::Impl& self_;
  ReadOptions read_;
  const std::function<bool(const IndexProgress&)>& stop_;
  std::string reader_, own_directory_;
  std::size_t tag_ = 0;  // of the open file
  std::uint64_t read_bytes_ = 0;
  bool stopped_ = false;
};

IndexReport index_paths(const IndexOptions& options, const std::vector<std::string>& paths,
                        const ReadOptions& read,
                        const std::function<bool(const IndexProgress&)>& stop) {
  return PathIndexer(options, read, stop).run(paths);
}

}  // namespace osteon
