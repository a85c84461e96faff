// What a passage says, as counted index terms: its words and concepts with those of its title.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "indexer/segment.h"
#include "searcher/index_view.h"

namespace osteon {

/// Reads passages of one index as counts over features, numbered as they come up. A feature is an
/// index term: a word, or a concept with prefix::concept_mention. For one thread.
class TextFeatures {
 public:
  explicit TextFeatures(const IndexView& view);

  /// (feature, occurrences) by feature; stop words are left out. The title counts once.
  std::vector<std::pair<std::uint32_t, float>> read(std::size_t segment, PassageNumber passage);
  const std::string& term(std::uint32_t feature) const { return terms_[feature]; }
  std::size_t size() const { return terms_.size(); }

 private:
  std::uint32_t feature_of(std::string term);

  const IndexView& view_;
  std::vector<std::string> terms_;
  std::unordered_map<std::string, std::uint32_t> numbers_;
  /// By segment: feature of a term id or a concept number, or one of the constants of the .cc file.
  std::vector<std::vector<std::uint32_t>> of_term_, of_concept_;
  TokenStream stream_;
  std::vector<std::uint32_t> found_;
};

}  // namespace osteon
