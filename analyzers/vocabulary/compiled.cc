// Mapping and checking a compiled vocabulary.
#include "analyzers/vocabulary/compiled.h"

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <cstring>

#include "analyzers/concept_id.h"
#include "base/error.h"
#include "base/hash.h"

namespace osteon::osv {
namespace {
// Up to this size all of the file is checked when opened; larger ones by verify().
constexpr std::uint64_t verify_at_open = 8 << 20;

std::uint64_t next_instance() {
  static std::atomic<std::uint64_t> last = 0;
  return ++last;
}
}  // namespace

Compiled::Compiled(const std::string& path) : file_(path), instance_(next_instance()), strings_() {
  check_header();
}

void Compiled::corrupt(const std::string& reason) const {
  throw Error(ErrorCode::corrupt, path() + ": damaged vocabulary: " + reason);
}

void Compiled::check_header() {
  Header header;
  if (file_.size() < sizeof header)
    throw Error(ErrorCode::corrupt, path() + ": not a compiled vocabulary: too short");
  std::memcpy(&header, file_.bytes().data(), sizeof header);
  if (std::memcmp(header.magic, magic, sizeof magic) != 0)
    throw Error(ErrorCode::corrupt, path() + ": not a compiled vocabulary");
  if (header.version != version)
    throw Error(ErrorCode::incompatible_version,
                path() + ": vocabulary format " + std::to_string(header.version) +
                    ", this version reads " + std::to_string(version) +
                    (header.version < version ? ": build it again from its sources" : ""));
  if (header.file_size != file_.size()) corrupt("its size is not what its header says");
  if (header.sections != section_count) corrupt("wrong number of sections");
  const std::size_t head_size = sizeof header + section_count * sizeof(SectionEntry);
  if (head_size > file_.size()) corrupt("the section table is cut short");
  std::string head(file_.bytes().substr(0, head_size));
  std::memset(head.data() + offsetof(Header, checksum), 0, sizeof header.checksum);
  if (hash64(head) != header.checksum) corrupt("the header's checksum does not hold");

  section(SectionId::strings, strings_);
  section(SectionId::types, types);
  section(SectionId::sources, sources);
  section(SectionId::concepts, concepts, Form::with_sentinel);
  section(SectionId::concept_ids, concept_ids);
  section(SectionId::names, names);
  section(SectionId::parents, parents);
  section(SectionId::actions, actions);
  section(SectionId::id_slots, ids, Form::table_of_power_of_two);
  section(SectionId::word_slots, words, Form::table);
  section(SectionId::edges, edges, Form::table);
  section(SectionId::states, states, Form::with_sentinel);
  section(SectionId::senses, senses);
  section(SectionId::settings, settings);
  section(SectionId::step_filter, step_filter);
  section(SectionId::edge_regions, edge_regions, Form::with_sentinel);
  // Every step relies on these.
  if (!std::ranges::is_sorted(edge_regions) || edge_regions.back() != edges.size() ||
      step_filter.size() <= edges.size() / slots_per_filter_word)
    corrupt("its edges' regions");
  fingerprint = hex64(header.fingerprint[0]) + hex64(header.fingerprint[1]);
  if (file_.size() <= verify_at_open) verify();
}

template <typename T>
void Compiled::section(SectionId id, std::span<const T>& elements, Form form) {
  const SectionEntry entry = section_entry(static_cast<std::uint32_t>(id) - 1);
  if (entry.id != static_cast<std::uint32_t>(id) || entry.element_size != sizeof(T) ||
      entry.offset % section_alignment != 0 || entry.size % sizeof(T) != 0)
    corrupt("section " + std::to_string(static_cast<int>(id)) + " has another form");
  elements = file_.array<T>(entry.offset, entry.size / sizeof(T));
  if (form != Form::list && elements.empty()) corrupt("a section is empty");
  if (form == Form::table && elements.size() > 0xffffffff) corrupt("a hash table's size");
  if (form == Form::table_of_power_of_two && !std::has_single_bit(elements.size()))
    corrupt("a hash table's size");
}

SectionEntry Compiled::section_entry(std::uint32_t number) const {
  SectionEntry entry;
  std::memcpy(&entry, file_.bytes().data() + sizeof(Header) + number * sizeof entry, sizeof entry);
  return entry;
}

void Compiled::verify() const {
  std::uint64_t end = sizeof(Header) + section_count * sizeof(SectionEntry);
  for (std::uint32_t i = 0; i < section_count; ++i) {
    const SectionEntry entry = section_entry(i);
    // No checksum holds what fills up to a section's border, and no reader looks at it; a changed
    // byte is damage all the same.
    if (entry.offset < end ||
        file_.slice(end, entry.offset - end).find_first_not_of('\0') != std::string_view::npos)
      corrupt("something stands between sections");
    end = entry.offset + entry.size;
    if (hash64(file_.slice(entry.offset, entry.size)) != entry.checksum)
      corrupt("the checksum of section " + std::to_string(i + 1) + " does not hold");
  }
}

std::string_view Compiled::string(std::uint32_t address) const {
  std::uint16_t length = 0;
  if (address + std::uint64_t{2} > strings_.size()) corrupt("a text is out of bounds");
  std::memcpy(&length, strings_.data() + address, sizeof length);
  if (address + std::uint64_t{2} + length > strings_.size()) corrupt("a text is out of bounds");
  return {strings_.data() + address + 2, length};
}

std::string_view Compiled::setting(std::string_view key) const {
  for (std::size_t i = 0; i + 1 < settings.size(); i += 2)
    if (string(settings[i]) == key) return string(settings[i + 1]);
  return {};
}

const ConceptRecord* Compiled::record(ConceptIndex index) const {
  if (index + std::uint64_t{1} >= concepts.size()) corrupt("a concept is out of bounds");
  return &concepts[index];
}

ConceptIndex Compiled::find_folded_id(std::string_view folded) const {
  const auto hash = static_cast<std::uint32_t>(hash64(folded));
  for (std::uint64_t i = mix(hash), tries = 0; tries < ids.size(); ++i, ++tries) {
    const IdSlot& slot = ids[i & (ids.size() - 1)];
    if (slot.concept_index == no_concept) break;
    if (slot.hash == hash && string(slot.text) == folded) return slot.concept_index;
  }
  return no_concept;
}

}  // namespace osteon::osv

namespace osteon {

Vocabulary::Impl::Impl(const std::string& path) : file(path) {
  for (const osv::TypeRecord& type : file.types)
    types.push_back({std::string(file.string(type.name)), std::string(file.string(type.label))});
  for (const ConceptType& type : types)
    if (type.name != osv::phrase_type) shown_types.push_back(type);
}

const Analyzer& Vocabulary::Impl::analyzer() const {
  std::call_once(analyzer_once_, [this] { analyzer_.emplace(); });
  return *analyzer_;
}

}  // namespace osteon
