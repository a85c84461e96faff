// A list of retractions, corrections and expressions of concern in the columns of Retraction
// Watch's CSV.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/api.h"
#include "base/error.h"
#include "corpus/paper.h"

namespace osteon {

/// What the list says, by paper: ids, flags and links with the reasons as notes, no text. Of
/// several rows about one paper all count, but a reinstatement takes back what was retracted before
/// it. Rows that name neither a DOI nor a PMID are told in `problems`. Throws Error (usage) if the
/// columns RetractionNature and OriginalPaperDOI or OriginalPaperPubMedID are not there.
OSTEON_API std::vector<Paper> read_retraction_list(std::string_view csv, const std::string& source,
                                                   std::vector<Problem>& problems);

}  // namespace osteon
