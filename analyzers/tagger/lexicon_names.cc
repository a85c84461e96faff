// From a lexicon's lines to a trie.
#include "analyzers/tagger/lexicon_names.h"

#include "analyzers/vocabulary/name_rules.h"
#include "analyzers/vocabulary/terms.h"

namespace osteon::osv {

LexiconNames::LexiconNames(const Lexicon* lexicon, const Vocabulary& vocabulary,
                           const Analyzer& analyzer) {
  if (lexicon == nullptr) return;
  TokenList tokens;
  for (const LexiconEntry& line : lexicon->entries) {
    Entry entry{line.type, {}, line.name.size() <= 4 && is_capital_symbol(line.name)};
    for (const std::string& id : line.ids) {
      const ConceptIndex index = vocabulary.find_id(id, line.type);
      // Genes of species that the vocabulary has no table of would pass the species rule by.
      if (index == no_concept && line.type == "gene") continue;
      entry.meanings.push_back({line.type, id, line.name, index});
    }
    if (entry.meanings.empty() && !line.ids.empty()) continue;
    analyzer.analyze(line.name, tokens);
    const auto number = static_cast<std::uint32_t>(entries.size());
    for (const TermPath& path : term_paths(tokens)) names.add(path.words, number);
    entries.push_back(std::move(entry));
  }
}

}  // namespace osteon::osv
