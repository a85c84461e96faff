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

/// Where a meaning came from, if not from a list of the vocabulary, whose numbers are below these.
enum MeaningSource : std::uint16_t {
  from_document = 256,  ///< the document's own list of entities
  from_definition,      ///< an abbreviation that the document defines
  from_genus,           ///< a genus that the document abbreviates
  from_species_words,
  from_hgvs,
  from_lexicon,
  no_source,
};

/// A meaning that the document itself gives to a name.
struct LocalSense {
  std::uint32_t number = no_concept;  ///< into the document's concepts; no_concept: means nothing
  MentionRule rule = MentionRule::document;
  MeaningSource source = from_document;
  bool genus = false;                ///< "C. elegans": only with the full stop
  std::string_view short_form = {};  ///< as the document defines it; empty: no abbreviation
};

/// The type of what only the document knows, and of types that a vocabulary lacks.
inline constexpr std::uint16_t no_type = 0xffff;

/// One meaning that is possible at a place. Small: a text is full of them.
struct Option {
  std::uint32_t number = no_concept;  ///< into the document's concepts
  ConceptIndex index = no_concept;    ///< into the vocabulary; no_concept for the document's own
  std::uint32_t taxon = 0;            ///< as ConceptRecord::taxon
  float score = 1;                    ///< 0..1
  std::uint16_t type = no_type;       ///< of the vocabulary's types
  std::uint16_t source = no_source;   ///< SenseWeigher::source_name says it
  MentionRule rule = MentionRule::exact;
  bool accepted : 1 = true;
  bool residue : 1 = false;    ///< of a sequence, perhaps
  bool symbol : 1 = false;     ///< a symbol, not a phrase
  bool rejected : 1 = false;   ///< not accepted: the words stand here in another sense
  bool stopped : 1 = false;    ///< by data/stops.tsv, though written as it should be
  bool initial : 1 = false;    ///< a species by the initial of its genus
  bool together : 1 = false;   ///< counts beside the first option (composite names)
  bool mentioned : 1 = false;  ///< in the end
};
static_assert(sizeof(Option) == 24);
using Options = std::pmr::vector<Option>;

/// What may be among a choice's options; each set where there is one, perhaps where there is none.
enum OptionKind : std::uint8_t {
  kind_gene = 1,     ///< of a known species
  kind_species = 2,  ///< a taxon
  kind_residue = 4,
};

/// All meanings of one candidate, the best first.
struct Choice {
  using allocator_type = std::pmr::polymorphic_allocator<>;
  Choice() = default;
  explicit Choice(const allocator_type& memory) : options(memory) {}
  Choice(Choice&& other, const allocator_type& memory)
      : options(std::move(other.options), memory), kinds(other.kinds) {}

  Options options;
  std::uint8_t kinds = 0;  ///< OptionKind; most passes over a document want names of one
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
void put_best_first(std::span<Option> options);

/// Without its plural s (MSs, NSAIDs), if there is one.
std::string_view without_plural(std::string_view symbol);
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
  bool names_other = false;  ///< `Nrf2-like protein`, `Cat. No. 5`
};

/// `gap` as break_in says.
Place place_of(std::string_view text, std::span<const TermUnit> units, const Candidate& candidate,
               Break gap);

/// Weighs the vocabulary's senses by how the text is written. Immutable.
class SenseWeigher {
 public:
  /// `annotated_species` as TaggerOptions.
  SenseWeigher(const Compiled& file, bool annotated_species);

  /// Fills the empty `options` with the meanings of a place, best first.
  void weigh(const Place& place, std::vector<Option>& options) const;
  /// OptionKind of all that are among them.
  std::uint8_t kinds_of(std::span<const Option> options) const;
  /// A meaning of this concept without more said of it; of the document's own for no_concept.
  Option option_of(ConceptIndex index) const;
  /// Static storage, or the vocabulary's.
  std::string_view source_name(std::uint16_t source) const;
  bool annotated_species() const { return annotated_species_; }

  /// The types' numbers; no_type if absent.
  std::uint16_t gene, chemical, disease, species, protein, phrase;

 private:
  Option option_of(const Sense& sense) const;
  bool written_so(const Sense& sense, std::uint16_t type, const Place& place) const;
  bool allowed(const Sense& sense, std::uint16_t type, const Place& place) const;

  const Compiled& file_;
  bool annotated_species_;
  std::vector<std::string_view> sources_;
};

}  // namespace osteon::osv
