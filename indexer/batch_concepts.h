// The concepts that a batch of papers mentions: numbered as they turn up, with all that a segment
// keeps of them and the terms that they are posted under.
#pragma once

#include <cstdint>
#include <deque>
#include <memory_resource>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "analyzers/tagger.h"
#include "analyzers/vocabulary.h"
#include "indexer/concept_memory.h"
#include "indexer/term_table.h"

namespace osteon {

inline constexpr std::uint32_t no_term = 0xffffffff;

/// Views are of the thread's memory of concepts or of the table that the concept is in.
struct BatchConcept {
  std::string_view id, type, name;
  std::vector<std::string_view> ids;         ///< canonical first
  std::span<const std::uint32_t> ancestors;  ///< their subtree terms
  std::uint32_t mention_term = no_term;      ///< XC, of those with an accepted mention
  std::uint32_t subtree_term = no_term;      ///< XA, likewise
  std::uint32_t name_term = no_term;         ///< XN, of those that were only named somewhere
  std::uint64_t mentions = 0;                ///< accepted ones, counted by the caller
  bool described = false;                    ///< with what the vocabulary has
};

/// Of one thread, which has no other at the same time. Ids that differ in case alone are one
/// concept.
class BatchConcepts {
 public:
  /// Terms are numbered in `filters`. Without a vocabulary nothing can be added.
  BatchConcepts(const Vocabulary* vocabulary, TermTable& filters);

  /// Says which concepts will be added, so that the waits for a large vocabulary overlap.
  void expect(std::span<const DocumentConcept> concepts);
  /// The number of a document's concept. What is above it, and its other ids, are noted with the
  /// first document that accepts it; documents can teach more ids.
  std::uint32_t add(const DocumentConcept& from);
  /// The term of passages that name the concept without meaning it.
  std::uint32_t name_term(std::uint32_t number);

  BatchConcept& operator[](std::uint32_t number) { return concepts_[number]; }
  std::vector<BatchConcept>& all() { return concepts_; }

 private:
  /// What the batch makes of a concept that the memory knows.
  struct Use {
    std::uint32_t number = no_term;
    std::uint32_t subtree_term = no_term;
  };
  Use& use_of(std::uint32_t known);
  std::uint32_t number_of(const DocumentConcept& from);
  std::uint32_t subtree_term(std::uint32_t known);
  void describe(ConceptIndex index, BatchConcept& entry);
  std::string_view kept(std::string_view text) { return texts_.emplace_back(text); }

  ConceptMemory* memory_;  ///< the thread's; null without a vocabulary
  TermTable& filters_;
  std::vector<Use> uses_;  ///< by number of the memory
  std::vector<BatchConcept> concepts_;
  TermTable folded_ids_;  ///< numbered as the concepts
  std::string folded_;
  std::deque<std::string> texts_;              ///< of what only documents know
  std::pmr::monotonic_buffer_resource terms_;  ///< of ancestors
};

}  // namespace osteon
