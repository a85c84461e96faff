// Opens a snapshot for searching and lends each search its own databases.
#include "searcher/index_view.h"

#include <algorithm>
#include <filesystem>
#include <set>

#include "indexer/xapian_error.h"

namespace osteon {

IndexView::IndexView(std::shared_ptr<const Snapshot> snapshot, SemanticRanking semantic)
    : snapshot_(std::move(snapshot)) {
  if (snapshot_->vocabulary != nullptr) tagger_ = std::make_unique<Tagger>(*snapshot_->vocabulary);
  const std::string space = semantic_space_path(snapshot_->directory);
  if (semantic == SemanticRanking::if_learnt && std::filesystem::exists(space))
    semantic_space_ = std::make_unique<const SemanticSpace>(SemanticSpace::open(space));
  std::set<std::string, std::less<>> types;
  if (snapshot_->vocabulary != nullptr) {
    for (const ConceptType& type : snapshot_->vocabulary->types()) types.insert(type.name);
  }
  for (const SnapshotSegment& s : snapshot_->segments) {
    const Segment& segment = *s.segment;
    passages_ += segment.passage_count();
    Bitmap live(segment.passage_count(), true);
    for (PaperOrdinal paper = 0; paper < s.dead_papers.size(); ++paper) {
      if (!s.dead_papers[paper]) continue;
      const PassageNumber first = segment.first_passage(paper);
      for (std::uint32_t i = 0; i < segment.passage_count(paper); ++i) live.reset(first + i);
    }
    live_.push_back(std::move(live));
    // Documents may bring types of their own.
    for (ConceptNumber c = 0; c < segment.concept_count(); ++c) {
      const SegmentConcept entry = segment.concept_at(c);
      if (!types.contains(entry.type)) types.insert(std::string(entry.type));
    }
  }
  types_.assign(types.begin(), types.end());
}

std::uint64_t IndexView::term_frequency(const SearchSession& session,
                                        const std::string& term) const {
  std::uint64_t n = 0;
  for (const Xapian::Database& database : session.databases) n += database.get_termfreq(term);
  return n;
}

IndexView::Lease IndexView::session() const {
  {
    const std::lock_guard lock(mutex_);
    if (!idle_.empty()) {
      std::unique_ptr<SearchSession> session = std::move(idle_.back());
      idle_.pop_back();
      return {*this, std::move(session)};
    }
  }
  auto session = std::make_unique<SearchSession>();
  for (const SnapshotSegment& s : snapshot_->segments) {
    session->databases.push_back(with_xapian(
        s.segment->database_path(), [&] { return Xapian::Database(s.segment->open_database()); }));
  }
  return {*this, std::move(session)};
}

void IndexView::give_back(std::unique_ptr<SearchSession> session) const {
  const std::lock_guard lock(mutex_);
  if (idle_.size() < 32) idle_.push_back(std::move(session));
}

}  // namespace osteon
