// Memory of a trie, thread by thread.
#include "analyzers/tagger/trie_memory.h"

namespace osteon::osv {

TrieMemory& TrieMemory::of(const Compiled& file, const SpeciesWords& species) {
  constexpr std::size_t entries = 1 << 15;
  static thread_local TrieMemory memory;
  if (memory.instance_ != file.instance()) {
    memory.instance_ = file.instance();
    memory.fetched_ = 0;
    memory.entries_.assign(entries, {});
  }
  memory.file_ = &file;
  memory.species_ = &species;
  return memory;
}

void TrieMemory::begin() {
  first_places_.clear();
  words_.clear();
  joined_.clear();
  joined_places_.clear();
  missed_.clear();
}

void TrieMemory::add(std::span<const TermUnit> units) {
  const std::size_t first = words_.size();
  first_places_.push_back(first);
  words_.resize(first + units.size() + 1);
  for (std::size_t i = 0; i < units.size(); ++i) {
    const TermUnit& unit = units[i];
    Word& word = words_[first + i];
    if (unit.token != nullptr && !recall(unit.word, word))
      missed_.push_back({unit.word, static_cast<std::uint32_t>(first + i), false});
    if (unit.joined == 0) continue;
    word.joins = true;
    joined_places_.push_back(first + i);
    if (!recall(unit.joined, joined_.emplace_back()))
      missed_.push_back({unit.joined, static_cast<std::uint32_t>(joined_.size() - 1), true});
  }
}

void TrieMemory::finish() {
  fetch_missed();
  find_second_steps();
}

bool TrieMemory::recall(std::uint64_t hash, Word& word) {
  const Entry& entry = entry_of(hash);
  if (entry.hash == hash) {
    word = entry.word;
    return true;
  }
  file_->prefetch_word(hash);
  return false;
}

// Who has met so many words will touch most pages of the file: the first touch of each costs more
// than all later ones together.
void TrieMemory::count_fetched(std::size_t words) {
  constexpr std::size_t many = 1 << 13;
  if (fetched_ < many && fetched_ + words >= many) file_->map_all();
  fetched_ += words;
}

void TrieMemory::fetch_missed() {
  std::size_t fetched = 0;
  for (const Miss& miss : missed_) {
    Entry& entry = entry_of(miss.hash);
    // A document repeats its words: the first of them has brought it.
    if (entry.hash != miss.hash) {
      entry = {miss.hash, fetch(miss.hash)};
      ++fetched;
    }
    Word& place = (miss.joined ? joined_ : words_)[miss.at];
    const bool joins = place.joins;
    place = entry.word;
    place.joins = joins;
  }
  count_fetched(fetched);
}

TrieMemory::Word TrieMemory::fetch(std::uint64_t hash) const {
  const WordSlot& slot = file_->find_word(hash);
  if (slot.word > Word::max_number) file_->corrupt("a word's number");
  Word word;
  word.links = slot.links;
  word.root = slot.root;
  word.number = slot.word & Word::max_number;
  word.species = species_->may_be_species(hash);
  return word;
}

// Most pairs of words begin no name. Their links say so of nearly all, the filter of most others.
// No branch waits for either.
void TrieMemory::find_second_steps() {
  second_.assign(words_.size(), {});
  possible_.resize(words_.size());
  std::size_t count = 0;
  for (std::size_t i = 0; i + 1 < words_.size(); ++i) {
    possible_[count] = static_cast<std::uint32_t>(i);
    count += static_cast<std::size_t>(may_begin_name(words_[i], words_[i + 1]));
  }
  const auto edge = [&](std::uint32_t i) {
    return file_->edge_place(words_[i].root.state, words_[i + 1].number);
  };
  const std::size_t linked = count;
  count = 0;
  for (std::size_t p = 0; p < linked; ++p) {
    const std::uint32_t i = possible_[p];
    possible_[count] = i;
    count += static_cast<std::size_t>(file_->may_have_edge(edge(i)));
  }
  const std::span<const std::uint32_t> possible = std::span(possible_).first(count);
  for (std::uint32_t i : possible) file_->prefetch_edge(edge(i));
  for (std::uint32_t i : possible) {
    second_[i] = file_->step(words_[i].root.state, words_[i + 1].number);
    if (second_[i] && i + 2 < words_.size())
      file_->prefetch_filter(file_->edge_place(second_[i].state, words_[i + 2].number));
  }
}

}  // namespace osteon::osv
