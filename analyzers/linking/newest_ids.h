// Which ids there were when annotators did their work.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>

#include "analyzers/linking/lexicon.h"

namespace osteon::osv {

/// Publishers number their records as they come: MeSH, OMIM, NCBI's taxonomy. What was made after a
/// corpus is annotated nowhere in it.
///
/// Learns the highest id of each type and series ("MESH:D", "taxon:") in annotated text, and in how
/// many places a vocabulary of today has a higher one.
class NewestIds {
 public:
  /// An annotated id. All are to be told before the first that was found.
  void annotated(std::string_view type, std::string_view id);
  /// An id that the vocabulary finds in a document.
  void found(std::string_view type, std::string_view id);
  /// A line ">id" for each series where enough was found that annotators could not know.
  void add_to(Lexicon& lexicon) const;

 private:
  struct Series {
    std::string newest;
    std::set<std::string> ids;           ///< annotated
    std::uint32_t found = 0, newer = 0;  ///< in documents, and of these with a higher number
  };
  std::map<std::string, Series> series_;  ///< by type, tab and series
};

/// "MESH:D" of "MESH:D055948": what goes before the number; empty without a number.
std::string_view id_series(std::string_view id);
/// Whether `id` has a higher number than `other`, of the same series.
bool is_newer_id(std::string_view id, std::string_view other);

}  // namespace osteon::osv
