// What the papers of an index mean by an abbreviation.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "searcher/index_view.h"

namespace osteon {

/// A concept that papers mention where they write a word.
struct UsualSense {
  std::string id, name, type;
  std::vector<std::string> ids;
  std::size_t passages = 0;  ///< of the sample, with such a mention
  /// Of the sample, where the word is its name too but no mention: of another species' gene.
  std::size_t named = 0;
};

struct WordSample {
  std::size_t passages = 0;        ///< looked at, without those where a longer name holds the word
  std::vector<UsualSense> senses;  ///< most passages first

  /// Passages of the sample that mean the concept by the word, or have it as a name.
  std::size_t passages_with(const std::string& id) const;
};

/// Looks at up to `usual_sense_sample` passages that hold the index term, evenly spread over the
/// index, for accepted mentions of just that word.
WordSample sample_senses(const IndexView& view, const SearchSession& session,
                         const std::string& term);

inline constexpr std::size_t usual_sense_sample = 32;

}  // namespace osteon
