// Tiered merging by text size, in input order.
#include "indexer/merge_policy.h"

namespace osteon {
namespace {

constexpr std::size_t fan_in = 8;

std::uint64_t live_text(const ManifestSegment& segment) {
  if (segment.passages == 0) return 0;
  return segment.text_bytes / segment.passages * (segment.passages - segment.dead_passages);
}

bool mostly_dead(const ManifestSegment& segment) {
  return segment.dead_papers > 0 && (segment.dead_passages * std::uint64_t{3} >= segment.passages ||
                                     segment.dead_papers == segment.papers);
}

}  // namespace

bool any_dead(std::span<const ManifestSegment> run) {
  for (const ManifestSegment& segment : run)
    if (segment.dead_papers > 0) return true;
  return false;
}

bool wants_rebuild(std::span<const ManifestSegment> run) {
  std::uint64_t dead = 0, all = 0;
  for (const ManifestSegment& segment : run) {
    dead += segment.dead_passages;
    all += segment.passages;
  }
  return dead * 5 >= all && dead > 0;
}

std::pair<std::size_t, std::size_t> next_merge(std::span<const ManifestSegment> segments) {
  for (std::size_t i = 0; i < segments.size(); ++i)
    if (mostly_dead(segments[i])) return {i, i + 1};
  // From small to large: join the last segments when fan_in of them are no larger than the limit.
  for (std::uint64_t limit = 4u << 20; limit <= largest_segment_text / 2; limit *= fan_in) {
    std::size_t first = segments.size();
    std::uint64_t total = 0;
    while (first > 0 && live_text(segments[first - 1]) <= limit &&
           total + live_text(segments[first - 1]) <= largest_segment_text) {
      total += live_text(segments[first - 1]);
      --first;
    }
    if (segments.size() - first >= fan_in) return {first, segments.size()};
  }
  return {0, 0};
}

std::pair<std::size_t, std::size_t> next_full_merge(std::span<const ManifestSegment> segments) {
  for (std::size_t first = 0; first < segments.size(); ++first) {
    std::uint64_t total = 0;
    std::size_t last = first;
    while (last < segments.size() && total + live_text(segments[last]) <= largest_segment_text)
      total += live_text(segments[last++]);
    if (last - first >= 2) return {first, last};
    if (segments[first].dead_papers > 0) return {first, first + 1};
  }
  return {0, 0};
}

}  // namespace osteon
