// Writes a compiled vocabulary: sections, checksums, rename into place.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "analyzers/vocabulary/format.h"

namespace osteon::osv {

/// The string section under construction. Equal strings are kept once where asked.
class StringTable {
 public:
  StringTable() { add({}); }
  /// The address of a copy; texts over 65,535 bytes are cut.
  std::uint32_t add(std::string_view text);
  /// The same, shared with earlier equal texts.
  std::uint32_t share(std::string_view text);
  const std::string& bytes() const { return bytes_; }

 private:
  std::string bytes_;
  std::unordered_map<std::string, std::uint32_t> shared_;
};

/// All sections of a vocabulary as they will stand in the file.
struct Sections {
  StringTable strings;
  std::vector<TypeRecord> types;
  std::vector<std::uint32_t> sources;
  std::vector<ConceptRecord> concepts;
  std::vector<std::uint32_t> concept_ids;
  std::vector<NameRecord> names;
  std::vector<std::uint32_t> parents;
  std::vector<std::uint32_t> actions;
  std::vector<IdSlot> id_slots;
  std::uint64_t id_slots_used = 0;  ///< not written
  std::vector<WordSlot> word_slots;
  std::vector<EdgeSlot> edges;
  std::vector<std::uint32_t> states;
  std::vector<Sense> senses;
  std::vector<std::uint32_t> settings;
  std::vector<std::uint64_t> step_filter;
  std::vector<std::uint32_t> edge_regions;
};

/// Writes beside `path` and renames. Throws Error (io).
void write_vocabulary(const Sections& sections, const std::string& path);

}  // namespace osteon::osv
