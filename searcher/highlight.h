// What a hit shows: highlighted bytes, headings, the paper's line.
#pragma once

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "searcher/matching/matcher.h"
#include "searcher/search.h"

namespace osteon {

using ByteRange = std::pair<std::size_t, std::size_t>;  ///< half-open

/// Where the tokens of `text` stand, by position.
std::vector<TokenPlace> token_places(const std::string& text, const Analyzer& analyzer);

/// The bytes of `spans`, in order, merged where they touch.
std::vector<ByteRange> ranges_of(std::vector<Span> spans, const std::vector<TokenPlace>& places);

/// Byte ranges of `text` where the positive units of `query` stand, merged where they touch.
/// `stream` is the text's stored stream, `passage` its number in the matcher's segment.
std::vector<ByteRange> find_highlights(const std::string& text, const TokenStream& stream,
                                       PassageNumber passage, const ResolvedQuery& query,
                                       SegmentMatcher& matcher, const Analyzer& analyzer);

/// The headings above a section, outermost first, joined for people; its kind's name if it has
/// none.
std::string section_path(const Paper& paper, std::size_t section);

PaperSummary summary_of(const Paper& paper);

}  // namespace osteon
