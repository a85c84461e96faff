// The trie over term sequences: analysed in parallel, inserted in order, so that the same sources
// give the same bytes.
#include "analyzers/vocabulary/compile_names.h"

#include <algorithm>
#include <bit>
#include <exception>
#include <thread>

#include "analyzers/analyzer.h"
#include "analyzers/vocabulary/flat_map.h"
#include "analyzers/vocabulary/name_rules.h"
#include "analyzers/vocabulary/terms.h"
#include "base/error.h"

namespace osteon::osv {
namespace {

// Longer names (systematic chemical names) are kept for display only: no text repeats them.
constexpr std::size_t max_terms = 16;
constexpr std::size_t max_name_bytes = 160;
constexpr std::size_t block_size = 1 << 16;
constexpr unsigned workers = 2;

// One form of one name, analysed; words in Block::words.
struct AnalysedName {
  std::uint32_t entry;
  std::uint32_t words_begin, words_end;
  std::uint32_t exact, plural;
  std::uint16_t flags;
};

struct Block {
  std::vector<AnalysedName> names;
  std::vector<std::uint64_t> words;
  std::vector<std::uint32_t> too_long;  ///< entries
};

void analyse(const RawVocabulary& raw, std::span<const NameEntry> entries, std::size_t begin,
             std::size_t end, const Analyzer& analyzer, const NameRules& rules, Block& block) {
  TokenList tokens;
  std::vector<NameForm> forms;
  block.names.clear();
  block.words.clear();
  block.too_long.clear();
  const auto leave_out = [&](std::size_t entry) {
    if (block.too_long.empty() || block.too_long.back() != entry)
      block.too_long.push_back(static_cast<std::uint32_t>(entry));
  };
  for (std::size_t i = begin; i < end; ++i) {
    const NameEntry& entry = entries[i];
    if (!raw.types[entry.type].tagged) continue;
    if (entry.text.size() > max_name_bytes) {
      leave_out(i);
      continue;
    }
    rules.forms(raw.types[entry.type].name, entry.kind, entry.scientific, entry.well_known,
                entry.text, forms);
    for (const NameForm& form : forms) {
      analyzer.analyze(form.text, tokens);
      if (tokens.position_count() > max_terms) {
        leave_out(i);
        continue;
      }
      for (const TermPath& path : term_paths(tokens)) {
        const auto words_begin = static_cast<std::uint32_t>(block.words.size());
        block.words.insert(block.words.end(), path.words.begin(), path.words.end());
        block.names.push_back({static_cast<std::uint32_t>(i), words_begin,
                               static_cast<std::uint32_t>(block.words.size()), path.exact,
                               form.number_as_listed ? path.exact : path.plural, form.flags});
      }
    }
  }
}

class Trie {
 public:
  std::uint32_t insert(std::span<const std::uint64_t> words) {
    std::uint32_t state = 0;
    for (std::uint64_t hash : words) {
      const std::uint32_t word = words_.insert(hash, static_cast<std::uint32_t>(words_.size() + 1));
      if (word >= roots_.size()) roots_.resize(word + 1, 0);
      if (state == 0) {
        if (roots_[word] == 0) roots_[word] = ++last_state_;
        state = roots_[word];
      } else {
        const std::uint32_t target =
            edges_.insert((std::uint64_t{state} << 32) | word, last_state_ + 1);
        if (target == last_state_ + 1) ++last_state_;
        state = target;
      }
    }
    return state;
  }
  std::uint32_t last_state() const { return last_state_; }

  /// `ends_name` by state.
  void lay_out(const std::vector<bool>& ends_name, Sections& sections) const {
    const auto step_to = [&](std::uint32_t state) { return TrieStep{state, ends_name[state]}; };
    std::vector<std::uint32_t> first_words(last_state_ + std::size_t{1}, 0);  // by root
    for (std::uint32_t word = 1; word < roots_.size(); ++word) first_words[roots_[word]] = word;
    first_words[0] = 0;
    std::vector<WordLinks> links(words_.size() + 1);
    auto& edges = sections.edges;
    auto& regions = sections.edge_regions;
    lay_out_regions(regions);
    edges.assign(regions.back(), {});
    // Twelve bits an edge: one of thirty steps that lead nowhere passes.
    auto& filter = sections.step_filter;
    filter.assign(edges.size() / slots_per_filter_word + 1, 0);
    edges_.for_each([&](std::uint64_t key, std::uint32_t target) {
      const auto state = static_cast<std::uint32_t>(key >> 32),
                 word = static_cast<std::uint32_t>(key);
      if (const std::uint32_t first = first_words[state]; first != 0) {
        links[first].after |= WordLinks::bit(word);
        links[word].before |= WordLinks::bit(first);
      }
      const std::uint64_t hash = mix(key);
      const std::uint32_t begin = regions[state / region_states],
                          size = regions[state / region_states + 1] - begin;
      const std::size_t home = begin + first_slot(hash, size);
      filter[home / slots_per_filter_word] |= filter_bits(hash);
      free_slot(std::span(edges).subspan(begin, size), hash) = {state, word, step_to(target)};
    });
    // A word that is not there is found out after 2.5 slots in the mean; edges have the filter.
    auto& slots = sections.word_slots;
    slots.assign(2 * words_.size() + 1, {});
    words_.for_each([&](std::uint64_t hash, std::uint32_t word) {
      free_slot(std::span(slots), mix(hash)) = {hash, word, step_to(roots_[word]), links[word]};
    });
  }

