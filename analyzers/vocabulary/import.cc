// Which importer reads a file: by its first bytes, never by its name.
#include "analyzers/vocabulary/import.h"

namespace osteon::osv {

void import_source(SourceFile& file, RawVocabulary& vocabulary) {
  import_tsv(file, vocabulary);
}

}  // namespace osteon::osv
