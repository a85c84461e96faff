// Concepts, their names and their hierarchy: compiled once, memory-mapped, shared by processes.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/api.h"

namespace osteon {

/// A concept's place in one compiled vocabulary; not stable between vocabularies.
using ConceptIndex = std::uint32_t;
inline constexpr ConceptIndex no_concept = 0xffffffff;

/// One thing with all its ids, copied out of a vocabulary.
struct Concept {
  std::string id;                    ///< canonical: "MESH:D010024"
  std::vector<std::string> ids;      ///< all, canonical first: "MESH:D010024", "MONDO:0005298"
  std::string type;                  ///< "disease"; see Vocabulary::types
  std::string name;                  ///< preferred name
  std::vector<std::string> names;    ///< all names, preferred first
  std::vector<std::string> parents;  ///< canonical ids
};

/// A concept type as the vocabulary defines it; types are data, not code.
struct ConceptType {
  std::string name;   ///< "gene": prefix in queries, key in facets
  std::string label;  ///< "Genes"
};

/// A compiled vocabulary. Immutable; safe from many threads.
class OSTEON_API Vocabulary {
 public:
  /// Maps the compiled file. Checks its header, bounds and checksums of its sections' table; throws
  /// Error (not_found, corrupt, incompatible_version) naming the file.
  static Vocabulary open(const std::string& path);
  ~Vocabulary();
  Vocabulary(Vocabulary&&) noexcept;
  Vocabulary& operator=(Vocabulary&&) noexcept;

  /// Compares every section with its checksum; throws Error (corrupt). Small files are verified
  /// when opened; for large ones, where that would cost more than all later use, this is the way.
  void verify() const;

  std::string_view fingerprint() const;  ///< hex digest of the contents
  std::uint32_t size() const;            ///< concepts
  std::span<const ConceptType> types() const;

  /// By any of its ids in any usual writing (`D055948`, `mesh:d055948`, `MONDO:0005298`),
  /// successors of superseded ids included. With `type`, a bare number is read in that type's own
  /// id space (gene 574453, species 1492).
  ConceptIndex find_id(std::string_view id, std::string_view type = {}) const;
  /// All concepts with a name whose analysed form equals that of `name`, best first.
  std::vector<ConceptIndex> find_name(std::string_view name) const;

  Concept at(ConceptIndex index) const;  ///< everything about it; copies
  std::string_view id(ConceptIndex index) const;
  std::string_view name(ConceptIndex index) const;
  std::vector<std::string_view> ids(ConceptIndex index) const;  ///< all, canonical first
  std::string_view type(ConceptIndex index) const;
  std::span<const ConceptIndex> parents(ConceptIndex index) const;
  /// The second hierarchy: what it does (pharmacological actions), as concepts.
  std::span<const ConceptIndex> actions(ConceptIndex index) const;
  /// Distinct, nearest first, without itself; its actions and what is above them come last.
  std::vector<ConceptIndex> ancestors(ConceptIndex index) const;
  /// Number of distinct concepts below it.
  std::uint32_t descendant_count(ConceptIndex index) const;

  struct Impl;
  const Impl& impl() const { return *impl_; }

 private:
  explicit Vocabulary(std::unique_ptr<const Impl> impl);
  std::unique_ptr<const Impl> impl_;
};

/// Something that a source says and a vocabulary does not have.
struct LeftOut {
  std::string kind;      ///< "record", "name", "id", "join" (of two entries) or "parent"
  std::string reason;    ///< in words
  std::string item;      ///< the id or name in question
  std::string concerns;  ///< the id of the entry that it was said of; may be empty
};

/// A source file as it was read, before joining.
struct VocabularySource {
  std::string file;    ///< its path as it was given
  std::string format;  ///< "MeSH descriptors", "OBO", "NCBI gene_info", …
  std::uint64_t concepts = 0, names = 0, ids = 0;
};

/// What building read, joined, left out and why.
struct VocabularyReport {
  struct Joined {
    std::string rule;  ///< in words
    std::uint64_t count = 0;
  };
  struct Reason {
    std::string kind, reason;  ///< as in LeftOut
    std::uint64_t count = 0;
    std::vector<LeftOut> first;  ///< up to `examples` of them, in the order of reading
  };
  static constexpr std::size_t examples = 5;

  std::uint64_t concepts = 0, names = 0, ids = 0;  ///< in the compiled file
  std::uint64_t joined = 0;                        ///< entries that became part of another one
  std::uint64_t dropped = 0;                       ///< entries that were left out
  std::vector<VocabularySource> sources;           ///< in the order of reading
  std::vector<Joined> joins;                       ///< those with any
  std::vector<Reason> left_out;                    ///< in the order of their first case
  std::vector<std::string> remarks;                ///< what the caller may want to do otherwise
  std::string fingerprint;                         ///< of the compiled file
  double seconds = 0;
};

/// Told now and then how far a build is: a few words ("reading desc2024.xml.gz") and 0..1.
using BuildProgress = std::function<void(std::string_view step, double part)>;
/// Told of each thing that is left out, in a stable order, by the thread that builds.
using LeftOutListener = std::function<void(const LeftOut& what)>;

/// Compiles source files (format by content: Osteon's TSV, MeSH XML, OBO, gene_info, names.dmp, …)
/// into `out`, written beside it and renamed. Throws Error naming the file and place.
OSTEON_API VocabularyReport build_vocabulary(const std::vector<std::string>& sources,
                                             const std::string& out,
                                             const BuildProgress& progress = {},
                                             const LeftOutListener& listener = {});

/// The same from the vocabulary that comes with Osteon: bone, muscle and ageing.
OSTEON_API VocabularyReport build_starter_vocabulary(const std::string& out);

}  // namespace osteon
