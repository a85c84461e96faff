// What a name means at one place of one document, or why it means nothing there.
#pragma once

#include <algorithm>
#include <cstdint>
#include <memory_resource>
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

/// The type of what only the document knows, and of types that a vocabulary lacks.
inline constexpr std::uint16_t no_type = 0xffff;

/// One meaning that is possible at a place.
struct Option {
  std::uint32_t number = no_concept;  ///< into the document's concepts
  ConceptIndex index = no_concept;    ///< into the vocabulary; no_concept for the document's own
  float score = 1;                    ///< 0..1
  std::uint16_t type = no_type;       ///< of the vocabulary's types
  MentionRule rule = MentionRule::exact;
  bool accepted = true;
  bool residue = false;    ///< of a sequence, perhaps
  bool symbol = false;     ///< a symbol, not a phrase
  bool rejected = false;   ///< not accepted: the words stand here in another sense
  bool stopped = false;    ///< by data/stops.tsv, though written as it should be
  bool initial = false;    ///< a species by the initial of its genus
  bool together = false;   ///< counts beside the first option (composite names)
  bool mentioned = false;  ///< in the end
  std::string_view source;
};
using Options = std::pmr::vector<Option>;

/// All meanings of one candidate, the best first.
struct Choice {
  using allocator_type = std::pmr::polymorphic_allocator<>;
  Choice() = default;
  explicit Choice(const allocator_type& memory) : options(memory) {}
  Choice(Choice&& other, const allocator_type& memory)
      : options(std::move(other.options), memory) {}

  Options options;
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
std::size_t place_for(std::pmr::vector<Candidate>& candidates, std::pmr::vector<Choice>& choices,
                      const Candidate& candidate);

/// Accepted ones first, each part by score; equal ones stay as they are.
void put_best_first(Options& options);

/// Whether a symbol stands in capitals; a plural s does no harm (MSs, NSAIDs).
bool written_in_capitals(std::string_view surface);

/// What stands between the words of an occurrence.
enum class Break : std::uint8_t {
  none,
  comma,     ///< only names written with one may have it ("diabetes mellitus, type 2")
  sentence,  ///< a full stop, a bracket: not one name
};
Break break_in(std::string_view text, std::span<const TermUnit> units, const Candidate& candidate);

/// All that decides what a name means by itself. Equal places have equal meanings.
struct Place {
  std::string_view surface;
  std::uint32_t state = 0, exact = 0, plural = 0;  ///< as Candidate
  Break gap = Break::none;
  bool stop_word = false;    ///< it is one
  bool after_stop = false;   ///< its first word is one, of several
  bool in_larger = false;    ///< a piece of a systematic name
  bool names_other = false;  ///< `Nrf2-like protein`
};

/// `gap` as break_in says.
Place place_of(std::string_view text, std::span<const TermUnit> units, const Candidate& candidate,
               Break gap);

/// Weighs the vocabulary's senses by how the text is written. Immutable.
class SenseWeigher {
 public:
  /// `annotated_species` as TaggerOptions.
  SenseWeigher(const Compiled& file, bool annotated_species);

  /// Fills the empty `choices` with the meanings of `places`, best first.
  void weigh(std::span<const Place> places, std::span<Choice> choices) const;

  std::uint16_t gene, chemical, disease, species;  ///< the types' numbers; no_type if absent

 private:
  void weigh(const Place& place, Options& options) const;
  bool written_so(const Sense& sense, std::uint16_t type, const Place& place) const;
  bool allowed(const Sense& sense, std::uint16_t type, const Place& place) const;

  const Compiled& file_;
  bool annotated_species_;
  std::vector<std::string_view> sources_;
};

}  // namespace osteon::osv
