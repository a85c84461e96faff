// What a name means at one place of one document, or why it means nothing there.
#pragma once

#include <algorithm>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "analyzers/tagger.h"
#include "analyzers/tagger/candidates.h"
#include "analyzers/tagger/concept_table.h"

namespace osteon::osv {

/// A meaning that the document itself gives to a name.
struct LocalSense {
  std::uint32_t number = no_concept;  ///< into the document's concepts; no_concept: means nothing
  MentionRule rule = MentionRule::document;
  std::string_view source;
  bool genus = false;     ///< "C. elegans": only with the full stop
  bool capitals = false;  ///< "AGEs": not the age
};

/// One meaning that is possible at a place.
struct Option {
  std::uint32_t number = no_concept;  ///< into the document's concepts
  ConceptIndex index = no_concept;    ///< into the vocabulary; no_concept for the document's own
  MentionRule rule = MentionRule::exact;
  bool accepted = true;
  float score = 1;  ///< 0..1
  std::string_view source;
  bool residue = false;    ///< of a sequence, perhaps
  bool symbol = false;     ///< a symbol, not a phrase
  bool rejected = false;   ///< not accepted: the words stand here in another sense
  bool stopped = false;    ///< by data/stops.tsv, though written as it should be
  bool initial = false;    ///< a species by the initial of its genus
  bool together = false;   ///< counts beside the first option (composite names)
  bool mentioned = false;  ///< in the end
};

/// All meanings of one candidate, the best first.
struct Choice {
  std::vector<Option> options;
  bool accepted() const { return !options.empty() && options[0].accepted; }
  /// Senses beyond these are not told: a name with so many says nothing.
  std::span<Option> listed() {
    std::size_t count = std::min(options.size(), max_listed);
    while (count < options.size() && options[count].together) ++count;
    return std::span(options).first(count);
  }

 private:
  static constexpr std::size_t max_listed = 5;
};

/// The number of the candidate at the same positions, appended with an empty choice if there is
/// none.
std::size_t place_for(std::vector<Candidate>& candidates, std::vector<Choice>& choices,
                      const Candidate& candidate);

/// Accepted ones first, each part by score; equal ones stay as they are.
void put_best_first(std::vector<Option>& options);

/// Whether a symbol stands in capitals; a plural s does no harm (MSs, NSAIDs).
bool written_in_capitals(std::string_view surface);

/// What stands between the words of an occurrence.
enum class Break : std::uint8_t {
  none,
  comma,     ///< only names written with one may have it ("diabetes mellitus, type 2")
  sentence,  ///< a full stop, a bracket: not one name
};
Break break_in(std::string_view text, std::span<const TermUnit> units, const Candidate& candidate);

/// Weighs the vocabulary's senses by how the text is written. Immutable.
class SenseWeigher {
 public:
  /// `annotated_species` as TaggerOptions.
  SenseWeigher(const Compiled& file, bool annotated_species);

  /// Fills `options` with the meanings of `candidate` in `text`, best first.
  void weigh(std::string_view text, std::span<const TermUnit> units, const Candidate& candidate,
             std::vector<Option>& options) const;

  std::uint16_t gene, chemical, disease, species;  ///< the types' numbers; 0xffff if absent

 private:
  bool written_so(const Sense& sense, std::uint16_t type, std::uint32_t exact,
                  std::string_view surface) const;
  bool allowed(const Sense& sense, std::uint16_t type, std::string_view text,
               std::string_view surface) const;

  const Compiled& file_;
  bool annotated_species_;
  std::vector<std::string_view> sources_;
};

}  // namespace osteon::osv
