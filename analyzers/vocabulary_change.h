// What differs between two vocabularies, as far as it can be seen in how texts are tagged.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "analyzers/vocabulary.h"

namespace osteon {

/// Which names mean something else than before. A text that holds none of them, and lists no entity
/// that `concerns` says, is tagged as before.
class VocabularyChange {
 public:
  /// Time and memory go by the larger vocabulary: about 2 s a million names. Throws Error
  /// (corrupt).
  VocabularyChange(const Vocabulary& before, const Vocabulary& after);

  /// Why any text may be tagged otherwise (types or rules changed); empty if that is not so, and
  /// only then is the rest filled.
  const std::string& everything() const { return everything_; }

  /// A name as its words in order, each as word() of a term. Senses, conditions and concepts count:
  /// a concept with other ids or other ancestors changes all of its names.
  using Name = std::vector<std::uint64_t>;
  const std::vector<Name>& names() const { return names_; }
  static std::uint64_t word(std::string_view term);

  /// Whether an entity that a document lists may be bound otherwise: by an id, or by its name.
  bool concerns_id(std::string_view id) const;
  bool concerns_name(const Name& name) const;

 private:
  std::string everything_;
  std::vector<Name> names_;
  std::unordered_set<std::uint64_t> name_hashes_, ids_;
};

}  // namespace osteon
