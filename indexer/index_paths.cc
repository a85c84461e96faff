// Indexing of paths: what is unchanged since the last run is passed over unread, and what vanished
// can be removed.
#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <set>

#include "base/file_io.h"
#include "corpus/retraction_list.h"
#include "indexer/writer_state.h"

namespace osteon {

namespace fs = std::filesystem;

namespace {

constexpr std::uint64_t checkpoint_papers = 200'000;

std::string absolute(const std::string& path) {
  std::error_code ignored;
  return fs::weakly_canonical(path, ignored).string();
}

// Not merely out of reach: a folder that may not be entered hides its files, it has not lost them.
bool is_gone(const std::string& path) {
  struct stat info {};
  return ::lstat(path.c_str(), &info) != 0 && (errno == ENOENT || errno == ENOTDIR);
}

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
    own_directory_ = absolute(options.directory) + "/";
  }

  IndexReport run(const std::vector<std::string>& paths) {
    if (!self_.options.retractions.empty()) read_retractions(self_.options.retractions);
    visit(paths);
    const std::set<std::string> vanished = vanished_below(paths);
    if (self_.options.prune && !stopped_) {
      self_.commit();
      prune(vanished);
    }
    self_.commit();
    IndexReport report = self_.take_report();
    if (!self_.options.prune) report.vanished = vanished.size();
    return report;
  }

 private:
  void read_retractions(const std::string& path) {
    std::vector<Problem> problems;
    const std::vector<Paper> listed = read_retraction_list(read_file(path), path, problems);
    self_.report.listed = listed.size();
    self_.report.listed_here = self_.list_notices(notices_of(listed));
    self_.report.problems = std::move(problems);
  }

  void visit(const std::vector<std::string>& paths) {
    visit_documents(
        paths, read_, [this](Document&& document) { return take(std::move(document)); },
        [this](Problem&& problem) { return tell(std::move(problem)); });
    end_file();
  }

  // True to pass over the file.
  bool begin_file(const FileInfo& file) {
    end_file();
    std::string path = absolute(file.path);
    if (path.starts_with(own_directory_)) return true;
    visited_.insert(path);
    SourceEntry entry;
    entry.bytes = file.bytes;
    entry.modified_ns = file.modified_ns;
    entry.reader = reader_;
    const auto found = self_.sources.files.find(path);
    const bool known = found != self_.sources.files.end();
    if (known) {
      const SourceEntry& before = found->second;
      if (before.bytes == entry.bytes && before.modified_ns == entry.modified_ns &&
          before.reader == entry.reader) {
        self_.pipeline->in_order([this, before] { pass_over(before); });
        go_on();
        return true;
      }
      entry.number = before.number;
      reread_.insert(entry.number);
    } else {
      entry.number = self_.sources.next_number++;
    }
    self_.pipeline->locked([&] {
      self_.run_sources.push_back(
          {std::move(path), file.path, std::move(entry), known, false, true});
      tag_ = self_.run_sources.size();
    });
    return false;
  }

  // The open file was read to its end, unless the visit was stopped inside it.
  void end_file() {
    if (tag_ == 0 || stopped_) return;
    self_.pipeline->locked([&] { self_.run_sources[tag_ - 1].complete = true; });
    tag_ = 0;
    check_point();
  }

  // Also in the midst of an archive: if the run ends there, the archive is read again, but what is
  // in the index already costs no more than reading.
  void check_point() {
    if (read_bytes_ < self_.options.checkpoint_bytes &&
        writer_.progress().papers < next_checkpoint_)
      return;
    read_bytes_ = 0;
    self_.commit();
    next_checkpoint_ = writer_.progress().papers + checkpoint_papers;
  }

