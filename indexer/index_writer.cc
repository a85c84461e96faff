// Thin line of the writer: one thread, one segment a commit.
#include "indexer/index_writer.h"

#include <sys/stat.h>
#include <unistd.h>
#include <zdict.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <map>
#include <set>
#include <unordered_map>

#include "base/file_io.h"
#include "indexer/batch_builder.h"
#include "indexer/manifest.h"
#include "indexer/segment_impl.h"
#include "indexer/segment_merger.h"
#include "indexer/snapshot.h"
#include "indexer/write_lock.h"

namespace osteon {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t batch_text_bytes = 2u << 20;
constexpr const char* scratch_name = "building";

void make_directory(const std::string& directory) {
  std::error_code error;
  fs::create_directories(directory, error);
  if (error) throw Error(ErrorCode::io, directory + ": cannot create: " + error.message());
}

// A dictionary for text blocks from a batch's passages; empty if there is too little to learn from.
std::string train_dictionary(const std::vector<PreparedPaper>& papers) {
  std::string samples;
  std::vector<std::size_t> sizes;
  for (const PreparedPaper& paper : papers)
    for (const NewPassage& passage : paper.passages) {
      samples += passage.text;
      sizes.push_back(passage.text.size());
    }
  if (samples.size() < 200'000) return {};
  std::string dictionary(64 << 10, '\0');
  const std::size_t size =
      ZDICT_trainFromBuffer(dictionary.data(), dictionary.size(), samples.data(), sizes.data(),
                            static_cast<unsigned>(sizes.size()));
  if (ZDICT_isError(size)) return {};
  dictionary.resize(size);
  return dictionary;
}

}  // namespace

struct IndexWriter::Impl {
  IndexOptions options;
  std::unique_ptr<WriteLock> lock;
  Manifest manifest;
  Analyzer analyzer;
  std::shared_ptr<const Vocabulary> vocabulary;
  std::unique_ptr<Tagger> tagger;
  std::vector<SnapshotSegment> base;
  std::chrono::steady_clock::time_point start = std::chrono::steady_clock::now();

  // This run.
  IndexReport report;
  std::string dictionary;
  std::shared_ptr<const BlockPacker::Dictionary> prepared_dictionary;
  bool dictionary_decided = false;
  std::vector<PreparedPaper> batch;
  std::size_t batch_bytes = 0;
  std::vector<MergePart> parts;
  std::uint32_t run_papers = 0;  // placed in batches since the last commit
  struct RunPaper {
    std::uint32_t ordinal;
    std::uint64_t hash[2];
  };
  std::unordered_map<std::string, RunPaper> run;  // live papers of this run, by folded id
  std::set<std::uint32_t> run_dead;
  std::vector<std::set<std::uint32_t>> base_dead;  // newly dead, by base segment
  std::uint64_t documents = 0, text_bytes = 0, run_passages = 0;

