// Whether annotators write a strain's own id or its species'.
#pragma once

#include <cstdint>

#include "analyzers/linking/lexicon.h"
#include "analyzers/linking/pubtator.h"
#include "analyzers/vocabulary.h"

namespace osteon::osv {

/// Learns from the strains that annotated text names in full and the vocabulary has. Keeps a
/// reference to the vocabulary.
class StrainIds {
 public:
  explicit StrainIds(const Vocabulary& vocabulary) : vocabulary_(vocabulary) {}
  void read(const PubtatorDocument& document);
  /// A line `every_strain` where most have ids of their own.
  void add_to(Lexicon& lexicon) const;

 private:
  const Vocabulary& vocabulary_;
  std::uint32_t strains_ = 0, own_ = 0;  ///< by document: all, annotated as themselves
};

}  // namespace osteon::osv