  bool take(Document&& document) {
    if (stopped_) return false;
    read_bytes_ += document.bytes.size();
    self_.pipeline->add(std::move(document), read_, tag_);
    check_point();
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
    std::uint64_t skipped = 0;
    for (const SkippedDocuments& some : before.skipped) skipped += some.documents;
    self_.report.skipped += skipped;
    self_.report.skips.insert(self_.report.skips.end(), before.skipped.begin(),
                              before.skipped.end());
    self_.report.failed += before.failed;
    self_.progress.papers += before.papers;
    self_.progress.documents += before.papers + skipped + before.failed;
    self_.progress.problems += before.problems.size();
    self_.report.problems.insert(self_.report.problems.end(), before.problems.begin(),
                                 before.problems.end());
  }

  bool go_on() {
    if (!stopped_ && stop_ && stop_(writer_.progress())) stopped_ = true;
    return !stopped_;
  }

  // Known files below the folders among `paths` that are no longer there. A folder that is missing
  // itself, as on a disk that is not mounted, says nothing about its files.
  std::set<std::string> vanished_below(const std::vector<std::string>& paths) const {
    std::set<std::string> out;
    if (stopped_) return out;
    for (const std::string& path : paths) {
      std::error_code failure;
      if (!fs::is_directory(path, failure)) continue;
      std::string root = absolute(path);
      if (!root.ends_with('/')) root += '/';
      for (auto at = self_.sources.files.lower_bound(root);
           at != self_.sources.files.end() && at->first.starts_with(root); ++at) {
        if (visited_.count(at->first) == 0 && is_gone(at->first)) out.insert(at->first);
      }
    }
    return out;
  }

  // After a commit: every paper is in the base. Papers of which another document is left come back
  // with its text.
  void prune(const std::set<std::string>& vanished) {
    std::set<std::uint64_t> gone;
    for (const std::string& path : vanished) {
      gone.insert(self_.sources.files[path].number);
      self_.sources.files.erase(path);
    }
    self_.sources_pruned = !gone.empty();
    // A file that could not be read to its end has not lost what is behind the fault.
    std::set<std::uint64_t> whole;
    for (const auto& [path, entry] : self_.sources.files) {
      if (reread_.count(entry.number) > 0 && entry.problems.empty() && !entry.reader.empty()) {
        whole.insert(entry.number);
      }
    }
    if (gone.empty() && whole.empty()) return;
    self_.report.removed += self_.table.drop([&](const PaperAccount& account) {
      if (gone.count(account.file) > 0) return true;
      return whole.count(account.file) > 0 && self_.seen[account.file].count(account.key) == 0;
    });
    bring_back(self_.table.files_to_reread());
  }

  // Reads files again for papers whose richer document has gone: these are updated, not removed.
  void bring_back(const std::set<std::uint64_t> files) {
    self_.commit();
    std::vector<std::string> paths;
    for (const auto& [path, entry] : self_.sources.files) {
      if (files.count(entry.number) > 0) paths.push_back(path);
    }
    if (paths.empty()) return;
    const IndexReport before = self_.report;
    visit(paths);
    self_.commit();
    const std::uint64_t back = self_.report.added - before.added;
    self_.report.added = before.added;
    self_.report.updated += back;
    self_.report.removed -= std::min(back, self_.report.removed);
    self_.report.unchanged = before.unchanged;
    self_.report.skipped = before.skipped;
    self_.report.skips = before.skips;
    self_.report.failed = before.failed;
    self_.report.problems = before.problems;
  }

  IndexWriter writer_;
  IndexWriter::Impl& self_;
  ReadOptions read_;
  const std::function<bool(const IndexProgress&)>& stop_;
  std::string reader_, own_directory_;
  std::set<std::string> visited_;
  std::set<std::uint64_t> reread_;  ///< numbers of known files that were opened
  std::size_t tag_ = 0;             // of the open file
  std::uint64_t read_bytes_ = 0, next_checkpoint_ = checkpoint_papers;
  bool stopped_ = false;
};

IndexReport index_paths(const IndexOptions& options, const std::vector<std::string>& paths,
                        const ReadOptions& read,
                        const std::function<bool(const IndexProgress&)>& stop) {
  return PathIndexer(options, read, stop).run(paths);
}

}  // namespace osteon