  std::string scratch() const { return options.directory + "/" + scratch_name; }
  void open_base();
  bool find_base(const std::string& id, std::size_t& segment, PaperOrdinal& ordinal) const;
  void place(PreparedPaper paper);
  void remove(const std::string& id);
  void build_batch();
  void commit();
};

void IndexWriter::Impl::open_base() {
  base.clear();
  for (const ManifestSegment& row : manifest.segments) {
    SnapshotSegment segment{Segment::open(options.directory, row.name), {}};
    segment.dead_papers = row.tombstones.name.empty()
                              ? std::vector<bool>(row.papers)
                              : read_tombstones(options.directory, row.tombstones, row.papers);
    base.push_back(std::move(segment));
  }
  base_dead.assign(base.size(), {});
}

bool IndexWriter::Impl::find_base(const std::string& id, std::size_t& segment,
                                  PaperOrdinal& ordinal) const {
  for (std::size_t i = base.size(); i-- > 0;) {
    const auto found = base[i].segment->find_paper(id);
    if (!found || base[i].dead_papers[*found] || base_dead[i].count(*found)) continue;
    segment = i;
    ordinal = *found;
    return true;
  }
  return false;
}

void IndexWriter::Impl::place(PreparedPaper paper) {
  const std::string id = folded_id(paper.paper.id);
  const auto known = run.find(id);
  std::size_t segment = 0;
  PaperOrdinal ordinal = 0;
  if (known != run.end()) {
    if (known->second.hash[0] == paper.hash[0] && known->second.hash[1] == paper.hash[1]) {
      ++report.unchanged;
      return;
    }
    run_dead.insert(known->second.ordinal);
    ++report.updated;
  } else if (find_base(id, segment, ordinal)) {
    const auto& hashes = base[segment].segment->impl().hashes;
    if (hashes[2 * ordinal] == paper.hash[0] && hashes[2 * ordinal + 1] == paper.hash[1]) {
      ++report.unchanged;
      return;
    }
    base_dead[segment].insert(ordinal);
    ++report.updated;
  } else {
    ++report.added;
  }
  run[id] = {run_papers++, {paper.hash[0], paper.hash[1]}};
  run_passages += paper.passages.size();
  batch_bytes += paper.text_bytes;
  batch.push_back(std::move(paper));
  if (batch_bytes >= batch_text_bytes) build_batch();
}

void IndexWriter::Impl::remove(const std::string& paper_id) {
  const std::string id = folded_id(paper_id);
  const auto known = run.find(id);
  std::size_t segment = 0;
  PaperOrdinal ordinal = 0;
  if (known != run.end()) {
    run_dead.insert(known->second.ordinal);
    run.erase(known);
    ++report.removed;
  } else if (find_base(id, segment, ordinal)) {
    base_dead[segment].insert(ordinal);
    ++report.removed;
  }
}

void IndexWriter::Impl::build_batch() {
  if (batch.empty()) return;
  if (!dictionary_decided) {
    if (!base.empty() && !base[0].segment->impl().dictionaries.empty())
      dictionary = base[0].segment->impl().dictionaries[0];
    else
      dictionary = train_dictionary(batch);
    prepared_dictionary = BlockPacker::prepare(dictionary);
    dictionary_decided = true;
  }
  make_directory(scratch());
  const std::string stem = scratch() + "/batch-" + std::to_string(parts.size());
  MergePart part{stem + ".pas", stem + ".db"};
  BatchBuilder builder({&analyzer, tagger.get()}, part.database, part.passages);
  for (const PreparedPaper& paper : batch) builder.add(paper);
  builder.finish(dictionary, prepared_dictionary);
  parts.push_back(std::move(part));
  batch.clear();
  batch_bytes = 0;
}

void IndexWriter::Impl::commit() {
  build_batch();
  Manifest next = manifest;
  ++next.revision;
  bool changed = manifest.revision == 0 || !parts.empty();
  const auto bury = [&](ManifestSegment& row, const std::vector<std::uint32_t>& dead,
                        const Segment& segment) {
    row.dead_papers = static_cast<std::uint32_t>(dead.size());
    row.dead_passages = 0;
    for (const std::uint32_t ordinal : dead) row.dead_passages += segment.passage_count(ordinal);
    const std::string name = row.name + "." + std::to_string(next.revision) + ".dead";
    write_file_atomically(options.directory + "/" + name, encode_tombstones(dead));
    row.tombstones = describe_file(options.directory, name);
  };
  for (std::size_t i = 0; i < base.size(); ++i) {
    if (base_dead[i].empty()) continue;
    changed = true;
    std::vector<std::uint32_t> dead;
    for (std::uint32_t ordinal = 0; ordinal < base[i].dead_papers.size(); ++ordinal)
      if (base[i].dead_papers[ordinal] || base_dead[i].count(ordinal)) dead.push_back(ordinal);
    bury(next.segments[i], dead, *base[i].segment);
  }
  if (!parts.empty()) {
    char name[32];
    std::snprintf(name, sizeof name, "seg-%06llu",
                  static_cast<unsigned long long>(next.next_segment++));
    merge_parts(parts, options.directory, name);
    const auto segment = Segment::open(options.directory, name);
    ManifestSegment row;
    row.name = name;
    row.papers = segment->paper_count();
    row.passages = segment->passage_count();
    row.text_bytes = segment->text_bytes();
    row.passage_file = describe_file(options.directory, row.name + ".pas");
    row.database = describe_file(options.directory, row.name + ".xapian");
    if (!run_dead.empty()) bury(row, {run_dead.begin(), run_dead.end()}, *segment);
    next.segments.push_back(std::move(row));
  }
  if (changed) {
    sync_directory(options.directory);
    write_manifest(options.directory, next);
    manifest = std::move(next);
  }
  std::error_code ignored;
  fs::remove_all(scratch(), ignored);
  parts.clear();
  run.clear();
  run_dead.clear();
  run_papers = 0;
  open_base();
}

IndexWriter::IndexWriter(IndexOptions options) : impl_(std::make_unique<Impl>()) {
  Impl& self = *impl_;
  self.options = std::move(options);
  const std::string& directory = self.options.directory;
  make_directory(directory);
  self.lock = std::make_unique<WriteLock>(directory);
  std::error_code ignored;
  fs::remove_all(self.scratch(), ignored);
  try {
    self.manifest = read_manifest(directory);
  } catch (const Error& error) {
    if (error.code() != ErrorCode::not_found) throw;
    self.manifest.analyzer_fingerprint = self.analyzer.fingerprint();
  }
  if (!self.options.vocabulary.empty()) {
    auto given = std::make_shared<const Vocabulary>(Vocabulary::open(self.options.vocabulary));
    if (self.manifest.vocabulary_fingerprint != given->fingerprint()) {
      if (!self.manifest.segments.empty())
        throw Error(ErrorCode::usage, directory + ": indexed with another vocabulary");
      const std::string name = "vocabulary-" + std::string(given->fingerprint()) + ".osv";
      write_file_atomically(directory + "/" + name, read_file(self.options.vocabulary));
      self.manifest.vocabulary = describe_file(directory, name);
      self.manifest.vocabulary_fingerprint = given->fingerprint();
    }
    self.vocabulary = given;
  } else if (!self.manifest.vocabulary.name.empty()) {
    self.vocabulary = std::make_shared<const Vocabulary>(
        Vocabulary::open(directory + "/" + self.manifest.vocabulary.name));
  }
  if (self.vocabulary) self.tagger = std::make_unique<Tagger>(*self.vocabulary);
  self.open_base();
}

IndexWriter::~IndexWriter() {
  if (!impl_) return;
  std::error_code ignored;
  fs::remove_all(impl_->scratch(), ignored);
}
IndexWriter::IndexWriter(IndexWriter&&) noexcept = default;

void IndexWriter::add(Document document, const ReadOptions& options) {
  ReadResult result = read_document(document, options);
  ++impl_->documents;
  impl_->report.bytes += document.bytes.size();
  if (result.papers.empty()) ++impl_->report.failed;
  for (Problem& problem : result.problems) impl_->report.problems.push_back(std::move(problem));
  for (Paper& paper : result.papers) add(std::move(paper));
}

void IndexWriter::add(Paper paper) { impl_->place(prepare_paper(std::move(paper))); }

void IndexWriter::report(Problem problem) {
  ++impl_->report.failed;
  impl_->report.problems.push_back(std::move(problem));
}

void IndexWriter::remove(const std::string& paper_id) { impl_->remove(paper_id); }

IndexReport IndexWriter::commit() {
  Impl& self = *impl_;
  self.commit();
  IndexReport out = std::move(self.report);
  self.report = {};
  for (const ManifestSegment& row : self.manifest.segments) {
    out.papers += row.papers - row.dead_papers;
    out.passages += row.passages - row.dead_passages;
  }
  out.revision = self.manifest.revision;
  out.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - self.start).count();
  return out;
}

IndexProgress IndexWriter::progress() const {
  const Impl& self = *impl_;
  IndexProgress out;
  out.documents = self.documents;
  out.papers = self.run_papers;
  out.passages = self.run_passages;
  out.bytes = self.report.bytes;
  out.problems = self.report.problems.size();
  return out;
}

IndexReport index_paths(const IndexOptions& options, const std::vector<std::string>& paths,
                        const ReadOptions& read,
                        const std::function<bool(const IndexProgress&)>& stop) {
  IndexWriter writer(options);
  const auto go_on = [&] { return !stop || !stop(writer.progress()); };
  visit_documents(
      paths, read,
      [&](Document&& document) {
        writer.add(std::move(document), read);
        return go_on();
      },
      [&](Problem&& problem) {
        writer.report(std::move(problem));
        return go_on();
      });
  return writer.commit();
}

}  // namespace osteon
