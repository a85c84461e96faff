// MeSH records that a later release has given up for others.
#pragma once

#include "analyzers/vocabulary/raw.h"

namespace osteon::osv {

/// Where files of several releases were read: a record of an older one whose id the newer ones do
/// not have is left out, and its id leads to the record that now holds its preferred concept (NLM's
/// numbers M… stay when a substance becomes a heading or two headings become one). Records whose
/// concept went away stay as they are.
void retire_mesh_records(RawVocabulary& raw);

}  // namespace osteon::osv
