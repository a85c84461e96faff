// The writer's public face.
#include "indexer/index_writer.h"

#include "indexer/writer_state.h"

namespace osteon {

IndexWriter::IndexWriter(IndexOptions options)
    : impl_(std::make_unique<Impl>(std::move(options))) {}
IndexWriter::~IndexWriter() = default;
IndexWriter::IndexWriter(IndexWriter&&) noexcept = default;

void IndexWriter::add(Document document, const ReadOptions& options) {
  impl_->pipeline->add(std::move(document), options, 0);
}

void IndexWriter::add(Paper paper) {
  impl_->pipeline->add(std::move(paper));
}

void IndexWriter::report(Problem problem) {
  impl_->pipeline->in_order([this, problem = std::move(problem)] {
    ++impl_->report.failed;
    ++impl_->progress.problems;
    impl_->report.problems.push_back(problem);
  });
}

void IndexWriter::remove(const std::string& paper_id) {
  impl_->pipeline->in_order([this, paper_id] { impl_->remove(paper_id); });
}

IndexReport IndexWriter::commit() {
  Impl& self = *impl_;
  self.commit();
  return self.take_report();
}

IndexReport IndexWriter::Impl::take_report() {
  Impl& self = *this;
  IndexReport out = std::move(self.report);
  self.report = {};
  for (const ManifestSegment& row : self.manifest.segments) {
    out.papers += row.papers - row.dead_papers;
    out.passages += row.passages - row.dead_passages;
  }
  out.revision = self.manifest.revision;
  const auto now = std::chrono::steady_clock::now();
  out.seconds = std::chrono::duration<double>(now - self.start).count();
  self.start = now;
  return out;
}

void IndexWriter::compact() {
  impl_->commit(true);
}

IndexProgress IndexWriter::progress() const {
  IndexProgress out;
  impl_->pipeline->locked([&] { out = impl_->progress; });
  return out;
}

void compact_index(const std::string& directory) {
  read_manifest(directory);  // an index must be there; a writer would make one
  IndexOptions options;
  options.directory = directory;
  IndexWriter(options).compact();
}

}  // namespace osteon