 private:
  // At a load of two thirds.
  void lay_out_regions(std::vector<std::uint32_t>& regions) const {
    std::vector<std::uint64_t> sizes(last_state_ / region_states + std::size_t{1}, 0);
    edges_.for_each(
        [&](std::uint64_t key, std::uint32_t) { ++sizes[(key >> 32) / region_states]; });
    std::uint64_t end = 0;
    regions.assign(1, 0);
    for (const std::uint64_t size : sizes) {
      end += size + size / 2 + 1;
      if (end >= no_concept) throw Error(ErrorCode::usage, "the vocabulary is too large");
      regions.push_back(static_cast<std::uint32_t>(end));
    }
  }

  template <typename Slot>
  static Slot& free_slot(std::span<Slot> slots, std::uint64_t mixed) {
    std::size_t at = first_slot(mixed, slots.size());
    while (slots[at].word != 0) at = at + 1 < slots.size() ? at + 1 : 0;
    return slots[at];
  }

  FlatMap words_, edges_;
  std::vector<std::uint32_t> roots_;
  std::uint32_t last_state_ = 0;
};

struct StateSense {
  explicit StateSense(std::uint32_t of) : state(of) {}
  std::uint32_t state;
  Sense sense{};  ///< without what it repeats of its concept
};

// Senses of each state, one for each concept, the better name winning.
void lay_out_senses(std::vector<StateSense>& all, std::uint32_t last_state, Sections& sections) {
  std::ranges::stable_sort(all, [](const StateSense& a, const StateSense& b) {
    if (a.state != b.state) return a.state < b.state;
    if (a.sense.rank != b.sense.rank) return a.sense.rank < b.sense.rank;
    return a.sense.concept_index < b.sense.concept_index;
  });
  sections.states.reserve(last_state + std::size_t{2});
  std::size_t next = 0;
  for (std::uint32_t state = 0; state <= last_state; ++state) {
    const std::size_t begin = sections.senses.size();
    sections.states.push_back(static_cast<std::uint32_t>(begin));
    for (; next < all.size() && all[next].state == state; ++next) {
      Sense sense = all[next].sense;
      const ConceptRecord& meant = sections.concepts[sense.concept_index];
      sense.taxon = meant.taxon;
      sense.type = meant.type;
      sense.concept_flags = meant.flags;
      const auto rival =
          std::find_if(sections.senses.begin() + static_cast<std::ptrdiff_t>(begin),
                       sections.senses.end(), [&](const Sense& s) {
                         return s.concept_index == sense.concept_index && s.exact == sense.exact;
                       });
      if (rival == sections.senses.end()) sections.senses.push_back(sense);
    }
  }
  sections.states.push_back(static_cast<std::uint32_t>(sections.senses.size()));
}

}  // namespace

void compile_names(RawVocabulary& raw, std::span<const NameEntry> entries, Sections& sections,
                   const BuildProgress& progress) {
  const Analyzer analyzer;
  const NameRules rules;
  Trie trie;
  std::vector<StateSense> senses;
  std::vector<Block> blocks(workers);
  for (std::size_t begin = 0; begin < entries.size(); begin += workers * block_size) {
    if (progress)
      progress("analysing names", static_cast<double>(begin) / static_cast<double>(entries.size()));
    std::vector<std::exception_ptr> failures(workers);
    {
      std::vector<std::jthread> threads;
      for (unsigned w = 0; w < workers; ++w)
        threads.emplace_back([&, w] {
          try {
            const std::size_t from = std::min(begin + w * block_size, entries.size());
            analyse(raw, entries, from, std::min(from + block_size, entries.size()), analyzer,
                    rules, blocks[w]);
          } catch (...) {
            failures[w] = std::current_exception();
          }
        });
    }
    for (const std::exception_ptr& failure : failures)
      if (failure) std::rethrow_exception(failure);
    for (const Block& block : blocks) {
      for (const std::uint32_t entry : block.too_long)
        raw.leave_out("name", "too long to be looked for in text; kept to be shown",
                      entries[entry].text);
      for (const AnalysedName& name : block.names) {
        const NameEntry& entry = entries[name.entry];
        const std::uint32_t state = trie.insert(
            std::span(block.words).subspan(name.words_begin, name.words_end - name.words_begin));
        constexpr int kinds = static_cast<int>(NameKind::related);
        const int rank = entry.preference * 2 * kinds + (name.flags & sense_variant ? kinds : 0) +
                         static_cast<int>(entry.kind);
        Sense& sense = senses.emplace_back(state).sense;
        sense.concept_index = entry.concept_index;
        sense.name = entry.name;
        sense.exact = name.exact;
        sense.plural = name.plural;
        sense.flags = name.flags;
        sense.source = entry.source;
        sense.rank = static_cast<std::uint8_t>(rank);
      }
    }
  }
  std::vector<bool> ends_name(trie.last_state() + std::size_t{1}, false);
  for (const StateSense& sense : senses) ends_name[sense.state] = true;
  trie.lay_out(ends_name, sections);
  lay_out_senses(senses, trie.last_state(), sections);
}

}  // namespace osteon::osv
