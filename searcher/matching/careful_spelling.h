// A query's words as someone careful would have typed them.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "analyzers/analyzer.h"

namespace osteon {

/// How many passages hold an index term.
using TermFrequency = std::function<std::uint64_t(const std::string& term)>;

/// Byte for byte of the same length: `il 6` and `il-6` become `IL-6`, where the index knows such a
/// name, and Sjoegren becomes Sjögren, where it knows only that.
std::string carefully_spelt(std::string_view text, const Analyzer& analyzer,
                            const TermFrequency& frequency);

/// Digits and signs above or below the line, on it.
std::string with_plain_digits(std::string_view text);

}  // namespace osteon
