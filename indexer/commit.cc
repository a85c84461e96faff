// A commit: new segments and tombstones on disk, merges, then the manifest by rename.
#include <algorithm>
#include <filesystem>
#include <iterator>
#include <map>
#include <set>
#include <thread>
#include <utility>

#include "base/file_io.h"
#include "indexer/merge_policy.h"
#include "indexer/read_back.h"
#include "indexer/segment_impl.h"
#include "indexer/segment_merger.h"
#include "indexer/writer_state.h"

namespace osteon {

namespace fs = std::filesystem;

void IndexWriter::Impl::bury(ManifestSegment& row, const Segment& segment,
                             const std::vector<std::uint32_t>& dead, std::uint64_t revision) {
  row.dead_papers = static_cast<std::uint32_t>(dead.size());
  row.dead_passages = 0;
  row.tombstones = {};
  if (dead.empty()) return;
  for (const std::uint32_t ordinal : dead) row.dead_passages += segment.passage_count(ordinal);
  const std::string name = row.name + "-" + std::to_string(revision) + ".dead";
  write_file_atomically(path(name), encode_tombstones(dead));
  row.tombstones = describe_file(options.directory, name);
}

ManifestSegment IndexWriter::Impl::describe_segment(const std::string& name,
                                                    const std::vector<std::uint32_t>& dead,
                                                    std::uint64_t revision) {
  const auto segment = Segment::open(options.directory, name);
  ManifestSegment row;
  row.name = name;
  row.papers = segment->paper_count();
  row.passages = segment->passage_count();
  row.text_bytes = segment->text_bytes();
  row.passage_file = describe_file(options.directory, name + ".pas");
  row.database = describe_file(options.directory, name + ".xapian");
  bury(row, *segment, dead, revision);
  return row;
}

std::vector<std::string> IndexWriter::Impl::rebuild(const std::vector<ManifestSegment>& from) {
  PipelineOptions how;
  how.jobs = options.jobs > 0 ? options.jobs : std::max(1u, std::thread::hardware_concurrency());
  how.segment_bytes = largest_segment_text;
  how.scratch = scratch() + "/again";
  how.directory = options.directory;
  how.tools = {&analyzer, tagger.get()};
  Pipeline again(
      std::move(how), [](Arrival&) {}, [this] { return next_segment_name(); });
  for (const ManifestSegment& row : from) {
    const auto segment = Segment::open(options.directory, row.name);
    const std::vector<bool> dead =
        row.tombstones.name.empty()
            ? std::vector<bool>(row.papers)
            : read_tombstones(options.directory, row.tombstones, row.papers);
    for (PaperOrdinal ordinal = 0; ordinal < row.papers; ++ordinal) {
      if (dead[ordinal]) continue;
      again.add(read_back(*segment, ordinal));
    }
  }
  std::vector<std::string> names;
  for (const PipelineSegment& made : again.finish()) names.push_back(made.name);
  return names;
}

void IndexWriter::Impl::merge(Manifest& next, std::size_t first, std::size_t last, bool again) {
  const auto begin = next.segments.begin() + static_cast<std::ptrdiff_t>(first);
  const auto end = next.segments.begin() + static_cast<std::ptrdiff_t>(last);
  const std::vector<ManifestSegment> run_of_segments(begin, end);
  std::vector<ManifestSegment> made;
  if (again) {
    for (const std::string& name : rebuild(run_of_segments))
      made.push_back(describe_segment(name, {}, next.revision));
  } else {
    std::vector<MergePart> parts;
    std::vector<std::uint32_t> dead;
    std::uint32_t offset = 0;
    for (const ManifestSegment& row : run_of_segments) {
      parts.push_back({path(row.passage_file.name), path(row.database.name)});
      if (!row.tombstones.name.empty()) {
        const auto bits = read_tombstones(options.directory, row.tombstones, row.papers);
        for (std::uint32_t ordinal = 0; ordinal < row.papers; ++ordinal)
          if (bits[ordinal]) dead.push_back(offset + ordinal);
      }
      offset += row.papers;
    }
    const std::string name = next_segment_name();
    merge_parts(parts, options.directory, name, scratch());
    made.push_back(describe_segment(name, dead, next.revision));
  }
  next.segments.erase(begin, end);
  next.segments.insert(next.segments.begin() + static_cast<std::ptrdiff_t>(first), made.begin(),
                       made.end());
}

bool IndexWriter::Impl::note_sources() {
  bool changed = std::exchange(sources_pruned, false);
  for (RunSource& source : run_sources) {
    if (!source.complete) {
      // Papers of a file that is open still may be in this commit: its number has to last.
      if (source.path.empty() || sources.files.count(source.path) > 0) continue;
      SourceEntry begun;
      begun.number = source.entry.number;
      sources.files[source.path] = begun;
      changed = true;
      continue;
    }
    changed = true;
    // What the system refused is tried again; its number stays, since papers may come from it.
    if (!source.readable) source.entry.reader.clear();
    sources.files[source.path] = std::move(source.entry);
    source = {};  // its own number in the run stays taken
  }
  std::set<std::uint64_t>& again = table.files_to_reread();
  for (auto& [path, entry] : sources.files) {
    if (again.count(entry.number) == 0 || entry.reader.empty()) continue;
    entry.reader.clear();
    changed = true;
  }
  again.clear();
  return changed;
}

std::vector<PipelineSegment> IndexWriter::Impl::write_amended(
    const std::vector<PipelineSegment>& made) {
  std::map<std::string, std::shared_ptr<const Segment>> open;
  const auto placed = [&](std::uint32_t ordinal) -> PaperTable::Place {
    const auto after = std::upper_bound(made.begin(), made.end(), ordinal,
                                        [](std::uint32_t wanted, const PipelineSegment& segment) {
                                          return wanted < segment.first_paper;
                                        });
    const PipelineSegment& holder = *std::prev(after);
    auto& segment = open[holder.name];
    if (!segment) segment = Segment::open(options.directory, holder.name);
    return {segment.get(), ordinal - holder.first_paper};
  };
  amending = true;
  table.amend(placed, [&](PreparedPaper&& paper) { pipeline->add(std::move(paper)); });
  std::vector<PipelineSegment> out = pipeline->finish();
  amending = false;
  return out;
}

void IndexWriter::Impl::commit(bool full) {
  const std::vector<PipelineSegment> made = pipeline->finish();
  const std::vector<PipelineSegment> amended = write_amended(made);
  const bool sources_changed = note_sources();
  Manifest next = manifest;
  ++next.revision;
  bool changed =
      manifest.revision == 0 || !made.empty() || !amended.empty() || sources_changed ||
      notices_changed || other_tools || retagged ||
      (full && next_full_merge(manifest.segments) != std::pair<std::size_t, std::size_t>{});
  for (std::size_t i = 0; i < base.size(); ++i) {
    const std::set<std::uint32_t>& newly_dead = table.dead_in_base(i);
    if (newly_dead.empty()) continue;
    changed = true;
    std::vector<std::uint32_t> dead;
    for (std::uint32_t ordinal = 0; ordinal < base[i].dead_papers.size(); ++ordinal)
      if (base[i].dead_papers[ordinal] || newly_dead.count(ordinal) > 0) dead.push_back(ordinal);
    bury(next.segments[i], *base[i].segment, dead, next.revision);
  }
  const std::size_t old_segments = next.segments.size();
  const std::set<std::uint32_t>& run_dead = table.dead_in_run();
  for (const PipelineSegment& segment : made) {
    std::vector<std::uint32_t> dead;
    for (auto at = run_dead.lower_bound(segment.first_paper);
         at != run_dead.end() && *at < segment.first_paper + segment.paper_count; ++at)
      dead.push_back(*at - segment.first_paper);
    next.segments.push_back(describe_segment(segment.name, dead, next.revision));
  }
  for (const PipelineSegment& segment : amended) {
    next.segments.push_back(describe_segment(segment.name, {}, next.revision));
  }
  if (changed) {
    if (other_tools && old_segments > 0) merge(next, 0, old_segments, true);
    while (true) {
      const auto [first, last] = full ? next_full_merge(next.segments) : next_merge(next.segments);
      if (first == last) break;
      const auto run_of_segments = std::span(next.segments).subspan(first, last - first);
      merge(
          next, first, last,
          last - first == 1 || (full ? any_dead(run_of_segments) : wants_rebuild(run_of_segments)));
    }
    if (sources_changed) {
      const std::string name = "sources-" + std::to_string(next.revision) + ".tab";
      write_file_atomically(path(name), encode_sources(sources));
      next.sources = describe_file(options.directory, name);
    }
    if (notices_changed) {
      const std::string name = "notices-" + std::to_string(next.revision) + ".tab";
      write_file_atomically(path(name), encode_notices(notices));
      next.notices = describe_file(options.directory, name);
    }
    next.next_segment = next_segment;
    // The segments' names must be on disk before a manifest says that they are.
    sync_directory(options.directory);
    write_manifest(options.directory, next);
    manifest = std::move(next);
  }
  other_tools = notices_changed = retagged = false;
  open_base();
  remove_unused_files();
}

void IndexWriter::Impl::remove_unused_files() const {
  std::set<std::string> used{manifest_name, "write.lock"};
  for (const ManifestFile& file : manifest.files()) used.insert(file.name);
  const auto ours = [](const std::string& name) {
    const auto is = [&](std::string_view head, std::string_view tail) {
      return name.starts_with(head) && name.ends_with(tail);
    };
    return is("seg-", ".pas") || is("seg-", ".xapian") || is("seg-", ".dead") ||
           is("sources-", ".tab") || is("notices-", ".tab") || is("vocabulary-", ".osv") ||
           name.find(".tmp") != std::string::npos;
  };
  std::error_code ignored;
  if (!pipeline) fs::remove_all(scratch(), ignored);
  std::vector<fs::path> unused;
  for (const auto& entry : fs::directory_iterator(options.directory, ignored)) {
    const std::string name = entry.path().filename().string();
    if (entry.is_regular_file(ignored) && used.count(name) == 0 && ours(name))
      unused.push_back(entry.path());
  }
  for (const fs::path& file : unused) fs::remove(file, ignored);
}

}  // namespace osteon
