// A compiled vocabulary as it lies in memory: every access checks its bounds.
#pragma once

#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "analyzers/analyzer.h"
#include "analyzers/vocabulary.h"
#include "analyzers/vocabulary/flat_map.h"
#include "analyzers/vocabulary/format.h"
#include "base/mapped_file.h"

namespace osteon::osv {

/// A read-only view of a mapped file. Safe from many threads.
class Compiled {
 public:
  explicit Compiled(const std::string& path);
  Compiled(const Compiled&) = delete;
  Compiled& operator=(const Compiled&) = delete;

  const std::string& path() const { return file_.path(); }
  /// Differs between any two opened in one process; never 0.
  std::uint64_t instance() const { return instance_; }
  std::string_view string(std::uint32_t address) const;
  std::string_view setting(std::string_view key) const;

  std::uint32_t concept_count() const { return static_cast<std::uint32_t>(concepts.size() - 1); }
  /// The record and the one after it, whose *_begin fields end the record's ranges.
  const ConceptRecord* record(ConceptIndex index) const;
  template <typename T>
  std::span<const T> range(std::span<const T> all, std::uint32_t begin, std::uint32_t end) const {
    if (begin > end || end > all.size()) corrupt("a range leaves its section");
    return all.subspan(begin, end - begin);
  }

  /// All that is known of a word; its number is 0 if no name holds it.
  const WordSlot& find_word(std::uint64_t hash) const {
    static constexpr WordSlot none{};
    std::size_t at = first_slot(mix(hash), words.size());
    for (std::size_t tries = 0; tries < words.size(); ++tries) {
      const WordSlot& slot = words[at];
      if (slot.word == 0) break;
      if (slot.hash == hash) return slot;
      if (++at == words.size()) at = 0;
    }
    return none;
  }
  /// Where the edge of a state and a word is looked for, for those who look up many at once.
  struct EdgePlace {
    std::size_t slot;
    std::uint64_t bits;  ///< of the filter
  };
  EdgePlace edge_place(std::uint32_t state, std::uint32_t word) const {
    const std::size_t region = state / region_states;
    if (region + 1 >= edge_regions.size()) corrupt("a state is out of bounds");
    const std::uint64_t hash = mix((std::uint64_t{state} << 32) | word);
    const std::uint32_t first = edge_regions[region];
    return {first + first_slot(hash, edge_regions[region + 1] - first), filter_bits(hash)};
  }
  /// False for most places where no edge is.
  bool may_have_edge(const EdgePlace& place) const {
    return (step_filter[place.slot / slots_per_filter_word] & place.bits) == place.bits;
  }
  void prefetch_filter(const EdgePlace& place) const {
    __builtin_prefetch(step_filter.data() + place.slot / slots_per_filter_word);
  }
  void prefetch_edge(const EdgePlace& place) const {
    __builtin_prefetch(edges.data() + place.slot);
  }
  void prefetch_word(std::uint64_t hash) const {
    __builtin_prefetch(words.data() + first_slot(mix(hash), words.size()));
  }
  void prefetch_state(std::uint32_t state) const {
    if (state < states.size()) __builtin_prefetch(states.data() + state);
  }
  /// Where `word` leads from `state`.
  TrieStep step(std::uint32_t state, std::uint32_t word) const {
    const EdgePlace place = edge_place(state, word);
    if (!may_have_edge(place)) return {};
    const std::size_t begin = edge_regions[state / region_states],
                      end = edge_regions[state / region_states + 1];
    std::size_t at = place.slot;
    for (std::size_t tries = begin; tries < end; ++tries) {
      const EdgeSlot& slot = edges[at];
      if (slot.word == 0) break;
      if (slot.state == state && slot.word == word) return slot.target;
      if (++at == end) at = begin;
    }
    return {};
  }
  std::span<const Sense> senses_of(std::uint32_t state) const {
    if (state + std::uint64_t{1} >= states.size()) corrupt("a state is out of bounds");
    return range(senses, states[state], states[state + 1]);
  }
  void prefetch_concept(ConceptIndex index) const {
    if (index < concepts.size()) __builtin_prefetch(concepts.data() + index);
  }
  /// The characters of its id and its name, whose addresses should have arrived.
  void prefetch_concept_texts(ConceptIndex index) const {
    if (index >= concepts.size()) return;
    for (const std::uint32_t text : {concepts[index].id, concepts[index].name})
      if (text < strings_.size()) __builtin_prefetch(strings_.data() + text);
  }
  /// For who will look up very much: see MappedFile::map_all.
  void map_all() const { file_.map_all(); }
  ConceptIndex find_folded_id(std::string_view folded) const;
  [[noreturn]] void corrupt(const std::string& reason) const;
  /// Every section against its checksum; throws Error (corrupt).
  void verify() const;

  std::span<const TypeRecord> types;
  std::span<const std::uint32_t> sources;
  std::span<const ConceptRecord> concepts;  ///< with sentinel
  std::span<const std::uint32_t> concept_ids;
  std::span<const NameRecord> names;
  std::span<const std::uint32_t> parents;
  std::span<const std::uint32_t> actions;
  std::span<const IdSlot> ids;
  std::span<const WordSlot> words;
  std::span<const EdgeSlot> edges;
  std::span<const std::uint32_t> states;  ///< with sentinel
  std::span<const Sense> senses;
  std::span<const std::uint32_t> settings;
  std::span<const std::uint64_t> step_filter;
  std::span<const std::uint32_t> edge_regions;  ///< with sentinel
  std::string fingerprint;

 private:
  void check_header();
  SectionEntry section_entry(std::uint32_t number) const;
  enum class Form { list, with_sentinel, table, table_of_power_of_two };
  template <typename T>
  void section(SectionId id, std::span<const T>& elements, Form form = Form::list);

  MappedFile file_;
  std::uint64_t instance_;
  std::span<const char> strings_;
};

}  // namespace osteon::osv

namespace osteon {

/// What a Vocabulary keeps beside the mapped file.
struct Vocabulary::Impl {
  explicit Impl(const std::string& path);
  osv::Compiled file;
  std::vector<ConceptType> types;        ///< by ConceptRecord::type
  std::vector<ConceptType> shown_types;  ///< without that of phrases, which are never mentions
  /// Made at the first look-up by name: opening must stay cheap.
  const Analyzer& analyzer() const;

 private:
  mutable std::once_flag analyzer_once_;
  mutable std::optional<Analyzer> analyzer_;
};

}  // namespace osteon
