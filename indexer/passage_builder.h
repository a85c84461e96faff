// A paper's paragraphs as passages of like length: short neighbours of one section merged, long
// paragraphs split at sentence ends. A passage never crosses a section's border.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/paper.h"

namespace osteon {

/// Lengths in bytes; docs/index-format.md says how the defaults were found.
struct PassageLengths {
  std::size_t target = 1200;   ///< neighbours are merged up to here
  std::size_t longest = 1800;  ///< a longer paragraph is split into parts near the target
  std::size_t hard = 4000;     ///< text without sentence ends is cut here, between words if it can
};

struct NewPassage {
  std::uint32_t section = 0;  ///< into Paper::sections
  std::string text;           ///< paragraphs joined by an empty line
};

/// In reading order; every byte of the paragraphs but blanks at their borders is in exactly one.
std::vector<NewPassage> build_passages(const Paper& paper, const PassageLengths& lengths = {});

/// Byte offsets after sentence ends and line breaks of `text`, increasing, without 0 and its size:
/// where a long paragraph may be cut. Cheap and wary: it rather misses an end than invents one.
std::vector<std::size_t> sentence_breaks(std::string_view text);

}  // namespace osteon
