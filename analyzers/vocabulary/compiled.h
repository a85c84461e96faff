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

  /// The word's number, 0 if no name holds it; `root` is the state after it at a name's start.
  std::uint32_t find_word(std::uint64_t hash, std::uint32_t& root) const {
    for (std::uint64_t i = mix(hash), tries = 0; tries < words.size(); ++i, ++tries) {
      const WordSlot& slot = words[i & (words.size() - 1)];
      if (slot.hash == hash) {
        root = slot.root_state;
        return slot.word;
      }
      if (slot.word == 0) break;
    }
    root = 0;
    return 0;
  }
  /// What may stand beside the word of this number; all, where the file does not say.
  WordLinks links_of(std::uint32_t word) const {
    if (word >= word_links.size()) return {~std::uint64_t{0}, ~std::uint64_t{0}};
    return word_links[word];
  }
  void prefetch_links(std::uint32_t word) const {
    if (word < word_links.size()) __builtin_prefetch(word_links.data() + word);
  }
  /// Where the edges of (state, word) are kept, for those who look up many at once.
  static std::uint64_t edge_key(std::uint32_t state, std::uint32_t word) {
    return mix((std::uint64_t{state} << 32) | word);
  }
  /// False for most keys that no edge has.
  bool may_have_edge(std::uint64_t key) const {
    if (step_filter.empty()) return true;
    const StepBits bits(key);
    return (step_filter[bits.word & (step_filter.size() - 1)] & bits.mask) == bits.mask;
  }
  void prefetch_filter(std::uint64_t key) const {
    if (!step_filter.empty())
      __builtin_prefetch(step_filter.data() + (StepBits(key).word & (step_filter.size() - 1)));
  }
  void prefetch_edge(std::uint64_t key) const {
    __builtin_prefetch(edges.data() + (key & (edges.size() - 1)));
  }
  void prefetch_word(std::uint64_t hash) const {
    __builtin_prefetch(words.data() + (mix(hash) & (words.size() - 1)));
  }
  void prefetch_state(std::uint32_t state) const {
    if (state < states.size()) __builtin_prefetch(states.data() + state);
  }
  /// The state that `word` leads to, 0 if none.
  std::uint32_t step(std::uint32_t state, std::uint32_t word) const {
    std::uint64_t i = edge_key(state, word);
    if (!may_have_edge(i)) return 0;
    for (std::uint64_t tries = 0; tries < edges.size(); ++i, ++tries) {
      const EdgeSlot& slot = edges[i & (edges.size() - 1)];
      if (slot.state == state && slot.word == word) return slot.target;
      if (slot.word == 0) break;
    }
    return 0;
  }
  std::span<const Sense> senses_of(std::uint32_t state) const {
    if (state + std::uint64_t{1} >= states.size()) corrupt("a state is out of bounds");
    return range(senses, states[state], states[state + 1]);
  }
  /// Its concept's record and its name's.
  void prefetch_sense(const Sense& sense) const {
    if (sense.concept_index < concepts.size())
      __builtin_prefetch(concepts.data() + sense.concept_index);
    if (sense.name < names.size()) __builtin_prefetch(names.data() + sense.name);
  }
  /// The characters of its name, whose record should have arrived.
  void prefetch_name(const Sense& sense) const {
    if (sense.name < names.size() && names[sense.name].text < strings_.size())
      __builtin_prefetch(strings_.data() + names[sense.name].text);
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
  std::span<const std::uint64_t> step_filter;  ///< empty in older files
  std::span<const WordLinks> word_links;       ///< empty in older files
  std::string fingerprint;

 private:
  void check_header();
  SectionEntry section_entry(std::uint32_t number) const;
  std::uint32_t sections_ = section_count;
  template <typename T>
  void section(SectionId id, std::span<const T>& elements, bool hash_table, bool sentinel);

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
  std::vector<ConceptType> types;
  /// Made at the first look-up by name: opening must stay cheap.
  const Analyzer& analyzer() const;

 private:
  mutable std::once_flag analyzer_once_;
  mutable std::optional<Analyzer> analyzer_;
};

}  // namespace osteon
