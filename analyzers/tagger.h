// Finds the concepts that a document mentions.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "analyzers/token.h"
#include "analyzers/vocabulary.h"
#include "base/api.h"

namespace osteon {

/// An entity that a document itself lists, bound in that document before the vocabulary is asked.
struct KnownEntity {
  std::string type;
  std::string name;
  std::vector<std::string> ids;  ///< may be empty: found and counted by name
};

/// A concept as one document uses it. `index` is no_concept for what only the document knows; then
/// `id` is its first id, or "name:<type>:<folded name>" where it has none.
struct DocumentConcept {
  ConceptIndex index = no_concept;
  std::string id;
  /// All known, canonical first; those that the document taught too. Of a concept that has no
  /// accepted mention the canonical one only.
  std::vector<std::string> ids;
  std::string annotated_id;  ///< the id that a lexicon's annotators write; empty without one
  std::string type;
  std::string name;
  std::vector<std::string> ancestors;  ///< canonical ids, without itself; none if not accepted
  bool accepted = false;               ///< has an accepted mention, or the document lists it
};

/// How much is told of what was found.
enum class TagDetail : std::uint8_t {
  full,
  /// What an index keeps, for those who have a vocabulary's concepts at hand: of a concept with an
  /// `index` nothing else but whether it is accepted and, in `ids`, those that the document taught;
  /// mentions without alternatives, none that are rejected.
  numbers,
};

/// How a mention was decided.
enum class MentionRule : std::uint8_t {
  exact,         ///< a name as the vocabulary writes it, up to case and canonical spelling
  variant,       ///< plural, stem, inversion or another listed variation of a name
  abbreviation,  ///< a short form that the document defines
  document,      ///< from the document's own entity list
  conjunction,   ///< `breast and ovarian cancer`
  pattern,       ///< by rule (variants such as V600E)
};
OSTEON_API std::string_view to_string(MentionRule rule);

/// A span of tokens that means a concept.
struct Mention {
  std::uint32_t first_position = 0, last_position = 0;  ///< inclusive, 0-based
  std::uint32_t begin = 0, end = 0;                     ///< bytes of the text, half-open
  std::uint32_t concept_number = 0;                     ///< into DocumentTags::concepts
  MentionRule rule = MentionRule::exact;
  /// False for a literal name that does not count as a mention. Those that lie inside a longer one
  /// or mean another species' gene are posted, so that all spellings of a name have one hit set.
  bool accepted = true;
  /// Of one that is not accepted: the words stand there in another sense (an undefined short
  /// symbol, capitals that are missing, what the document defines otherwise). No hit of the
  /// concept; told for those who ask why.
  bool rejected = false;
  float score = 1;
  std::vector<std::uint32_t> alternatives;  ///< other senses, into DocumentTags::concepts
  std::string_view source;  ///< which vocabulary or list the name came from; static storage
};

/// The concepts of one document, text by text.
struct DocumentTags {
  std::vector<DocumentConcept> concepts;
  std::vector<std::vector<Mention>> mentions;  ///< one list per text, by first_position
};

/// One text of a document (its title, a passage) with its tokens.
struct TaggerText {
  std::string_view text;
  const TokenList* tokens = nullptr;
};

struct Lexicon;

/// How to tag.
struct TaggerOptions {
  /// As annotated corpora have it: words for people (patients, women) are mentions of the species,
  /// taxa above it are none, nor are diseases without an id that PubTator writes. Off for search:
  /// nobody who asks for women wants men, and who asks for Fusarium wants the genus.
  bool annotated_species = false;
  /// Learnt names that go before the vocabulary's, and learnt stops. Shared, never changed.
  std::shared_ptr<const Lexicon> lexicon;
};

/// Longest match over the vocabulary's names with the document's own definitions first. Immutable;
/// safe from many threads. Keeps a reference to the vocabulary.
class OSTEON_API Tagger {
 public:
  explicit Tagger(const Vocabulary& vocabulary, const TaggerOptions& options = {});
  ~Tagger();
  Tagger(Tagger&&) noexcept;

  /// `texts` in reading order, title first; abbreviations defined in one hold in all.
  DocumentTags tag(std::span<const TaggerText> texts, std::span<const KnownEntity> known,
                   TagDetail detail = TagDetail::full) const;
  const Vocabulary& vocabulary() const;

 private:
  struct Impl;
  std::unique_ptr<const Impl> impl_;
};

}  // namespace osteon
