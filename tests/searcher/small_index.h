// Indexes for tests: a few papers written in the test, or the sample corpus.
#pragma once

#include <memory>
#include <set>
#include <string>
#include <vector>

#include "corpus/paper.h"
#include "searcher/searcher.h"

namespace osteon::testing {

/// A paper of one section a paragraph, all of kind `kind`.
struct SmallPaper {
  std::string id, title;
  std::vector<std::string> passages;
  int year = 2020;
  std::string journal = "Bone", type = "review";
  std::vector<std::string> authors = {};
  SectionKind kind = SectionKind::results;
  std::string heading = {};  ///< of every section
};

Paper make_paper(const SmallPaper& small);

struct VocabularySources {
  std::vector<std::string> files;
};

/// An index in a directory that goes away with it.
class SmallIndex {
 public:
  /// `vocabulary_rows` as in Osteon's TSV (id, type, name, synonyms, parents, other ids); none: no
  /// vocabulary. Each batch is committed by itself, which makes a segment of it.
  SmallIndex(const std::vector<std::vector<SmallPaper>>& batches,
             const std::vector<std::string>& vocabulary_rows = {});
  /// The same with vocabularies from files, as their publishers give them.
  SmallIndex(const std::vector<std::vector<SmallPaper>>& batches, const VocabularySources& sources);
  /// The sample corpus with the starter vocabulary.
  SmallIndex();
  ~SmallIndex();

  /// Commits more papers; the searcher sees them after refresh().
  void add(const std::vector<SmallPaper>& papers);

  const std::string& directory() const { return directory_; }
  Searcher& searcher() { return *searcher_; }

  SearchResponse search(const std::string& query, bool expand = true);
  SearchResponse search(const SearchRequest& request);
  /// Ids of all matching papers, sorted, joined by a space.
  std::string papers(const std::string& query, bool expand = true);
  /// Ids of all matching passages.
  std::set<std::string> passages(const std::string& query, bool expand = true);

 private:
  void fill(const std::vector<std::vector<SmallPaper>>& batches,
            const std::vector<std::string>& vocabulary_sources);

  std::string root_, directory_;
  std::unique_ptr<Searcher> searcher_;
};

}  // namespace osteon::testing
