// The service: one snapshot at a time, any number of threads.
#include "searcher/searcher.h"

#include <chrono>
#include <filesystem>
#include <mutex>
#include <optional>
#include <vector>

#include "base/error.h"
#include "indexer/xapian_error.h"
#include "searcher/concept_page.h"
#include "searcher/cursor.h"
#include "searcher/find_paper.h"
#include "searcher/index_view.h"
#include "searcher/search_run.h"

namespace osteon {

struct Searcher::Impl {
  std::string directory;
  mutable std::mutex mutex;
  std::shared_ptr<const IndexView> view;

  /// Revisions that were current lately, oldest first: who reads on in a list of hits goes on with
  /// the one that it began with.
  struct Earlier {
    std::shared_ptr<const IndexView> view;
    std::chrono::steady_clock::time_point replaced;
  };
  std::vector<Earlier> earlier;
  static constexpr std::size_t most_earlier = 2;
  static constexpr std::chrono::minutes kept{10};

  std::shared_ptr<const IndexView> current() const {
    const std::lock_guard lock(mutex);
    return view;
  }

  /// The view that a request's cursor comes from, if it is still there.
  std::shared_ptr<const IndexView> asked_for(const SearchRequest& request) const {
    const std::optional<Cursor> cursor = read_cursor(request.cursor);
    const std::lock_guard lock(mutex);
    if (cursor) {
      for (const Earlier& one : earlier)
        if (one.view->snapshot().revision == cursor->revision) return one.view;
    }
    return view;
  }

  /// What nobody will ask for again holds files of the index open.
  void forget_earlier() {
    const auto now = std::chrono::steady_clock::now();
    std::erase_if(earlier, [&](const Earlier& one) { return now - one.replaced > kept; });
  }
};

Searcher::Searcher(const std::string& directory) : impl_(std::make_unique<Impl>()) {
  impl_->directory = directory;
  impl_->view = std::make_shared<const IndexView>(open_snapshot(directory));
}
Searcher::~Searcher() = default;
Searcher::Searcher(Searcher&&) noexcept = default;

SearchResponse Searcher::search(const SearchRequest& request) const {
  const auto view = impl_->asked_for(request);
  return with_xapian(impl_->directory, [&] {
    const auto session = view->session();
    return SearchRun(*view, *session, request).run();
  });
}

WhyNot Searcher::why_not(const std::string& paper, const SearchRequest& request) const {
  const auto view = impl_->current();
  return with_xapian(impl_->directory, [&] {
    const auto session = view->session();
    if (const auto place = find_paper(*view, *session, paper))
      return SearchRun(*view, *session, request).why_not(place->segment, place->paper);
    WhyNot out;
    out.outcome = "not_in_index";
    out.paper = paper;
    out.nearest = nearest_paper_ids(*view, paper);
    out.message = "It is not in this index.";
    return out;
  });
}

StoredPaper Searcher::paper(const std::string& id) const {
  const auto view = impl_->current();
  return with_xapian(impl_->directory, [&] {
    const auto session = view->session();
    const auto place = find_paper(*view, *session, id);
    if (!place) throw Error(ErrorCode::not_found, impl_->directory + ": no paper " + id);
    const Segment& segment = view->segment(place->segment);
    PaperRecord record = segment.paper(place->paper);
    StoredPaper out;
    for (const Section& section : record.paper.sections) {
      out.sections.push_back({section.heading, std::string(to_string(section.kind)), {}});
    }
    for (std::uint32_t i = 0; i < record.passage_count; ++i) {
      const PassageNumber number = record.first_passage + i;
      const PassageInfo info = segment.passage(number);
      if (info.section_number >= out.sections.size()) continue;
      out.sections[info.section_number].passages.push_back(
          {record.paper.id + ':' + std::to_string(i + 1), segment.passage_text(number)});
    }
    for (const PaperConcept& pc : segment.paper_concepts(place->paper)) {
      const SegmentConcept entry = segment.concept_at(pc.concept_number);
      ConceptCount count;
      count.id = entry.id;
      count.ids.assign(entry.ids.begin(), entry.ids.end());
      count.type = entry.type;
      count.name = entry.name;
      count.mentions = pc.mentions;
      out.concepts.push_back(std::move(count));
    }
    std::sort(out.concepts.begin(), out.concepts.end(),
              [](const ConceptCount& a, const ConceptCount& b) {
                return a.mentions != b.mentions ? a.mentions > b.mentions : a.id < b.id;
              });
    for (const PaperAccount& account : record.accounts) {
      const Paper& front = account.front ? *account.front : record.paper;
      out.sources.push_back({front.source, front.format});
    }
    out.paper = std::move(record.paper);
    return out;
  });
}

std::vector<Completion> Searcher::complete(const std::string& prefix, std::size_t limit) const {
  const auto view = impl_->current();
  return view->completions().complete(*view, prefix, limit);
}

ConceptPage Searcher::concept_page(const ConceptRequest& request) const {
  const auto view = impl_->current();
  return with_xapian(impl_->directory, [&] {
    const auto session = view->session();
    return make_concept_page(*view, *session, request);
  });
}

PairTable Searcher::pairs(const PairRequest& request) const {
  const auto view = impl_->current();
  return with_xapian(impl_->directory, [&] {
    const auto session = view->session();
    return make_pair_table(*view, *session, request);
  });
}

IndexStatistics Searcher::statistics() const {
  const auto view = impl_->current();
  const Snapshot& snapshot = view->snapshot();
  IndexStatistics out;
  out.revision = snapshot.revision;
  out.papers = snapshot.live_papers;
  out.passages = snapshot.live_passages;
  out.segments = view->segment_count();
  for (std::size_t s = 0; s < view->segment_count(); ++s) {
    out.terms += view->segment(s).term_count();
    out.concepts += view->segment(s).concept_count();
    out.text_bytes += view->segment(s).text_bytes();
  }
  std::error_code ignored;
  for (const auto& entry : std::filesystem::directory_iterator(impl_->directory, ignored)) {
    const auto size = entry.file_size(ignored);
    if (!ignored) out.index_bytes += size;
  }
  out.analyzer_fingerprint = snapshot.analyzer_fingerprint;
  out.vocabulary_fingerprint = snapshot.vocabulary_fingerprint;
  return out;
}

std::uint64_t Searcher::revision() const {
  return impl_->current()->snapshot().revision;
}

bool Searcher::refresh() {
  {
    const std::lock_guard lock(impl_->mutex);
    impl_->forget_earlier();
  }
  if (current_revision(impl_->directory) == revision()) return false;
  auto view = std::make_shared<const IndexView>(open_snapshot(impl_->directory));
  const std::lock_guard lock(impl_->mutex);
  if (view->snapshot().revision == impl_->view->snapshot().revision) return false;
  if (impl_->earlier.size() == Impl::most_earlier) impl_->earlier.erase(impl_->earlier.begin());
  impl_->earlier.push_back({std::move(impl_->view), std::chrono::steady_clock::now()});
  impl_->view = std::move(view);
  return true;
}

}  // namespace osteon
