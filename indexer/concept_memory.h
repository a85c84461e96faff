// What a thread remembers of a vocabulary's concepts from batch to batch. What an index says of a
// concept stands all over a large file; papers mention the same ones again and again.
#pragma once

#include <cstdint>
#include <deque>
#include <memory_resource>
#include <span>
#include <string_view>
#include <vector>

#include "analyzers/vocabulary.h"
#include "analyzers/vocabulary/flat_map.h"

namespace osteon {

/// Not thread-safe. Numbers and views hold until `trim` finds too much, or another vocabulary is
/// asked for.
class ConceptMemory {
 public:
  /// The calling thread's memory of `vocabulary`; what it knew of another is forgotten.
  static ConceptMemory& of(const Vocabulary& vocabulary);

  struct Known {
    std::string_view id, folded_id, type, name;
    std::span<const std::string_view> ids;     ///< canonical first; empty until asked for
    std::span<const std::uint32_t> ancestors;  ///< numbers of this memory, likewise
  };
  /// The concept's number here, from 0 on.
  std::uint32_t number(ConceptIndex index);
  const Known& operator[](std::uint32_t number) const { return known_[number]; }
  /// With its ids and what is above it.
  const Known& described(std::uint32_t number);
  std::size_t size() const { return known_.size(); }

  /// Says which concepts will be asked for, so that the waits for a large vocabulary overlap.
  template <typename Indices>
  void expect(const Indices& concepts) {
    expected_.clear();
    for (const auto& from : concepts)
      if (from.index != no_concept && numbers_.find(key(from.index), no_number) == no_number)
        expected_.push_back(from.index);
    prefetch_expected();
  }
  /// Forgets everything when there is much of it: between batches.
  void trim();

 private:
  static constexpr std::uint32_t no_number = 0xffffffff;
  static std::uint64_t key(ConceptIndex index) { return index + std::uint64_t{1}; }
  void forget();
  void prefetch_expected() const;
  std::string_view kept(std::string_view text);
  template <typename T>
  std::span<const T> kept_list(const std::vector<T>& list);

  const Vocabulary* vocabulary_ = nullptr;
  std::uint64_t instance_ = 0;
  osv::FlatMap numbers_;  ///< by key
  std::vector<ConceptIndex> indices_;
  std::deque<Known> known_;
  std::vector<ConceptIndex> expected_;
  /// Of texts and lists: small and long-lived, they would else be strewn among what batches free.
  std::pmr::monotonic_buffer_resource kept_;
};

}  // namespace osteon
