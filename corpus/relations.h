// How papers are related to each other, from the words of each format to one set of names.
#pragma once

#include <string_view>

#include "corpus/paper.h"

namespace osteon::corpus {

/// Notes that `paper` has the relation that a source calls `word` to another paper: PubMed's
/// "RetractionIn", MEDLINE's "RIN", Europe PMC's "Retraction in" and JATS's "retraction-forward"
/// say the same. Adds the flag that goes with it, and a link if `id` is a PMCID, PMID or DOI.
/// `place` is where the source says that the other one appeared; it tells preprints from earlier
/// versions. Words that say nothing of this kind are passed over.
void add_relation(Paper& paper, std::string_view word, std::string_view id,
                  std::string_view place = {});

/// Flags that a kind of article, in canonical_article_type's spelling, brings along.
void flag_by_type(Paper& paper, std::string_view type);

/// Adds a link once.
void add_link(Paper& paper, std::string_view relation, std::string_view id,
              std::string_view note = {});

/// "PMC1", "38572754" or "10.1000/x" from any usual writing of one, "doi:" and "PMID:" included, or
/// from a sentence that holds one; empty if there is none.
std::string any_paper_id(std::string_view text);

}  // namespace osteon::corpus
