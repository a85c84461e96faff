// Weighing senses by spelling, case and source.
#include "analyzers/tagger/senses.h"

#include <algorithm>

namespace osteon::osv {
namespace {

bool has_lower(std::string_view text) {
  return std::ranges::any_of(text, [](char c) { return c >= 'a' && c <= 'z'; });
}
bool has_upper(std::string_view text) {
  return std::ranges::any_of(text, [](char c) { return c >= 'A' && c <= 'Z'; });
}

// A capital symbol counts where its capitals stand; a plural s does no harm (MSs, NSAIDs).
bool written_in_capitals(std::string_view surface) {
  if (surface.size() > 2 && surface.back() == 's') surface.remove_suffix(1);
  return has_upper(surface) && !has_lower(surface);
}

}  // namespace

void weigh_senses(const Compiled& file, const Candidate& candidate, std::string_view surface,
                  std::vector<Option>& options) {
  for (const Sense& sense : file.senses_of(candidate.state)) {
    Option option;
    option.index = sense.concept_index;
    const bool exact = sense.exact == candidate.exact && (sense.flags & sense_variant) == 0;
    option.rule = exact ? MentionRule::exact : MentionRule::variant;
    option.score = (exact ? 1.0F : 0.8F) - 0.02F * static_cast<float>(sense.rank);
    if (sense.flags & sense_stopped) option.accepted = false;
    if (sense.flags & sense_caps && !written_in_capitals(surface)) option.accepted = false;
    if (sense.source < file.sources.size()) option.source = file.string(file.sources[sense.source]);
    // One concept may have the name twice, spelled differently: the better one stays.
    const auto same = std::ranges::find(options, option.index, &Option::index);
    if (same == options.end())
      options.push_back(option);
    else if (std::pair(option.accepted, option.score) > std::pair(same->accepted, same->score))
      *same = option;
  }
  std::ranges::stable_sort(options, [](const Option& a, const Option& b) {
    return std::pair(a.accepted, a.score) > std::pair(b.accepted, b.score);
  });
}

}  // namespace osteon::osv
