// Cross-validation of a lexicon on the documents that teach it.
#include "analyzers/linking/validate_lexicon.h"

#include <algorithm>
#include <cstdlib>
#include <map>
#include <memory>
#include <set>
#include <utility>

namespace osteon {
namespace {

constexpr std::size_t folds = 4, least_documents = 40;

// One way to be stricter with the lines of a kind: which of them go.
struct Restriction {
  LexiconLine line;
  const char* left_out;
  bool (*drops)(const LexiconEntry&);
};
constexpr bool every(const LexiconEntry&) {
  return true;
}
// From the least strict to the strictest, which leaves out all.
constexpr Restriction restrictions[] = {
    {LexiconLine::name, "in fewer than two thirds of their documents",
     [](const LexiconEntry& e) { return 3 * e.annotated < 2 * e.occurrences; }},
    {LexiconLine::name, "in one document", [](const LexiconEntry& e) { return e.annotated < 2; }},
    {LexiconLine::name, "all", every},
    {LexiconLine::stop, "in one document", [](const LexiconEntry& e) { return e.occurrences < 2; }},
    {LexiconLine::stop, "in one or two documents",
     [](const LexiconEntry& e) { return e.occurrences < 3; }},
    {LexiconLine::stop, "all", every},
    {LexiconLine::ids, "in two documents", [](const LexiconEntry& e) { return e.annotated < 3; }},
    {LexiconLine::ids, "all", every},
    {LexiconLine::group, "all", every},
    {LexiconLine::nested, "all", every},
    {LexiconLine::strains, "all", every},
    {LexiconLine::newest, "all", every},
};

using Pairs = std::set<std::pair<std::uint32_t, std::string>>;  // document number, id
using PairsByType = std::map<std::string, Pairs>;

PairsByType pairs_of(std::span<const PubtatorDocument> documents, const Vocabulary& vocabulary) {
  PairsByType pairs;
  for (std::uint32_t i = 0; i < documents.size(); ++i)
    for (const PubtatorAnnotation& annotation : documents[i].annotations) {
      const std::string type(type_of_pubtator(annotation.type));
      if (type.empty()) continue;
      for (const std::string& id : annotation.ids) {
        std::string written = id_of_pubtator(id, type);
        // Genes of species that the vocabulary has no table of cannot be found.
        if (type != "gene" || vocabulary.find_id(written) != no_concept)
          pairs[type].emplace(i, std::move(written));
      }
    }
  return pairs;
}

struct Trial {
  std::uint32_t better = 0, worse = 0;

  std::int64_t harm() const { return std::int64_t{worse} - better; }
  // More than chance: three times the deviation of as many tosses of a coin. To be stricter than
  // that loses, as does choosing how strict to be with lines that do good: what is best in one
  // sample of documents is not so in the next.
  bool is_harmful() const {
    return harm() > 0 && harm() * harm() > 9 * (std::int64_t{worse} + better);
  }
};

class Validation {
 public:
  Validation(const Vocabulary& vocabulary, const Analyzer& analyzer)
      : vocabulary_(vocabulary), analyzer_(analyzer) {}

  void fold(const Lexicon& lexicon, std::span<const PubtatorDocument> held_back) {
    const PairsByType annotated = pairs_of(held_back, vocabulary_),
                      without = annotate_with({}, held_back),
                      with_all = annotate_with(lexicon, held_back);
    for (const auto& [type, pairs] : annotated) {
      worth_[type].without.add(pairs, of(without, type));
      worth_[type].with_all.add(pairs, of(with_all, type));
    }
    for (std::size_t r = 0; r < std::size(restrictions); ++r) {
      Lexicon rest;
      for (const LexiconEntry& entry : lexicon.entries)
        if (line_of(entry) != restrictions[r].line || !restrictions[r].drops(entry))
          rest.entries.push_back(entry);
      if (rest.entries.size() == lexicon.entries.size()) continue;
      const PairsByType with_rest = annotate_with(rest, held_back);
      for (const auto& [type, pairs] : annotated)
        compare(pairs, of(with_all, type), of(with_rest, type), trials_[type][r]);
    }
  }

