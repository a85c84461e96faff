#include "searcher/ranking/text_features.h"

#include <algorithm>

#include "indexer/filter_terms.h"
#include "indexer/schema.h"

namespace osteon {
namespace {

constexpr std::uint32_t unread = 0xffffffff;
constexpr std::uint32_t left_out = 0xfffffffe;

}  // namespace

TextFeatures::TextFeatures(const IndexView& view)
    : view_(view), of_term_(view.segment_count()), of_concept_(view.segment_count()) {
  for (std::size_t s = 0; s < view.segment_count(); ++s) {
    of_term_[s].assign(view.segment(s).term_count(), unread);
    of_concept_[s].assign(view.segment(s).concept_count(), unread);
  }
}

std::uint32_t TextFeatures::feature_of(std::string term) {
  const auto [at, is_new] =
      numbers_.emplace(std::move(term), static_cast<std::uint32_t>(terms_.size()));
  if (is_new) terms_.push_back(at->first);
  return at->second;
}

std::vector<std::pair<std::uint32_t, float>> TextFeatures::read(std::size_t segment_number,
                                                                PassageNumber passage) {
  const Segment& segment = view_.segment(segment_number);
  found_.clear();
  const auto collect = [&] {
    for (const StoredToken& token : stream_.tokens) {
      std::uint32_t& feature = of_term_[segment_number][token.term];
      if (feature == unread)
        feature = segment.is_posted(token.term) ? feature_of(std::string(segment.term(token.term)))
                                                : left_out;
      if (feature != left_out) found_.push_back(feature);
    }
    for (const StoredMention& mention : stream_.mentions) {
      if (!mention.accepted) continue;
      std::uint32_t& feature = of_concept_[segment_number][mention.concept_number];
      if (feature == unread)
        feature = feature_of(
            filter_term(prefix::concept_mention, segment.concept_at(mention.concept_number).id));
      found_.push_back(feature);
    }
  };
  segment.title_stream(segment.paper_of(passage), stream_);
  collect();
  segment.passage_stream(passage, stream_);
  collect();
  std::sort(found_.begin(), found_.end());
  std::vector<std::pair<std::uint32_t, float>> counts;
  for (const std::uint32_t feature : found_) {
    if (counts.empty() || counts.back().first != feature) counts.emplace_back(feature, 0.0F);
    counts.back().second += 1;
  }
  return counts;
}

}  // namespace osteon
