// How well Osteon's concepts agree with annotated text: the measures of `osteon eval --linking`.
#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "analyzers/linking/pubtator.h"
#include "base/api.h"

namespace osteon {

/// Micro-averaged counts. Ratios are 0 where nothing is counted.
struct LinkingCounts {
  std::uint64_t correct = 0, predicted = 0, annotated = 0;
  /// For hierarchical counts: annotated concepts with a relative among the predicted ones.
  std::uint64_t recalled = 0;

  /// Counts what two sets hold, and what both do as correct and recalled.
  template <typename Set>
  void add(const Set& gold, const Set& own) {
    annotated += gold.size();
    predicted += own.size();
    for (const auto& item : own)
      if (gold.contains(item)) {
        ++correct;
        ++recalled;
      }
  }

  double precision() const {
    return predicted == 0 ? 0 : static_cast<double>(correct) / static_cast<double>(predicted);
  }
  double recall() const {
    return annotated == 0 ? 0 : static_cast<double>(recalled) / static_cast<double>(annotated);
  }
  double f1() const {
    const double p = precision(), r = recall();
    return p + r == 0 ? 0 : 2 * p * r / (p + r);
  }
};

/// The measures of one type.
struct LinkingMeasures {
  LinkingCounts documents;     ///< unique (document, concept) pairs
  LinkingCounts hierarchical;  ///< the same, an ancestor or descendant counting as found
  LinkingCounts mentions;      ///< (document, span, concept)
  LinkingCounts spans;         ///< (document, span)
  /// Of the document pairs that are wrong. Missed: "missed: not in the vocabularies", "missed: no
  /// name", "missed: name not accepted", "missed: other sense". Too many: "extra: finer or
  /// broader", "extra: other concept there", "extra: other type there", "extra: nothing annotated".
  std::map<std::string, std::uint64_t> errors;
  /// Up to `examples` of them, "kind<TAB>document<TAB>id<TAB>text".
  std::vector<std::string> examples;
};

struct LinkingOptions {
  /// Types whose annotated ids are left out where the vocabulary does not hold them: "gene"
  /// measures the species that the vocabulary has genes of.
  std::vector<std::string> known_only = {"gene"};
  std::size_t examples = 0;  ///< per error kind and type
};

/// By type, for the types that `annotated` has annotations with ids of.
OSTEON_API std::map<std::string, LinkingMeasures> evaluate_linking(
    std::span<const PubtatorDocument> annotated, const Vocabulary& vocabulary, const Tagger& tagger,
    const Analyzer& analyzer, const LinkingOptions& options = {});

}  // namespace osteon
