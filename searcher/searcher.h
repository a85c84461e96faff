// The search service over one index.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "base/api.h"
#include "corpus/paper.h"
#include "searcher/completion.h"
#include "searcher/entities.h"
#include "searcher/search.h"
#include "searcher/why_not.h"

namespace osteon {

struct ConceptCount {
  std::string id;
  std::vector<std::string> ids;
  std::string type;
  std::string name;
  std::uint64_t mentions = 0;
};

struct StoredPassage {
  std::string id;
  std::string text;
};

struct StoredSection {
  std::string heading;
  std::string kind;
  std::vector<StoredPassage> passages;
};

/// A document that tells of a paper.
struct PaperSource {
  std::string source;  ///< as Paper::source
  std::string format;
};

/// A paper as the index holds it.
struct StoredPaper {
  Paper paper;                       ///< without paragraphs
  std::vector<PaperSource> sources;  ///< that of the text first
  std::vector<StoredSection> sections;
  std::vector<ConceptCount> concepts;  ///< most mentioned first
};

struct IndexStatistics {
  std::uint64_t revision = 0, papers = 0, passages = 0, segments = 0, terms = 0, concepts = 0;
  std::uint64_t text_bytes = 0, index_bytes = 0;
  std::string analyzer_fingerprint, vocabulary_fingerprint;
};

/// Searches a snapshot of an index. Every method is safe from many threads at once; a response
/// never mixes two revisions. `refresh()` moves to the newest revision; a cursor goes on in the one
/// that it comes from, as long as that is one of the last two and was replaced ten minutes ago at
/// most.
class OSTEON_API Searcher {
 public:
  explicit Searcher(const std::string& directory);
  ~Searcher();
  Searcher(Searcher&&) noexcept;

  /// Never throws for anything that a person types: that becomes notices.
  SearchResponse search(const SearchRequest& request) const;
  /// By paper id, PMCID, PMID or DOI in any usual writing; Error (not_found) if it is not there.
  StoredPaper paper(const std::string& id) const;
  /// Why the paper (by any id) is no hit of the request, or where it stands among the hits.
  WhyNot why_not(const std::string& paper, const SearchRequest& request) const;
  /// Error (not_found) if neither the vocabulary nor a document knows such a concept.
  ConceptPage concept_page(const ConceptRequest& request) const;
  /// Error (usage) if a side is neither a type nor a concept.
  PairTable pairs(const PairRequest& request) const;
  /// Concepts and titles that begin as `prefix` does, `limit` of each at most. The first call after
  /// opening or refresh() reads every title; later ones take well under a millisecond.
  std::vector<Completion> complete(const std::string& prefix, std::size_t limit) const;
  IndexStatistics statistics() const;
  std::uint64_t revision() const;
  bool refresh();  ///< true if there was a newer revision

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace osteon
