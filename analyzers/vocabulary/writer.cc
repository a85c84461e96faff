// Bytes of a compiled vocabulary to disk.
#include "analyzers/vocabulary/writer.h"

#include <array>
#include <cstring>

#include "base/error.h"
#include "base/file_io.h"
#include "base/hash.h"

namespace osteon::osv {

std::uint32_t StringTable::add(std::string_view text) {
  text = text.substr(0, 0xffff);
  if (bytes_.size() + text.size() + 2 > 0xffffffffULL)
    throw Error(ErrorCode::usage, "the vocabulary's names exceed 4 GB");
  const auto address = static_cast<std::uint32_t>(bytes_.size());
  const auto length = static_cast<std::uint16_t>(text.size());
  bytes_.append(reinterpret_cast<const char*>(&length), sizeof length);
  bytes_.append(text);
  return address;
}

std::uint32_t StringTable::share(std::string_view text) {
  if (text.empty()) return 0;
  const auto [it, added] = shared_.try_emplace(std::string(text), 0);
  if (added) it->second = add(text);
  return it->second;
}

namespace {

struct Piece {
  SectionId id;
  std::uint32_t element_size;
  const void* data;
  std::size_t size;
};

template <typename T>
Piece piece(SectionId id, const std::vector<T>& elements) {
  return {id, sizeof(T), elements.data(), elements.size() * sizeof(T)};
}

}  // namespace

void write_vocabulary(const Sections& s, const std::string& path) {
  const std::string& strings = s.strings.bytes();
  const std::array<Piece, section_count> pieces = {{
      {SectionId::strings, 1, strings.data(), strings.size()},
      piece(SectionId::types, s.types),
      piece(SectionId::sources, s.sources),
      piece(SectionId::concepts, s.concepts),
      piece(SectionId::concept_ids, s.concept_ids),
      piece(SectionId::names, s.names),
      piece(SectionId::parents, s.parents),
      piece(SectionId::actions, s.actions),
      piece(SectionId::id_slots, s.id_slots),
      piece(SectionId::word_slots, s.word_slots),
      piece(SectionId::edges, s.edges),
      piece(SectionId::states, s.states),
      piece(SectionId::senses, s.senses),
      piece(SectionId::settings, s.settings),
      piece(SectionId::step_filter, s.step_filter),
      piece(SectionId::edge_regions, s.edge_regions),
  }};
  std::array<SectionEntry, section_count> table{};
  std::array<std::uint64_t, section_count> checksums{};
  std::uint64_t offset = sizeof(Header) + sizeof table;
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    offset = (offset + section_alignment - 1) / section_alignment * section_alignment;
    checksums[i] = hash64({static_cast<const char*>(pieces[i].data), pieces[i].size});
    table[i] = {static_cast<std::uint32_t>(pieces[i].id), pieces[i].element_size, offset,
                pieces[i].size, checksums[i]};
    offset += pieces[i].size;
  }
  Header header{};
  std::memcpy(header.magic, magic, sizeof magic);
  header.version = version;
  header.sections = section_count;
  header.file_size = offset;
  const std::string_view all(reinterpret_cast<const char*>(checksums.data()), sizeof checksums);
  header.fingerprint[0] = hash64(all, 1);
  header.fingerprint[1] = hash64(all, 2);
  std::string head(reinterpret_cast<const char*>(&header), sizeof header);
  head.append(reinterpret_cast<const char*>(table.data()), sizeof table);
  header.checksum = hash64(head);

  std::memcpy(head.data(), &header, sizeof header);

  std::string bytes;
  bytes.reserve(offset);
  bytes = head;
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    bytes.resize(table[i].offset);
    bytes.append(static_cast<const char*>(pieces[i].data), pieces[i].size);
  }
  write_file_atomically(path, bytes);
}

}  // namespace osteon::osv
