// From a lexicon's lines to a trie.
#include "analyzers/tagger/lexicon_names.h"

#include <algorithm>

#include "analyzers/linking/newest_ids.h"
#include "analyzers/vocabulary/name_rules.h"
#include "analyzers/vocabulary/terms.h"

namespace osteon::osv {

LexiconNames::LexiconNames(const Lexicon* lexicon, const Vocabulary& vocabulary,
                           const Analyzer& analyzer) {
  if (lexicon == nullptr) return;
  for (const LexiconEntry& line : lexicon->entries) {
    const LexiconLine kind = line_of(line);
    if (kind == LexiconLine::nested) nested.push_back(line.type);
    if (kind == LexiconLine::strains) strains = true;
    if (kind == LexiconLine::newest)
      newest.emplace_back(line.type, line.name.substr(newer_than.size()));
    if (kind >= LexiconLine::nested) continue;
    Entry entry{line.type, {}, line.name.size() <= 4 && is_capital_symbol(line.name)};
    for (const std::string& id : line.ids) {
      ConceptIndex index = vocabulary.find_id(id, line.type);
      if (index != no_concept && vocabulary.type(index) != line.type) index = no_concept;
      // Genes of species that the vocabulary has no table of would pass the species rule by.
      if (index == no_concept && line.type == "gene") continue;
      entry.meanings.push_back({line.type, id, line.name, index});
    }
    if (entry.meanings.empty() && !line.ids.empty()) continue;
    if (kind == LexiconLine::ids || kind == LexiconLine::group) {
      if (const ConceptIndex index = vocabulary.find_id(line.name); index == no_concept)
        continue;
      else if (line.ids.empty())
        stopped.insert(index);
      else
        concepts.emplace(index, std::move(entry.meanings));
      continue;
    }
    add(line.name, std::move(entry), analyzer);
  }
  add_made_names(analyzer);
}

bool LexiconNames::unknown(std::string_view type, std::string_view id) const {
  return std::ranges::any_of(newest, [&](const auto& known) {
    return known.first == type && id_series(known.second) == id_series(id) &&
           is_newer_id(id, known.second);
  });
}

void LexiconNames::add(std::string_view name, Entry entry, const Analyzer& analyzer) {
  TokenList tokens;
  analyzer.analyze(name, tokens);
  const auto number = static_cast<std::uint32_t>(entries.size());
  std::size_t spelling = 0;
  for (const TermPath& path : term_paths(tokens)) {
    names.add(path.words, number);
    entry.plurals[spelling++] = path.plural;
  }
  entries.push_back(std::move(entry));
}

// Who writes `hepatic damage` so writes `liver damage` so: after all that was learnt.
void LexiconNames::add_made_names(const Analyzer& analyzer) {
  const NameRules rules;
  std::vector<NameForm> forms;
  const std::size_t learnt = entries.size();
  for (std::size_t i = 0; i < learnt; ++i) {
    if (entries[i].meanings.empty()) continue;
    Entry made = entries[i];
    made.made = true;
    rules.forms(made.type, NameKind::synonym, false, false, made.meanings[0].name, forms);
    for (std::size_t f = 1; f < forms.size(); ++f) add(forms[f].text, made, analyzer);
  }
}

}  // namespace osteon::osv
