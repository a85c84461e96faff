// What a thread remembers of names that it weighed: texts repeat them, and each weighing reads a
// vocabulary's senses, concepts and names all over a large file.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "analyzers/tagger/senses.h"
#include "analyzers/vocabulary/compiled.h"

namespace osteon::osv {

/// Direct-mapped answers of SenseWeigher::weigh, the same as its own. For one thread.
class SenseMemory {
 public:
  /// The calling thread's memory for weighers of `file`; what it knew of others is forgotten.
  static SenseMemory& of(const Compiled& file, bool annotated_species);

  /// True if `options`, which are empty, were filled with what was kept for such a place.
  bool recall(const Place& place, Options& options) const;
  /// Long names are not kept.
  void keep(const Place& place, const Options& options);

 private:
  static constexpr std::size_t max_surface = 39, entries = 1 << 14, max_options = 1 << 16;
  struct Entry {
    std::uint32_t state = 0;  ///< 0: empty; no name ends there
    std::uint32_t exact = 0, plural = 0;
    std::uint32_t first_option = 0;
    std::uint16_t option_count = 0;
    std::uint8_t conditions = 0;
    std::uint8_t surface_size = 0;
    char surface[max_surface + 1] = {};

    bool matches(const Place& place) const;
  };
  static std::size_t slot_of(const Place& place);
  static std::uint8_t conditions_of(const Place& place);
  void forget();

  std::uint64_t instance_ = 0;
  bool annotated_species_ = false;
  std::vector<Entry> entries_;
  std::vector<Option> options_;  ///< of all entries; those of replaced ones stay until all is full
};

}  // namespace osteon::osv
