// Any bytes as a vocabulary's source: read, joined and compiled, or refused with an Error.
#include <unistd.h>

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "analyzers/vocabulary/compile.h"
#include "analyzers/vocabulary/import.h"
#include "base/error.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  char path[] = "/tmp/osteon-fuzz-XXXXXX";
  const int file = mkstemp(path);
  if (file < 0 || write(file, data, size) != static_cast<ssize_t>(size)) std::abort();
  close(file);
  try {
    osteon::osv::SourceFile source(path);
    osteon::osv::RawVocabulary raw;
    osteon::osv::import_source(source, raw);
    osteon::osv::Sections sections;
    osteon::osv::compile_vocabulary(raw, sections, {});
  } catch (const osteon::Error&) {
  }
  unlink(path);
  return 0;
}
