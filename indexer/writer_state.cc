// Setting a writer up, and deciding what becomes of each paper that arrives.
#include "indexer/writer_state.h"

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <thread>

#include "base/file_io.h"
#include "indexer/segment_impl.h"

namespace osteon {

namespace fs = std::filesystem;

IndexWriter::Impl::Impl(IndexOptions given) : options(std::move(given)) {
  std::error_code error;
  fs::create_directories(options.directory, error);
  if (error) throw Error(ErrorCode::io, options.directory + ": cannot create: " + error.message());
  lock = std::make_unique<WriteLock>(options.directory);
  open_manifest();
  remove_unused_files();
  choose_vocabulary();
  open_base();
  start_pipeline();
}

IndexWriter::Impl::~Impl() {
  pipeline.reset();
  std::error_code ignored;
  fs::remove_all(scratch(), ignored);
}

void IndexWriter::Impl::open_manifest() {
  const std::string fingerprint = analyzer.fingerprint();
  try {
    manifest = read_manifest(options.directory);
  } catch (const Error& error) {
    if (error.code() != ErrorCode::not_found) throw;
    manifest.analyzer_fingerprint = fingerprint;
  }
  next_segment = manifest.next_segment;
  if (manifest.analyzer_fingerprint != fingerprint) {
    manifest.analyzer_fingerprint = fingerprint;
    other_tools = true;
  }
  if (!manifest.sources.name.empty()) {
    const std::string file = path(manifest.sources.name);
    sources = decode_sources(read_file(file), file);
  }
}

void IndexWriter::Impl::choose_vocabulary() {
  if (!options.vocabulary.empty()) {
    auto wanted = Vocabulary::open(options.vocabulary);
    if (wanted.fingerprint() != manifest.vocabulary_fingerprint) {
      other_tools = true;
      const std::string name = "vocabulary-" + std::string(wanted.fingerprint()) + ".osv";
      write_file_atomically(path(name), read_file(options.vocabulary));
      manifest.vocabulary = describe_file(options.directory, name);
      manifest.vocabulary_fingerprint = wanted.fingerprint();
    }
  }
  if (!manifest.vocabulary.name.empty()) {
    vocabulary =
        std::make_shared<const Vocabulary>(Vocabulary::open(path(manifest.vocabulary.name)));
    tagger = std::make_unique<Tagger>(*vocabulary);
  }
}

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

void IndexWriter::Impl::start_pipeline() {
  PipelineOptions how;
  how.jobs = options.jobs > 0 ? options.jobs : std::max(1u, std::thread::hardware_concurrency());
  how.segment_bytes = std::clamp<std::size_t>(options.memory_bytes / 2, 16u << 20, 1u << 30);
  how.in_flight_bytes = std::clamp<std::size_t>(options.memory_bytes / 8, 8u << 20, 64u << 20);
  how.scratch = scratch();
  how.directory = options.directory;
  how.tools = {&analyzer, tagger.get()};
  for (const SnapshotSegment& segment : base) {
    const auto& known = segment.segment->impl().dictionaries;
    if (how.dictionary.empty() && !known.empty()) how.dictionary = known.front();
  }
  pipeline = std::make_unique<Pipeline>(
      std::move(how), [this](Arrival& arrival) { place(arrival); },
      [this] { return next_segment_name(); });
}

std::string IndexWriter::Impl::next_segment_name() {
  char name[32];
  std::snprintf(name, sizeof name, "seg-%06llu", static_cast<unsigned long long>(next_segment++));
  return name;
}

bool IndexWriter::Impl::find_base(const std::string& folded, std::size_t& segment,
                                  PaperOrdinal& ordinal) const {
  for (std::size_t i = base.size(); i-- > 0;) {
    const auto found = base[i].segment->find_paper(folded);
    if (!found || base[i].dead_papers[*found] || base_dead[i].count(*found) > 0) continue;
    segment = i;
    ordinal = *found;
    return true;
  }
  return false;
}

bool IndexWriter::Impl::place(const PreparedPaper& paper) {
  const std::string id = folded_id(paper.paper.id);
  const auto known = run.find(id);
  std::size_t segment = 0;
  PaperOrdinal ordinal = 0;
  if (known != run.end()) {
    if (std::equal(paper.hash, paper.hash + 2, known->second.hash)) {
      ++report.unchanged;
      return false;
    }
    run_dead.insert(known->second.ordinal);
    ++report.updated;
  } else if (find_base(id, segment, ordinal)) {
    const auto hashes = base[segment].segment->impl().hashes.subspan(2 * std::size_t{ordinal}, 2);
    if (std::equal(hashes.begin(), hashes.end(), paper.hash)) {
      ++report.unchanged;
      return false;
    }
    base_dead[segment].insert(ordinal);
    ++report.updated;
  } else {
    ++report.added;
  }
  run[id] = {run_ordinal++, {paper.hash[0], paper.hash[1]}};
  progress.passages += paper.passages.size();
  return true;
}

void IndexWriter::Impl::place(Arrival& arrival) {
  const bool document = !arrival.source.empty();
  progress.papers += arrival.papers.size();
  progress.problems += arrival.problems.size();
  if (document) {
    ++progress.documents;
    progress.bytes += arrival.bytes;
    report.bytes += arrival.bytes;
    const bool failed = arrival.papers.empty() && !arrival.problems.empty();
    const bool skipped = arrival.papers.empty() && !failed;
    if (failed) ++report.failed;
    if (skipped) ++report.skipped;
    if (arrival.tag > 0) {
      SourceEntry& entry = run_sources[arrival.tag - 1].entry;
      entry.papers += static_cast<std::uint32_t>(arrival.papers.size());
      entry.failed += failed;
      entry.skipped += skipped;
      entry.problems.insert(entry.problems.end(), arrival.problems.begin(), arrival.problems.end());
    }
  }
  std::move(arrival.problems.begin(), arrival.problems.end(), std::back_inserter(report.problems));
  std::erase_if(arrival.papers, [&](const PreparedPaper& paper) { return !place(paper); });
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

}  // namespace osteon
