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

bool name_has_comma(const Compiled& file, const Sense& sense) {
  return sense.name < file.names.size() &&
         file.string(file.names[sense.name].text).find(", ") != std::string_view::npos;
}

}  // namespace

Break break_in(std::string_view text, std::span<const TermUnit> units, const Candidate& candidate) {
  Break found = Break::none;
  for (std::uint32_t p = candidate.first; p < candidate.last; ++p) {
    const std::uint32_t begin = units[p].token->end, end = units[p + 1].token->begin;
    if (end <= begin + 1) continue;
    const std::string_view gap = text.substr(begin, end - begin);
    if (gap.find_first_of(" \n\t") == std::string_view::npos) continue;
    if (gap.find_first_of(".;:()[]{}!?") != std::string_view::npos) return Break::sentence;
    if (gap.find(',') != std::string_view::npos) found = Break::comma;
  }
  return found;
}

void weigh_senses(const Compiled& file, const Candidate& candidate, std::string_view surface,
                  Break gap, std::vector<Option>& options) {
  for (const Sense& sense : file.senses_of(candidate.state)) {
    Option option;
    option.index = sense.concept_index;
    const bool exact = sense.exact == candidate.exact, plural = sense.plural == candidate.plural;
    const bool made = (sense.flags & sense_variant) != 0;
    option.rule = exact && !made ? MentionRule::exact : MentionRule::variant;
    option.score = (exact    ? 1.0F
                    : plural ? 0.9F
                             : 0.5F) -
                   (made ? 0.1F : 0.0F) - 0.0004F * static_cast<float>(sense.rank);
    // A shared stem is not yet the same word.
    if (!plural && !exact) option.accepted = false;
    if (sense.flags & (sense_stopped | sense_weak)) option.accepted = false;
    if (sense.flags & sense_caps && !written_in_capitals(surface)) option.accepted = false;
    if (gap == Break::comma && !name_has_comma(file, sense)) option.accepted = false;
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
