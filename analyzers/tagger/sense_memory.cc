// Keeping weighed names, thread by thread.
#include "analyzers/tagger/sense_memory.h"

#include <cstring>

namespace osteon::osv {

SenseMemory& SenseMemory::of(const Compiled& file, bool annotated_species) {
  static thread_local SenseMemory memory;
  if (memory.instance_ != file.instance() || memory.annotated_species_ != annotated_species) {
    memory.forget();
    memory.instance_ = file.instance();
    memory.annotated_species_ = annotated_species;
  }
  return memory;
}

void SenseMemory::forget() {
  entries_.assign(entries, {});
  options_.clear();
  options_.reserve(max_options);
}

std::uint8_t SenseMemory::conditions_of(const Place& place) {
  return static_cast<std::uint8_t>(static_cast<unsigned>(place.gap) | place.stop_word << 2 |
                                   place.after_stop << 3 | place.in_larger << 4 |
                                   place.names_other << 5);
}

std::size_t SenseMemory::slot_of(const Place& place) {
  // Spellings of one name differ mostly in the case of its first and last letters.
  const auto letter = [](char c) {
    return static_cast<std::uint64_t>(static_cast<unsigned char>(c));
  };
  return mix(std::uint64_t{place.state} << 32 ^ place.exact ^ letter(place.surface.front()) << 24 ^
             letter(place.surface.back()) << 56) &
         (entries - 1);
}

bool SenseMemory::Entry::matches(const Place& place) const {
  return state == place.state && exact == place.exact && plural == place.plural &&
         conditions == conditions_of(place) && surface_size == place.surface.size() &&
         std::memcmp(surface, place.surface.data(), surface_size) == 0;
}

bool SenseMemory::recall(const Place& place, Options& options) const {
  const Entry& entry = entries_[slot_of(place)];
  if (!entry.matches(place)) return false;
  const auto first = options_.begin() + entry.first_option;
  options.assign(first, first + entry.option_count);
  return true;
}

void SenseMemory::keep(const Place& place, const Options& options) {
  if (place.surface.size() > max_surface || options.size() > max_options) return;
  if (options_.size() + options.size() > max_options) forget();
  Entry& entry = entries_[slot_of(place)];
  entry.state = place.state;
  entry.exact = place.exact;
  entry.plural = place.plural;
  entry.first_option = static_cast<std::uint32_t>(options_.size());
  entry.option_count = static_cast<std::uint16_t>(options.size());
  entry.conditions = conditions_of(place);
  entry.surface_size = static_cast<std::uint8_t>(place.surface.size());
  std::memcpy(entry.surface, place.surface.data(), place.surface.size());
  options_.insert(options_.end(), options.begin(), options.end());
}

}  // namespace osteon::osv
