// One snapshot of an index with all that a search needs beside it, shared by threads.
#pragma once

#include <xapian.h>

#include <cstdint>
#include <memory>
#include <mutex>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "analyzers/analyzer.h"
#include "analyzers/tagger.h"
#include "indexer/snapshot.h"
#include "searcher/completion.h"
#include "searcher/folded_names.h"
#include "searcher/matching/bitmap.h"
#include "searcher/matching/match_cache.h"
#include "searcher/matching/postings.h"
#include "searcher/ranking/marks.h"
#include "searcher/ranking/parents.h"
#include "searcher/ranking/semantic_space.h"

namespace osteon {

/// What one thread searches with: Xapian databases may not be shared between threads.
struct SearchSession {
  std::vector<Xapian::Database> databases;  ///< by segment
  PostingCache postings;
  MatchCache matches;
};

/// Papers that have a passage in `passages`.
Bitmap papers_of(const Segment& segment, const Bitmap& passages);

/// Whether to open what `osteon learn` left.
enum class SemanticRanking : std::uint8_t { if_learnt, off };

/// Immutable but for its pool of sessions; safe from many threads.
class IndexView {
 public:
  explicit IndexView(std::shared_ptr<const Snapshot> snapshot,
                     SemanticRanking semantic = SemanticRanking::if_learnt);

  const Snapshot& snapshot() const { return *snapshot_; }
  const Vocabulary* vocabulary() const { return snapshot_->vocabulary.get(); }
  const Analyzer& analyzer() const { return analyzer_; }
  const Tagger* tagger() const { return tagger_.get(); }
  /// What `osteon learn` left beside the index; null where it has not been run.
  const SemanticSpace* semantic_space() const { return semantic_space_.get(); }

  /// What readers marked; null where nobody did.
  const MarkField* marks() const { return marks_.get(); }

  std::size_t segment_count() const { return snapshot_->segments.size(); }
  const Segment& segment(std::size_t i) const { return *snapshot_->segments[i].segment; }
  /// Passages of papers that are not dead.
  const Bitmap& live(std::size_t i) const { return live_[i]; }
  bool is_dead(std::size_t i, PaperOrdinal paper) const {
    return snapshot_->segments[i].is_dead(paper);
  }
  std::uint64_t passage_count() const { return passages_; }  ///< dead ones included
  /// Names of the types of all concepts in the vocabulary and in the documents, sorted.
  const std::vector<std::string>& concept_types() const { return types_; }

  /// One numbering of the concepts of all segments, made when it is first asked for.
  struct ConceptTable {
    std::vector<std::vector<std::uint32_t>> global;  ///< by segment and its number; empty: the same
    std::vector<std::pair<std::uint32_t, ConceptNumber>> first;  ///< segment and number there
    std::vector<std::uint16_t> type;                             ///< into concept_types()
  };
  const ConceptTable& concepts() const;
  /// How many of `papers` (ordinals by segment) name each concept, numbered as in concepts().
  std::vector<std::uint32_t> papers_by_concept(std::span<const Bitmap> papers) const;
  /// The same of all live papers. Made when first asked for.
  const std::vector<std::uint32_t>& concept_papers() const;

  /// Which passages are of one paper; worked out when it is first asked for.
  const Parents& parents() const;
  /// What can be completed; made when it is first asked for.
  const CompletionTable& completions() const;

  /// What can be asked for by name.
  const FoldedNames& folded_names() const { return folded_names_; }

  /// Passages with the term, over all segments, dead ones included.
  std::uint64_t term_frequency(const SearchSession& session, const std::string& term) const;

  /// A session for the time of one search.
  class Lease {
   public:
    Lease(const IndexView& view, std::unique_ptr<SearchSession> session)
        : view_(view), session_(std::move(session)) {}
    ~Lease() { view_.give_back(std::move(session_)); }
    Lease(const Lease&) = delete;
    SearchSession& operator*() const { return *session_; }

   private:
    const IndexView& view_;
    std::unique_ptr<SearchSession> session_;
  };
  Lease session() const;

 private:
  void give_back(std::unique_ptr<SearchSession> session) const;

  std::shared_ptr<const Snapshot> snapshot_;
  Analyzer analyzer_;
  std::unique_ptr<Tagger> tagger_;
  std::unique_ptr<const SemanticSpace> semantic_space_;
  std::unique_ptr<const MarkField> marks_;
  std::vector<Bitmap> live_;
  std::uint64_t passages_ = 0;
  std::vector<std::string> types_;
  mutable std::once_flag concepts_made_, concept_papers_made_;
  mutable std::vector<std::uint32_t> concept_papers_;
  mutable ConceptTable concepts_;
  mutable std::once_flag parents_found_;
  mutable Parents parents_;
  mutable std::once_flag completions_made_;
  mutable std::unique_ptr<const CompletionTable> completions_;
  FoldedNames folded_names_{*this};
  mutable std::mutex mutex_;
  mutable std::vector<std::unique_ptr<SearchSession>> idle_;
};

}  // namespace osteon
