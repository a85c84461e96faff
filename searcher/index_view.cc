// Opens a snapshot for searching and lends each search its own databases.
#include "searcher/index_view.h"

#include <algorithm>
#include <filesystem>
#include <set>
#include <unordered_map>

#include "indexer/xapian_error.h"

namespace osteon {

Bitmap papers_of(const Segment& segment, const Bitmap& passages) {
  Bitmap out(segment.paper_count());
  const auto table = segment.paper_table();
  passages.for_each([&](PassageNumber p) { out.set(table[p]); });
  return out;
}

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
      const std::string_view type = segment.concept_type(c);
      if (!types.contains(type)) types.insert(std::string(type));
    }
  }
  types_.assign(types.begin(), types.end());
  if (const std::vector<Mark> marks = read_marks(snapshot_->directory); !marks.empty())
    marks_ = std::make_unique<const MarkField>(*this, marks);
}

const IndexView::ConceptTable& IndexView::concepts() const {
  std::call_once(concepts_made_, [this] {
    std::unordered_map<std::string_view, std::uint32_t> by_id;
    const bool several = segment_count() > 1;
    for (std::uint32_t s = 0; s < segment_count(); ++s) {
      const Segment& one = segment(s);
      std::vector<std::uint32_t> global;
      std::string_view last_type;
      std::uint16_t last_number = 0;
      for (ConceptNumber c = 0; c < one.concept_count(); ++c) {
        if (several) {
          const auto next = static_cast<std::uint32_t>(concepts_.first.size());
          const auto [at, is_new] = by_id.try_emplace(one.concept_id(c), next);
          global.push_back(at->second);
          if (!is_new) continue;
        }
        const std::string_view type = one.concept_type(c);
        if (type != last_type) {
          last_type = type;
          last_number = static_cast<std::uint16_t>(
              std::lower_bound(types_.begin(), types_.end(), type) - types_.begin());
        }
        concepts_.first.emplace_back(s, c);
        concepts_.type.push_back(last_number);
      }
      concepts_.global.push_back(std::move(global));
    }
  });
  return concepts_;
}

std::vector<std::uint32_t> IndexView::papers_by_concept(std::span<const Bitmap> papers) const {
  const ConceptTable& table = concepts();
  std::vector<std::uint32_t> counts(table.first.size());
  for (std::size_t s = 0; s < segment_count(); ++s) {
    const Segment& one = segment(s);
    const std::vector<std::uint32_t>& global = table.global[s];
    papers[s].for_each([&](PaperOrdinal paper) {
      for (const PaperConcept& entry : one.paper_concepts(paper))
        ++counts[global.empty() ? entry.concept_number : global[entry.concept_number]];
    });
  }
  return counts;
}

const std::vector<std::uint32_t>& IndexView::concept_papers() const {
  std::call_once(concept_papers_made_, [this] {
    std::vector<Bitmap> papers;
    for (std::size_t s = 0; s < segment_count(); ++s)
      papers.push_back(papers_of(segment(s), live(s)));
    concept_papers_ = papers_by_concept(papers);
  });
  return concept_papers_;
}

const Parents& IndexView::parents() const {
  std::call_once(parents_found_, [this] { parents_ = find_parents(*snapshot_); });
  return parents_;
}

const CompletionTable& IndexView::completions() const {
  std::call_once(completions_made_,
                 [this] { completions_ = std::make_unique<const CompletionTable>(*this); });
  return *completions_;
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
  constexpr std::size_t max_idle = 32, max_warm = 2;
  constexpr std::size_t max_kept_postings = 32 << 20, max_kept_matches = 8 << 20;  // bytes
  const bool warm = [this] {
    const std::lock_guard lock(mutex_);
    return idle_.size() < max_warm;
  }();
  session->postings.trim(warm ? max_kept_postings : 0);
  session->matches.trim(warm ? max_kept_matches : 0);
  const std::lock_guard lock(mutex_);
  if (idle_.size() < max_idle) idle_.push_back(std::move(session));
}

}  // namespace osteon
