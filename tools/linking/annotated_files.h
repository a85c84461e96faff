// Annotated text in any of the formats that it is exchanged in, for learning and measuring.
#pragma once

#include <string>
#include <vector>

#include "analyzers/linking/pubtator.h"

namespace osteon::tools {

/// The documents of a file of PubTator text, BioC XML or BioC JSON, told apart by content; BioC's
/// first passage is the title, the others are the abstract. Throws Error if the file cannot be
/// read; what is wrong in it goes to `problems`.
std::vector<PubtatorDocument> read_annotated_file(const std::string& path,
                                                  std::vector<Problem>& problems);

}  // namespace osteon::tools
