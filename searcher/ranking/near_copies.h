// How nearly two passages say the same, from their token streams.
#pragma once

#include <array>
#include <cstdint>
#include <utility>
#include <vector>

#include "indexer/segment.h"

namespace osteon {

/// Smallest hashes of a passage's runs of three words: Broder 1997, "On the resemblance and
/// containment of documents". Of passages of any segments.
using PassageSignature = std::array<std::uint64_t, 64>;

/// Above this, one passage is a copy of the other with little changed.
inline constexpr double near_copy = 0.7;

PassageSignature signature_of(const TokenStream& stream, const Segment& segment);
/// Estimates the share of runs that both have, 0 to 1, with a standard error of at most .0625.
double similarity(const PassageSignature& a, const PassageSignature& b);

/// Words by hash, ascending, with 1 + ln count, scaled to length 1; stop words are left out.
using WordVector = std::vector<std::pair<std::uint64_t, double>>;
WordVector words_of(const TokenStream& stream, const Segment& segment);
double cosine(const WordVector& a, const WordVector& b);

}  // namespace osteon
