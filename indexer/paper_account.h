// What each document says of a paper, and how several documents of one paper become one paper.
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include "corpus/paper.h"

namespace osteon {

/// One document's account of a paper. The index keeps all of them, but the text of the richest
/// only, so that what they make together does not depend on the order in which they came.
struct PaperAccount {
  std::uint64_t key = 0;   ///< of the file, the archive's member and the document's own id for it
  std::uint64_t file = 0;  ///< number in the table of sources; 0: not from a file
  std::array<std::uint64_t, 2> hash{};  ///< of all that the document says but its source
  std::uint64_t text_bytes = 0;         ///< of all its passages
  bool full_text = false;               ///< there is more than title, abstract and key points
  std::shared_ptr<const Paper> front;   ///< without sections; null in a record that says the same
};

/// True if `a` has the better text: full text before abstracts, then more of it. Of equal ones any,
/// but always the same.
bool is_richer(const PaperAccount& a, const PaperAccount& b);

/// Hashes of what a paper is known by; 0 where unknown.
struct PaperNames {
  std::uint64_t id = 0;  ///< of Paper::id
  std::uint64_t pmid = 0, pmcid = 0, doi = 0;

  std::array<std::uint64_t, 4> all() const { return {id, pmid, pmcid, doi}; }
};
PaperNames names_of(const Paper& paper);

/// Papers that share a name are one, unless the strongest identifier that both have differs: PMID
/// before PMCID before DOI, since journals give notices and chapters the DOI of another text.
bool are_one_paper(const PaperNames& a, const PaperNames& b);

/// What the accounts say together; each must have its front. The first one's fields count, the
/// others fill what it lacks: ids, title, authors, journal, date, type, licence, keywords. Flags,
/// links and entities of all are kept. The id is the first one's own if its document named it, else
/// that of the joined identifiers. Source and format are the first one's.
Paper joined_front(const std::vector<PaperAccount>& accounts);

}  // namespace osteon
