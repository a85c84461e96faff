// Words of a query as the analyzer and the tagger see them, cut into units.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "searcher/index_view.h"
#include "searcher/matching/careful_spelling.h"
#include "searcher/matching/plan.h"

namespace osteon {

/// A concept that a span of the text may mean.
struct TextSense {
  std::string id, name;
};

/// A run of tokens that is asked for as one thing. Bytes of the text, half-open.
struct TextUnit {
  std::size_t begin = 0, end = 0;
  std::string written;  ///< what was typed there
  std::vector<Wording> wordings;
  bool has_concept = false;
  DocumentConcept meaning;  ///< with has_concept; without, the only sense if there is just one
  std::vector<TextSense> alternatives;  ///< senses not taken
  std::vector<std::string> same;        ///< ids of concepts that mean the same: of C677T, c.677C>T
  std::vector<std::string> members;     ///< ids of what is below it, but not in the hierarchy
  std::size_t first_position = 0, last_position = 0;
  bool symbol = false;  ///< one name with digits, signs or Greek in it: T2D, TGF beta
  bool in_row = false;  ///< stands right after the unit before it: the mTOR of Akt/mTOR
};

struct TextReading {
  std::vector<TextUnit> units;
  std::vector<std::pair<std::size_t, std::size_t>> question_words;  ///< dropped, bytes of the text
  std::size_t stop_words = 0;                                       ///< dropped silently
};

/// Whether names in one word (Akt/mTOR, GC-MS) are units in a row, or read as other words are.
enum class Rows : std::uint8_t { read, not_read };

/// Reads words side by side: names that the vocabulary knows, hyphenated words, numbers and single
/// letters with the word that they belong to, other words one by one.
TextReading read_words(std::string_view text, const IndexView& view, const TermFrequency& frequency,
                       Rows rows);

/// Reads quoted text: one wording or two (TNF alpha is also one word), function words included.
/// Empty if the text has no words at all. `posted` says if any of them is indexed.
std::vector<Wording> read_phrase(std::string_view text, const IndexView& view, bool* posted);

}  // namespace osteon
