// A small thread pool with two kinds of order: input order of documents, and order of batches.
#include "indexer/pipeline.h"

#include <zdict.h>

#include <algorithm>
#include <condition_variable>
#include <deque>
#include <exception>
#include <filesystem>
#include <map>
#include <thread>

#include "indexer/segment_impl.h"

namespace osteon {
namespace {

namespace fs = std::filesystem;

// A dictionary for text blocks from a batch's passages; empty if there is too little to learn from.
std::string train_dictionary(const std::vector<PreparedPaper>& papers) {
  constexpr std::size_t enough = 200'000, most = 1 << 20, dictionary_bytes = 64 << 10;
  std::size_t total = 0;
  for (const PreparedPaper& paper : papers) total += paper.text_bytes;
  // Training takes time in proportion to the samples, and more than a megabyte of them gains
  // nothing: then every nth passage is one.
  const std::size_t step = total / most + 1;
  std::string samples;
  std::vector<std::size_t> sizes;
  std::size_t number = 0;
  for (const PreparedPaper& paper : papers) {
    for (const NewPassage& passage : paper.passages) {
      if (number++ % step != 0) continue;
      samples += passage.text;
      sizes.push_back(passage.text.size());
    }
  }
  if (samples.size() < enough) return {};
  std::string dictionary(dictionary_bytes, '\0');
  const std::size_t size =
      ZDICT_trainFromBuffer(dictionary.data(), dictionary.size(), samples.data(), sizes.data(),
                            static_cast<unsigned>(sizes.size()));
  if (ZDICT_isError(size)) return {};
  dictionary.resize(size);
  return dictionary;
}

void remove_files(const std::vector<std::string>& paths) {
  std::error_code ignored;
  for (const std::string& path : paths) fs::remove(path, ignored);
}

}  // namespace

struct Pipeline::Impl {
  using Task = std::function<void(TokenLists&)>;  // with what is the thread's own

  struct Batch {
    std::vector<PreparedPaper> papers;
    std::size_t bytes = 0;
    std::uint32_t paper_count = 0;
    std::string passages, run;  // files
    bool first = false;         // of the run: trains the dictionary
    bool built = false;
  };
  struct Join {  // batches [first, last) become one segment
    PipelineSegment segment;
    std::size_t first = 0, last = 0;
    bool queued = false;
  };

  PipelineOptions options;
  Place place;
  NameSegment name_segment;

  std::mutex mutex;
  std::condition_variable work, progress, dictionary_ready;
  std::vector<std::thread> threads;
  bool stopping = false;
  std::exception_ptr failure;

  std::deque<Task> joins_due, builds_due, reads_due;
  std::size_t busy = 0;  // tasks queued or running
  std::size_t in_flight = 0;

  // Input order.
  std::uint64_t next_sequence = 0, next_to_place = 0;
  struct Waiting {
    Arrival arrival;
    std::function<void()> action;
    std::size_t admitted = 0;  // bytes in flight until it is placed
  };
  std::map<std::uint64_t, Waiting> arrived;

  // Batch order.
  std::deque<Batch> batches;  // of this run; deque keeps addresses
  std::deque<Join> joins;
  Batch open;  // being filled
  std::size_t batches_of_segment = 0, bytes_of_segment = 0;
  std::uint32_t papers_placed = 0, papers_of_segment = 0;
  std::uint64_t batch_names = 0;

  std::string dictionary;
  std::shared_ptr<const BlockPacker::Dictionary> prepared;
  bool dictionary_known = false;

