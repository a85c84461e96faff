// The compiled vocabulary's bytes on disk (.osv); docs/vocabulary.md describes the same in prose.
//
// Little-endian; sections begin on the borders of cache lines. Everything is read in place from the
// mapped file; readers check every index that they follow against its section's size.
#pragma once

#include <bit>
#include <cstdint>
#include <string_view>

namespace osteon::osv {

static_assert(std::endian::native == std::endian::little, "the format is read in place");

inline constexpr char magic[8] = {'O', 'S', 'T', 'E', 'O', 'N', 'V', '\n'};
inline constexpr std::uint32_t version = 6;

/// The type of data/phrases.tsv.
inline constexpr std::string_view phrase_type = "phrase";

/// Of the sections, in bytes: no slot of a table of 32 bytes each lies in two cache lines.
inline constexpr std::uint64_t section_alignment = 64;

/// Persistent: do not change the values of existing entries.
enum class SectionId : std::uint32_t {
  strings = 1,        ///< u16 length, then UTF-8; addressed by byte offset
  types = 2,          ///< TypeRecord
  sources = 3,        ///< string addresses of source names
  concepts = 4,       ///< ConceptRecord, one more as sentinel
  concept_ids = 5,    ///< string addresses, canonical first
  names = 6,          ///< NameRecord
  parents = 7,        ///< concept indices
  actions = 8,        ///< concept indices: the second hierarchy (pharmacological actions)
  id_slots = 9,       ///< IdSlot, open addressing, power of two
  word_slots = 10,    ///< WordSlot, open addressing, any number of slots
  edges = 11,         ///< EdgeSlot, open addressing, region by region
  states = 12,        ///< first sense of each state, one more as sentinel
  senses = 13,        ///< Sense, best first within a state
  settings = 14,      ///< pairs of string addresses: key, value
  step_filter = 15,   ///< u64, one for each slots_per_filter_word of edges, and one more
  edge_regions = 16,  ///< u32, the first slot of each region of edges, one more as sentinel
};
inline constexpr std::uint32_t section_count = 16;

struct Header {
  char magic[8];
  std::uint32_t version;
  std::uint32_t sections;
  std::uint64_t file_size;
  std::uint64_t checksum;        ///< XXH3-64 of header (this field 0) and section table
  std::uint64_t fingerprint[2];  ///< of all sections' checksums
};
static_assert(sizeof(Header) == 48);

struct SectionEntry {
  std::uint32_t id;
  std::uint32_t element_size;
  std::uint64_t offset;    ///< from the start of the file
  std::uint64_t size;      ///< bytes
  std::uint64_t checksum;  ///< XXH3-64 of the bytes
};
static_assert(sizeof(SectionEntry) == 32);

struct TypeRecord {
  std::uint32_t name;
  std::uint32_t label;
  std::uint32_t number_space;     ///< of bare numbers; empty string if none
  std::uint32_t pubtator_name;    ///< empty if that format has none
  std::uint32_t pubtator_spaces;  ///< '|'-separated, best first
  std::uint32_t hides;            ///< 1: a longer mention of this type hides shorter ones inside
};

struct ConceptRecord {
  std::uint32_t id;
  std::uint32_t name;
  std::uint16_t type;
  std::uint16_t flags;
  std::uint32_t ids_begin;
  std::uint32_t names_begin;
  std::uint32_t parents_begin;
  std::uint32_t actions_begin;
  std::uint32_t descendants;
  std::uint32_t taxon;  ///< NCBI's number of a gene's or breed's species, a taxon's own; 0 if none
};
static_assert(sizeof(ConceptRecord) == 36);

enum ConceptFlag : std::uint16_t {
  concept_minor = 1,   ///< a pseudogene or the like: never before a main entry
  concept_higher = 2,  ///< a taxon above species: a genus, a family
};

struct NameRecord {
  std::uint32_t text;
  std::uint8_t kind;
  std::uint8_t source;
  std::uint16_t flags;
};

struct IdSlot {
  std::uint32_t hash;
  std::uint32_t text;           ///< folded id
  std::uint32_t concept_index;  ///< no_concept: the slot is empty
};

/// Where a step of the trie leads. That a name ends there stands here, too: most steps end none,
/// and need not look for senses.
struct TrieStep {
  std::uint32_t state : 31 = 0;  ///< 0: nowhere
  bool ends_name : 1 = false;    ///< the state has senses
  explicit operator bool() const { return state != 0; }
};
static_assert(sizeof(TrieStep) == 4);

/// Which words stand beside a word at the beginnings of names, each as one bit of 64. Of the pairs
/// that no name begins with, most miss a bit on one side or the other: a word with many neighbours
/// on one side stands beside words with few.
struct WordLinks {
  std::uint64_t after;   ///< words that follow it where it is a name's first
  std::uint64_t before;  ///< words that it follows where it is a name's second
  /// The bit that stands for a word.
  static constexpr std::uint64_t bit(std::uint32_t word) {
    return std::uint64_t{1} << (word * std::uint64_t{0x9e3779b97f4a7c15} >> 58);
  }
};

/// All that is asked of a word, in one place: a word met for the first time is waited for once.
struct WordSlot {
  std::uint64_t hash;  ///< XXH3-64 of the term
  std::uint32_t word;  ///< 0: the slot is empty
  TrieStep root;       ///< where it leads at a name's start
  WordLinks links;
};
static_assert(sizeof(WordSlot) == 32);

struct EdgeSlot {
  std::uint32_t state;
  std::uint32_t word;  ///< 0: the slot is empty
  TrieStep target;
};
static_assert(sizeof(EdgeSlot) == 12);

/// Flags of a sense, decided when building by rules that are data (docs/vocabulary.md).
enum SenseFlag : std::uint16_t {
  sense_preferred = 1,     ///< the concept's preferred name
  sense_variant = 2,       ///< generated from a name: inversion, head, adjective
  sense_stopped = 4,       ///< literal, never accepted as a mention
  sense_caps = 8,          ///< counts only where the text has its capitals
  sense_weak = 16,         ///< a short symbol: needs a definition or support in the document
  sense_related = 32,      ///< a synonym that its source calls related, broad or narrow
  sense_symbol = 64,       ///< an official or alternative symbol, not a phrase
  sense_exact_case = 128,  ///< counts only as written
  sense_common = 256,      ///< also an English word: counts only with capitals inside
  sense_residue = 1024,    ///< an amino acid or base: in a sequence it is no substance
  sense_scientific = 512,  ///< a genus or higher taxon: counts only with its capital
  sense_initial = 2048,    ///< `M. leprae`: counts only with the full stop, and if it is alone
};

/// Edges from these many states, numbered one after the other, lie together in a region, which is a
/// hash table of its own: states are numbered as names are read, so that the names of one source
/// lie together, and a text that is about diseases does not touch what millions of taxa need.
inline constexpr std::uint32_t region_states = 1 << 12;

/// A blocked Bloom filter (Putze, Sanders, Singler 2007) says of most (state, word) that no edge is
/// there: two bits of the word that goes with the edge's first slot stand for it.
inline constexpr std::size_t slots_per_filter_word = 8;
/// `hash` of the edge's state and word, of which the first slot takes the upper bits.
inline std::uint64_t filter_bits(std::uint64_t hash) {
  return std::uint64_t{1} << (hash >> 20 & 63) | std::uint64_t{1} << (hash >> 26 & 63);
}

/// With what weighing asks of the concept, so that it need not be fetched.
struct Sense {
  std::uint32_t concept_index;
  std::uint32_t name;           ///< into names
  std::uint32_t exact;          ///< FNV-1a of the unstemmed forms, joined
  std::uint32_t plural;         ///< the same without plural endings
  std::uint32_t taxon;          ///< as ConceptRecord::taxon
  std::uint16_t type;           ///< as ConceptRecord::type
  std::uint16_t concept_flags;  ///< as ConceptRecord::flags
  std::uint16_t flags;
  std::uint8_t source;
  std::uint8_t rank;  ///< of its source and kind; smaller is better
};
static_assert(sizeof(Sense) == 28);

}  // namespace osteon::osv
