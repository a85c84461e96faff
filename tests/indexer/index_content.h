// All that a reader can see of an index, as text: equal indexes give equal text.
#pragma once

#include <string>
#include <vector>

#include "corpus/paper.h"
#include "indexer/index_writer.h"

namespace osteon::testing {

/// Postings with wdf, terms, concepts, streams, texts, records, columns; not names of files.
std::string index_content(const std::string& directory);
/// "id: title" of the live papers, sorted.
std::vector<std::string> live_papers(const std::string& directory);

IndexReport index_papers(const std::string& directory, const std::vector<Paper>& papers,
                         const std::string& vocabulary = {}, unsigned jobs = 2);

}  // namespace osteon::testing