  void run();
  void enqueue(std::deque<Task>& queue, Task task);
  std::uint64_t admit(std::size_t bytes);
  void arrive(std::uint64_t sequence, Waiting waiting);
  void accept(PreparedPaper paper);
  void close_batch();
  void close_segment();
  void build(Batch& batch, TokenLists& lists);
  void queue_ready_joins();
  void check() const {
    if (failure) std::rethrow_exception(failure);
  }
};

void Pipeline::Impl::run() {
  TokenLists lists;
  std::unique_lock lock(mutex);
  while (true) {
    // Later stages first: what is nearly done frees memory.
    auto* queue = !joins_due.empty()    ? &joins_due
                  : !builds_due.empty() ? &builds_due
                  : !reads_due.empty()  ? &reads_due
                                        : nullptr;
    if (stopping) return;
    if (!queue) {
      work.wait(lock);
      continue;
    }
    const Task task = std::move(queue->front());
    queue->pop_front();
    if (!failure) {
      lock.unlock();
      std::exception_ptr caught;
      try {
        task(lists);
      } catch (...) {
        caught = std::current_exception();
      }
      lock.lock();
      if (caught && !failure) {
        failure = caught;
        dictionary_ready.notify_all();
      }
    }
    --busy;
    progress.notify_all();
  }
}

void Pipeline::Impl::enqueue(std::deque<Task>& queue, Task task) {
  ++busy;
  queue.push_back(std::move(task));
  work.notify_one();
}

// Waits for room; called without the lock by the one thread that adds.
std::uint64_t Pipeline::Impl::admit(std::size_t bytes) {
  std::unique_lock lock(mutex);
  progress.wait(
      lock, [&] { return failure || busy == 0 || in_flight + bytes <= options.in_flight_bytes; });
  check();
  in_flight += bytes;
  return next_sequence++;
}

// Under the lock.
void Pipeline::Impl::arrive(std::uint64_t sequence, Waiting waiting) {
  arrived.emplace(sequence, std::move(waiting));
  while (!arrived.empty() && arrived.begin()->first == next_to_place) {
    auto node = arrived.extract(arrived.begin());
    ++next_to_place;
    Waiting& next = node.mapped();
    in_flight -= next.admitted;
    if (next.action) {
      next.action();
      continue;
    }
    place(next.arrival);
    for (PreparedPaper& paper : next.arrival.papers) accept(std::move(paper));
  }
}

void Pipeline::Impl::accept(PreparedPaper paper) {
  ++papers_placed;
  ++open.paper_count;
  open.bytes += paper.text_bytes;
  open.papers.push_back(std::move(paper));
  if (open.bytes >= options.batch_bytes) close_batch();
}

void Pipeline::Impl::close_batch() {
  if (open.papers.empty()) return;
  const std::string stem = options.scratch + "/batch-" + std::to_string(batch_names++);
  open.first = batches.empty();
  open.passages = stem + ".pas";
  open.run = stem + ".run";
  in_flight += open.bytes;
  bytes_of_segment += open.bytes;
  Batch& batch = batches.emplace_back(std::move(open));
  open = {};
  enqueue(builds_due, [this, &batch](TokenLists& lists) { build(batch, lists); });
  ++batches_of_segment;
  if (bytes_of_segment >= options.segment_bytes) close_segment();
}

void Pipeline::Impl::close_segment() {
  if (batches_of_segment == 0) return;
  Join join;
  join.segment = {name_segment(), papers_of_segment, papers_placed - papers_of_segment};
  join.last = batches.size();
  join.first = batches.size() - batches_of_segment;
  joins.push_back(std::move(join));
  papers_of_segment = papers_placed;
  batches_of_segment = bytes_of_segment = 0;
}

void Pipeline::Impl::build(Batch& batch, TokenLists& lists) {
  BatchBuilder builder(options.tools, lists, batch.run, batch.passages);
  if (batch.first) {
    bool known;
    {
      std::lock_guard lock(mutex);
      known = dictionary_known;
    }
    if (!known) {
      std::string trained =
          options.dictionary.empty() ? train_dictionary(batch.papers) : options.dictionary;
      auto made = BlockPacker::prepare(trained);
      std::lock_guard lock(mutex);
      dictionary = std::move(trained);
      prepared = std::move(made);
      dictionary_known = true;
      dictionary_ready.notify_all();
    }
  }
  for (const PreparedPaper& paper : batch.papers) builder.add(paper);
  {
    // The first batch's thread is already under way whenever another one waits here.
    std::unique_lock lock(mutex);
    dictionary_ready.wait(lock, [&] { return dictionary_known || failure || stopping; });
    if (failure || stopping) return;
  }
  builder.finish(dictionary, prepared);
  std::vector<PreparedPaper> done;
  std::lock_guard lock(mutex);
  done.swap(batch.papers);
  in_flight -= batch.bytes;
  batch.built = true;
  queue_ready_joins();
}

void Pipeline::Impl::queue_ready_joins() {
  for (Join& join : joins) {
    if (join.queued) continue;
    for (std::size_t i = join.first; i < join.last; ++i)
      if (!batches[i].built) return;
    join.queued = true;
    // Two tasks, so that the last join of a run occupies two threads.
    std::vector<std::string> passages, runs;
    for (std::size_t i = join.first; i < join.last; ++i) {
      passages.push_back(batches[i].passages);
      runs.push_back(batches[i].run);
    }
    const std::string& name = join.segment.name;
    enqueue(joins_due, [passages, to = passage_file_path(options.directory, name)](TokenLists&) {
      merge_passage_files(passages, to);
      remove_files(passages);
    });
    enqueue(joins_due, [runs, to = segment_database_path(options.directory, name),
                        between = options.scratch + "/" + name](TokenLists&) {
      merge_posting_runs(runs, to, between);
      remove_files(runs);
    });
  }
}

Pipeline::Pipeline(PipelineOptions options, Place place, NameSegment name_segment)
    : impl_(std::make_unique<Impl>()) {
  impl_->options = std::move(options);
  impl_->place = std::move(place);
  impl_->name_segment = std::move(name_segment);
  std::error_code error;
  fs::create_directories(impl_->options.scratch, error);
  if (error)
    throw Error(ErrorCode::io, impl_->options.scratch + ": cannot create: " + error.message());
  for (unsigned i = 0; i < std::max(1u, impl_->options.jobs); ++i)
    impl_->threads.emplace_back([this] { impl_->run(); });
}

Pipeline::~Pipeline() {
  {
    std::lock_guard lock(impl_->mutex);
    impl_->stopping = true;
  }
  impl_->work.notify_all();
  impl_->dictionary_ready.notify_all();
  for (std::thread& thread : impl_->threads) thread.join();
}

void Pipeline::add(Document document, const ReadOptions& options, std::uint64_t tag) {
  Impl& self = *impl_;
  const std::size_t bytes = document.bytes.size();
  const std::uint64_t sequence = self.admit(bytes);
  auto shared = std::make_shared<Document>(std::move(document));
  std::lock_guard lock(self.mutex);
  self.enqueue(self.reads_due, [&self, sequence, bytes, shared, options, tag](TokenLists&) {
    Impl::Waiting read{{}, {}, bytes};
    Arrival& arrival = read.arrival;
    arrival.source = shared->source;
    arrival.bytes = bytes;
    arrival.tag = tag;
    ReadResult result = read_document(*shared, options);
    shared->bytes = {};
    arrival.problems = std::move(result.problems);
    arrival.skipped = std::move(result.skipped);
    arrival.withdrawn = std::move(result.deleted_ids);
    for (Paper& paper : result.papers) arrival.papers.push_back(prepare_paper(std::move(paper)));
    std::lock_guard inner(self.mutex);
    self.arrive(sequence, std::move(read));
  });
}

void Pipeline::add(Paper paper) {
  Impl& self = *impl_;
  std::size_t bytes = paper.title.size();
  for (const Section& section : paper.sections)
    for (const std::string& paragraph : section.paragraphs) bytes += paragraph.size();
  const std::uint64_t sequence = self.admit(bytes);
  auto shared = std::make_shared<Paper>(std::move(paper));
  std::lock_guard lock(self.mutex);
  self.enqueue(self.reads_due, [&self, sequence, bytes, shared](TokenLists&) {
    Impl::Waiting given{{}, {}, bytes};
    given.arrival.papers.push_back(prepare_paper(std::move(*shared)));
    std::lock_guard inner(self.mutex);
    self.arrive(sequence, std::move(given));
  });
}

void Pipeline::add(PreparedPaper paper) {
  const std::uint64_t sequence = impl_->admit(0);
  Impl::Waiting given;
  given.arrival.papers.push_back(std::move(paper));
  std::lock_guard lock(impl_->mutex);
  impl_->arrive(sequence, std::move(given));
}

void Pipeline::in_order(std::function<void()> action) {
  const std::uint64_t sequence = impl_->admit(0);
  std::lock_guard lock(impl_->mutex);
  impl_->arrive(sequence, {{}, std::move(action), 0});
}

std::vector<PipelineSegment> Pipeline::finish() {
  Impl& self = *impl_;
  std::unique_lock lock(self.mutex);
  // What is read last is built beside what is being built: only the reading is waited for.
  self.progress.wait(lock,
                     [&] { return self.failure || self.next_to_place == self.next_sequence; });
  self.check();
  self.close_batch();
  self.close_segment();
  self.queue_ready_joins();
  self.progress.wait(lock, [&] { return self.failure || self.busy == 0; });
  self.check();
  std::vector<PipelineSegment> out;
  for (const Impl::Join& join : self.joins) out.push_back(join.segment);
  self.joins.clear();
  self.batches.clear();
  self.papers_placed = self.papers_of_segment = 0;
  return out;
}

void Pipeline::locked(const std::function<void()>& look) {
  std::lock_guard lock(impl_->mutex);
  look();
}

}  // namespace osteon
