#include "tools/linking/linker.h"

#include <memory>

#include "analyzers/linking/lexicon.h"
#include "tools/commands/vocabulary_file.h"

namespace osteon::tools {

Linker::Linker(const LinkerOptions& options) {
  std::vector<std::string> names = options.vocabularies;
  if (names == std::vector<std::string>{"none"}) return;
  if (names.empty()) {
    const std::string starter = starter_vocabulary();
    if (starter.empty()) return;
    names.push_back(starter);
  }
  const VocabularyFile file(names);
  vocabulary.emplace(Vocabulary::open(file.path()));
  TaggerOptions tagging;
  tagging.annotated_species = options.annotated_species;
  if (!options.lexicon.empty()) {
    tagging.lexicon = std::make_shared<const Lexicon>(Lexicon::read(options.lexicon));
  }
  tagger.emplace(*vocabulary, tagging);
}

DocumentTags Linker::tag(std::span<const TaggerText> texts) const {
  if (tagger) return tagger->tag(texts, {});
  DocumentTags none;
  none.mentions.resize(texts.size());
  return none;
}

}  // namespace osteon::tools
