// Setting a writer up, and deciding what becomes of each paper that arrives.
#include "indexer/writer_state.h"

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <thread>
#include <utility>

#include "base/file_io.h"
#include "base/hash.h"
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
  analyzer_before = manifest.analyzer_fingerprint;
  if (manifest.analyzer_fingerprint != fingerprint) {
    manifest.analyzer_fingerprint = fingerprint;
    other_tools = true;
  }
  if (!manifest.sources.name.empty()) {
    const std::string file = path(manifest.sources.name);
    sources = decode_sources(read_file(file), file);
  }
  if (!manifest.notices.name.empty()) {
    const std::string file = path(manifest.notices.name);
    notices = decode_notices(read_file(file), file);
    table.set_notices(notices);
  }
}

namespace {

// Null if a version with another format compiled it: then nothing is known of what it tagged.
std::shared_ptr<const Vocabulary> vocabulary_of_this_version(const std::string& path) {
  try {
    return std::make_shared<const Vocabulary>(Vocabulary::open(path));
  } catch (const Error& error) {
    if (error.code() != ErrorCode::incompatible_version) throw;
    return nullptr;
  }
}

}  // namespace

void IndexWriter::Impl::choose_vocabulary() {
  if (!options.vocabulary.empty()) {
    auto wanted = Vocabulary::open(options.vocabulary);
    if (wanted.fingerprint() != manifest.vocabulary_fingerprint) {
      other_tools = true;
      if (!manifest.vocabulary.name.empty())
        vocabulary_before = vocabulary_of_this_version(path(manifest.vocabulary.name));
      const std::string name = "vocabulary-" + std::string(wanted.fingerprint()) + ".osv";
      share_file(options.vocabulary, path(name));
      // It holds its own checksums, of which the fingerprint is made.
      manifest.vocabulary = {name, std::filesystem::file_size(path(name)), {}};
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
  table.reset(&base);
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

namespace {

// Counts a document under those of its file that are of its kind; a file's documents arrive
// together.
void count_skipped(std::vector<SkippedDocuments>& skips, const std::string& file,
                   const Arrival& arrival) {
  const auto of_file = [&](const std::string& source) {
    return source.starts_with(file) && (source.size() == file.size() || source[file.size()] == '!');
  };
  for (auto at = skips.rbegin(); at != skips.rend() && of_file(at->source); ++at) {
    if (at->reason != arrival.skipped) continue;
    ++at->documents;
    return;
  }
  skips.push_back({arrival.source, arrival.skipped, 1});
}

}  // namespace

bool IndexWriter::Impl::place(PreparedPaper& paper, std::uint64_t file, std::string_view member) {
  const std::string name = std::string(member) + '\n' + folded_id(paper.paper.id);
  std::uint64_t key = hash64(name, file);
  // Two papers of one name in one file stay apart: which one counts must not depend on the run.
  if (file != 0) {
    for (std::uint64_t again = 1; !seen[file].insert(key).second; ++again) {
      key = hash64(name, file + (again << 32));
    }
  }
  const auto [outcome, index] = table.place(paper, file, key);
  switch (outcome) {
    case PaperOutcome::added:
      ++report.added;
      break;
    case PaperOutcome::updated:
      ++report.updated;
      break;
    case PaperOutcome::unchanged:
      ++report.unchanged;
      break;
    case PaperOutcome::joined:
      ++report.joined;
      break;
  }
  if (index) progress.passages += paper.passages.size();
  return index;
}

void IndexWriter::Impl::place(Arrival& arrival) {
  if (amending) return;
  const bool document = !arrival.source.empty();
  std::uint64_t file = 0;
  std::string_view member;
  if (arrival.tag > 0) {
    const RunSource& source = run_sources[arrival.tag - 1];
    file = source.entry.number;
    member = std::string_view(arrival.source).substr(source.given.size());
    if (arrival.tag != arriving_tag) {
      if (!arriving_is_known) seen.erase(arriving_file);
      seen.erase(file);  // a file may be read twice in one run
      arriving_tag = arrival.tag;
      arriving_file = file;
      arriving_is_known = source.known;
    }
  }
  progress.papers += arrival.papers.size();
  progress.problems += arrival.problems.size();
  if (document) {
    ++progress.documents;
    progress.bytes += arrival.bytes;
    report.bytes += arrival.bytes;
    const bool failed = arrival.papers.empty() && !arrival.problems.empty();
    const bool skipped = !arrival.skipped.empty();
    if (failed) ++report.failed;
    if (skipped) {
      ++report.skipped;
      count_skipped(report.skips,
                    arrival.tag > 0 ? run_sources[arrival.tag - 1].given : arrival.source, arrival);
    }
    if (arrival.tag > 0) {
      SourceEntry& entry = run_sources[arrival.tag - 1].entry;
      entry.papers += static_cast<std::uint32_t>(arrival.papers.size());
      entry.failed += failed;
      if (skipped) count_skipped(entry.skipped, run_sources[arrival.tag - 1].given, arrival);
      entry.problems.insert(entry.problems.end(), arrival.problems.begin(), arrival.problems.end());
    }
  }
  std::move(arrival.problems.begin(), arrival.problems.end(), std::back_inserter(report.problems));
  std::erase_if(arrival.papers, [&](PreparedPaper& paper) { return !place(paper, file, member); });
  for (const std::string& pmid : arrival.withdrawn) {
    if (table.withdraw(pmid)) ++report.removed;
  }
}

std::uint64_t IndexWriter::Impl::list_notices(NoticeTable listed) {
  const NoticeTable before = std::exchange(notices, std::move(listed));
  const auto same = [](const PaperAccount& a, const PaperAccount& b) {
    return a.key == b.key && a.hash == b.hash;
  };
  notices_changed = !std::equal(before.begin(), before.end(), notices.begin(), notices.end(), same);
  table.set_notices(notices);
  return table.tell_notices(before);
}

void IndexWriter::Impl::remove(const std::string& paper_id) {
  if (table.remove(paper_id)) ++report.removed;
}

}  // namespace osteon
