// A paper as it was handed to a batch, from the segment that holds it: for writing it again.
#pragma once

#include "indexer/batch_builder.h"
#include "indexer/segment.h"

namespace osteon {

PreparedPaper read_back(const Segment& segment, PaperOrdinal ordinal);

}  // namespace osteon