  // Leaves out what did more harm than good.
  ValidatedLexicon apply(Lexicon lexicon) {
    ValidatedLexicon result;
    for (auto& [type, worth] : worth_) {
      worth.type = type;
      const auto& trials = trials_[type];
      for (std::size_t r = 0; r < std::size(restrictions);) {
        const LexiconLine line = restrictions[r].line;
        Trial whole;
        std::int64_t most = 0;
        const Restriction* best = nullptr;
        bool tried = false;
        for (; r < std::size(restrictions) && restrictions[r].line == line; ++r) {
          const auto found = trials.find(r);
          if (found == trials.end()) continue;
          tried = true;
          whole = found->second;  // the last leaves out all
          if (whole.harm() <= most) continue;
          most = whole.harm();
          best = &restrictions[r];
        }
        if (!tried) continue;
        LexiconTrial trial{line, whole.better, whole.worse, {}};
        if (whole.is_harmful()) {
          trial.left_out = best->left_out;
          std::erase_if(lexicon.entries, [&, &of = type](const LexiconEntry& entry) {
            return entry.type == of && line_of(entry) == line && best->drops(entry);
          });
        }
        worth.trials.push_back(std::move(trial));
      }
      result.worth.push_back(std::move(worth));
    }
    result.lexicon = std::move(lexicon);
    return result;
  }

 private:
  PairsByType annotate_with(const Lexicon& lexicon,
                            std::span<const PubtatorDocument> documents) const {
    const Tagger tagger(vocabulary_, {.annotated_species = true,
                                      .lexicon = std::make_shared<const Lexicon>(lexicon)});
    std::vector<PubtatorDocument> own(documents.begin(), documents.end());
    for (PubtatorDocument& document : own) annotate(document, vocabulary_, tagger, analyzer_);
    return pairs_of(own, vocabulary_);
  }

  static const Pairs& of(const PairsByType& pairs, const std::string& type) {
    static const Pairs none;
    const auto it = pairs.find(type);
    return it == pairs.end() ? none : it->second;
  }

  // What the lines do that only the first of the two predictions has.
  static void compare(const Pairs& annotated, const Pairs& with, const Pairs& without,
                      Trial& trial) {
    for (const auto& pair : with)
      if (!without.contains(pair)) ++(annotated.contains(pair) ? trial.better : trial.worse);
    for (const auto& pair : without)
      if (!with.contains(pair)) ++(annotated.contains(pair) ? trial.worse : trial.better);
  }

  const Vocabulary& vocabulary_;
  const Analyzer& analyzer_;
  std::map<std::string, LexiconWorth> worth_;                   ///< by type
  std::map<std::string, std::map<std::size_t, Trial>> trials_;  ///< by type and restriction
};

}  // namespace

ValidatedLexicon learn_validated_lexicon(std::span<const std::vector<PubtatorDocument>> corpora,
                                         const Vocabulary& vocabulary, const Analyzer& analyzer) {
  Lexicon lexicon = learn_lexicon(corpora, vocabulary, analyzer);
  std::size_t documents = 0;
  for (const auto& corpus : corpora) documents += corpus.size();
  if (documents < least_documents) return {std::move(lexicon), {}};
  Validation validation(vocabulary, analyzer);
  for (std::size_t f = 0; f < folds; ++f) {
    std::vector<std::vector<PubtatorDocument>> learnt;
    std::vector<PubtatorDocument> held_back;
    for (const auto& corpus : corpora) {
      auto& rest = learnt.emplace_back();
      for (std::size_t i = 0; i < corpus.size(); ++i)
        (i % folds == f ? held_back : rest).push_back(corpus[i]);
    }
    validation.fold(learn_lexicon(learnt, vocabulary, analyzer), held_back);
  }
  return validation.apply(std::move(lexicon));
}

}  // namespace osteon
