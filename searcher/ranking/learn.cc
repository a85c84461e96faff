#include "searcher/ranking/learn.h"

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <vector>

#include "searcher/index_view.h"
#include "searcher/ranking/parents.h"
#include "searcher/ranking/refiner.h"
#include "searcher/ranking/semantic_space.h"
#include "searcher/ranking/text_features.h"

namespace osteon {

namespace {

bool is_used(const Snapshot& snapshot) {
  return refine_options_for(find_parents(snapshot)).semantic;
}

}  // namespace

bool wants_semantic_space(const std::string& directory) {
  return !std::filesystem::exists(semantic_space_path(directory)) &&
         is_used(*open_snapshot(directory));
}

LearnReport learn_semantic_space(const std::string& directory, const LearnOptions& options) {
  const auto start = std::chrono::steady_clock::now();
  const auto snapshot = open_snapshot(directory);
  const IndexView view(snapshot, SemanticRanking::off);
  TextFeatures features(view);
  std::vector<FeatureCounts> texts;
  const std::uint64_t stride =
      std::max<std::uint64_t>(1, (view.passage_count() + options.sample - 1) / options.sample);
  std::uint64_t number = 0;
  for (std::size_t s = 0; s < view.segment_count(); ++s) {
    for (PassageNumber p = 0; p < view.segment(s).passage_count(); ++p, ++number) {
      if (number % stride != 0 || !view.live(s).test(p)) continue;
      FeatureCounts text;
      for (const auto& [feature, count] : features.read(s, p)) text.push_back({feature, count});
      texts.push_back(std::move(text));
    }
  }
  // A feature of one text alone relates to nothing.
  std::vector<std::uint32_t> frequency(features.size(), 0);
  for (const FeatureCounts& text : texts)
    for (const FeatureCount& f : text) ++frequency[f.feature];
  std::vector<std::uint32_t> renumbered(features.size(), 0);
  std::vector<std::string> names;
  for (std::uint32_t f = 0; f < features.size(); ++f) {
    if (frequency[f] < 2) continue;
    renumbered[f] = static_cast<std::uint32_t>(names.size());
    names.push_back(features.term(f));
  }
  for (FeatureCounts& text : texts) {
    std::erase_if(text, [&](const FeatureCount& f) { return frequency[f.feature] < 2; });
    for (FeatureCount& f : text) f.feature = renumbered[f.feature];
  }
  SemanticOptions space_options;
  space_options.dimensions = options.dimensions;
  space_options.seed = options.seed;
  const SemanticSpace space = SemanticSpace::learn(texts, std::move(names), space_options);
  space.save(semantic_space_path(directory));
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
  return {texts.size(), space.feature_count(), space.dimensions(), took.count(),
          is_used(*snapshot)};
}

bool forget_semantic_space(const std::string& directory) {
  return std::filesystem::remove(semantic_space_path(directory));
}

}  // namespace osteon
