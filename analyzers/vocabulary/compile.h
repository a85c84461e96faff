// From raw entries to the sections of a compiled vocabulary.
#pragma once

#include "analyzers/vocabulary.h"
#include "analyzers/vocabulary/raw.h"
#include "analyzers/vocabulary/writer.h"

namespace osteon::osv {

/// Joins, analyses all names and lays everything out. Uses two threads at most.
void compile_vocabulary(RawVocabulary& raw, Sections& sections, const BuildProgress& progress);

}  // namespace osteon::osv
