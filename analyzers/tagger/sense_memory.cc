// Keeping weighed names, thread by thread.
#include "analyzers/tagger/sense_memory.h"

#include "base/hash.h"

namespace osteon::osv {

SenseMemory& SenseMemory::of(const Compiled& file, const SenseWeigher& weigher) {
  static thread_local SenseMemory memory;
  if (memory.instance_ != file.instance() ||
      memory.annotated_species_ != weigher.annotated_species()) {
    memory.forget();
    memory.instance_ = file.instance();
    memory.annotated_species_ = weigher.annotated_species();
  }
  memory.file_ = &file;
  memory.weigher_ = &weigher;
  return memory;
}

void SenseMemory::forget() {
  entries_.assign(entries, {});
  options_.clear();
}

// 64 bits stand for the place, as they do for words.
std::uint64_t SenseMemory::key_of(const Place& place) {
  const std::uint64_t conditions = static_cast<unsigned>(place.gap) | place.stop_word << 2 |
                                   place.after_stop << 3 | place.in_larger << 4 |
                                   place.names_other << 5;
  const std::uint64_t spelling = std::uint64_t{place.exact} << 32 | place.plural;
  return hash64(place.surface, mix(mix(spelling) + place.state) + conditions) | 1;
}

// What is not remembered is asked for all at once, so that the waits overlap.
void SenseMemory::find_missed(std::span<const Place> places) {
  if (options_.size() > max_options) forget();
  keys_.clear();
  missed_.clear();
  for (const Place& place : places) {
    const std::uint64_t key = keys_.emplace_back(key_of(place));
    if (entry_of(key).key == key) continue;
    missed_.push_back(static_cast<std::uint32_t>(keys_.size() - 1));
    file_->prefetch_state(place.state);
  }
  for (const std::uint32_t i : missed_)
    __builtin_prefetch(file_->senses_of(places[i].state).data());
}

SenseMemory::Meanings SenseMemory::recall(const Place& place, std::uint64_t key) {
  Entry& entry = entry_of(key);
  if (entry.key != key) keep(place, key, entry);
  return {std::span(options_).subspan(entry.first_option, entry.option_count),
          static_cast<std::uint8_t>(entry.kinds)};
}

void SenseMemory::keep(const Place& place, std::uint64_t key, Entry& entry) {
  weighed_.clear();
  weigher_->weigh(place, weighed_);
  entry.key = key;
  entry.first_option = static_cast<std::uint32_t>(options_.size());
  entry.option_count = static_cast<std::uint32_t>(weighed_.size()) & 0xffffff;
  entry.kinds = weigher_->kinds_of(weighed_);
  options_.insert(options_.end(), weighed_.begin(), weighed_.end());
}

}  // namespace osteon::osv
