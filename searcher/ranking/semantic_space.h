// Latent semantic analysis: words and concepts that keep the same company lie close together.
//
// Deerwester, Dumais, Furnas, Landauer, Harshman 1990, "Indexing by latent semantic analysis", by
// the randomised decomposition of Halko, Martinsson, Tropp 2011. Built from the collection itself,
// so it needs nothing from outside; scores drift until it is learnt again, new texts are folded in.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace osteon {

/// One text as counted features: (feature number, occurrences). Feature numbers are distinct.
struct FeatureCount {
  std::uint32_t feature;
  float count;
};
using FeatureCounts = std::vector<FeatureCount>;

struct SemanticOptions {
  int dimensions = 300;      ///< fewer where the collection has fewer texts or features
  int oversampling = 20;     ///< extra random directions, dropped at the end
  int power_iterations = 3;  ///< sharpen the decay of singular values
  std::uint64_t seed = 20260101;
};

/// A learnt space. Immutable; safe from many threads.
class SemanticSpace {
 public:
  /// `texts` are counted over features 0 .. names.size() - 1. `names` are index terms as posted
  /// (words, or concept terms with their prefix). Deterministic in its input.
  static SemanticSpace learn(std::span<const FeatureCounts> texts, std::vector<std::string> names,
                             const SemanticOptions& options = {});
  /// Maps a file that save() wrote. Throws Error (not_found, corrupt, incompatible_version).
  static SemanticSpace open(const std::string& path);
  /// Written beside `path` and renamed. Throws Error (io).
  void save(const std::string& path) const;

  ~SemanticSpace();
  SemanticSpace(SemanticSpace&&) noexcept;
  SemanticSpace& operator=(SemanticSpace&&) noexcept;

  std::size_t dimensions() const;
  std::size_t feature_count() const;
  std::uint64_t seed() const;
  /// The feature of an index term; -1 if the space does not have it.
  std::int64_t find(std::string_view name) const;

  /// Projects a text: (1 + ln count) * idf, into the space, scaled to length 1. All zeros if no
  /// feature is known. For queries, `weights` in place of 1 + ln count: see fold_in_weighted.
  std::vector<float> fold_in(std::span<const FeatureCount> text) const;
  /// The same with weights taken as they are (times idf).
  std::vector<float> fold_in_weighted(std::span<const FeatureCount> features) const;

 private:
  struct Impl;
  explicit SemanticSpace(std::unique_ptr<const Impl> impl);
  std::unique_ptr<const Impl> impl_;
};

/// Where an index keeps its space.
inline std::string semantic_space_path(const std::string& directory) {
  return directory + "/semantic.osl";
}

/// Unit vectors kept in one byte a dimension, with a scale each: a cosine is off by less than .01.
class QuantizedVectors {
 public:
  explicit QuantizedVectors(std::size_t dimensions) : dimensions_(dimensions) {}

  void push_back(std::span<const float> vector);  ///< of `dimensions` values
  std::size_t size() const { return scales_.size(); }
  std::size_t dimensions() const { return dimensions_; }
  /// Dot product of row `row` with `vector`.
  float dot(std::size_t row, std::span<const float> vector) const;
  float dot(std::size_t row, std::size_t other) const;
  std::span<const std::int8_t> components() const { return components_; }
  std::span<const float> scales() const { return scales_; }
  /// Adopts what components() and scales() gave; sizes must agree.
  void assign(std::span<const std::int8_t> components, std::span<const float> scales);

 private:
  std::size_t dimensions_;
  std::vector<std::int8_t> components_;
  std::vector<float> scales_;
};

}  // namespace osteon
