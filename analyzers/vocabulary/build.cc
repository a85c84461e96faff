// Building a vocabulary from its sources.
#include <filesystem>

#include "analyzers/data.h"
#include "analyzers/vocabulary/compile.h"
#include "analyzers/vocabulary/import.h"
#include "base/error.h"

namespace osteon {

VocabularyReport build_vocabulary(const std::vector<std::string>& sources, const std::string& out,
                                  const BuildProgress& progress) {
  if (sources.empty()) throw Error(ErrorCode::usage, "no vocabulary source was given");
  osv::RawVocabulary raw;
  for (std::size_t i = 0; i < sources.size(); ++i) {
    if (progress)
      progress("reading " + std::filesystem::path(sources[i]).filename().string(),
               static_cast<double>(i) / static_cast<double>(sources.size()));
    osv::SourceFile file(sources[i]);
    osv::import_source(file, raw);
  }
  osv::Sections sections;
  osv::compile_vocabulary(raw, sections, progress);
  if (progress) progress("writing", 0);
  osv::write_vocabulary(sections, out);
  return std::move(raw.report);
}

VocabularyReport build_starter_vocabulary(const std::string& out) {
  osv::RawVocabulary raw;
  osv::import_tsv_text(data::starter, "starter", raw);
  osv::Sections sections;
  osv::compile_vocabulary(raw, sections, {});
  osv::write_vocabulary(sections, out);
  return std::move(raw.report);
}

}  // namespace osteon
