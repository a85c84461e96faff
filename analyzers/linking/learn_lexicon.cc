// From counts of annotated documents to the lines of a lexicon.
#include <algorithm>
#include <set>
#include <tuple>

#include "analyzers/linking/annotation_counts.h"
#include "analyzers/linking/lexicon.h"
#include "analyzers/vocabulary/raw.h"

namespace osteon {
namespace {

using osv::DocumentCount;

// Rates are smoothed, as if half a document more had been read in which names of the type are
// annotated as often as the vocabulary's names are on average. A name of the vocabulary below
// `stop_rate` is a stop; a name is learnt from `keep_rate` on.
constexpr double smoothing = 0.5, stop_rate = 0.4, keep_rate = 0.5;
// A concept is passed over with all its kinds if these many of them, in these many documents, are.
constexpr double class_rate = 0.2;
constexpr std::uint32_t class_documents = 6, class_concepts = 3;
// Ids that annotators write for a concept in most documents, and in these many, are theirs.
constexpr double id_rate = 0.6;
constexpr std::uint32_t id_documents = 2;
// Names inside longer ones count if annotators have them in most of at least so many documents.
constexpr double nested_rate = 0.5;
constexpr std::uint32_t nested_documents = 10;
// Short forms are defined where they stand; only those that so many documents use are names.
constexpr std::uint32_t short_name_documents = 3;
constexpr std::size_t short_name_bytes = 4;

class Learner {
 public:
  Learner(const osv::AnnotationCounts& counts, const Vocabulary& vocabulary)
      : counts_(counts), vocabulary_(vocabulary) {}

  Lexicon run() {
    stops(names());
    classes();
    ids();
    counts_.newest.add_to(lexicon_);
    counts_.strains.add_to(lexicon_);
    for (const auto& [type, count] : counts_.nested)
      if (count.all >= nested_documents && count.right >= nested_rate * count.all)
        lexicon_.entries.push_back(
            {std::string(every_name), type, {std::string(every_name)}, count.right, count.all});
    std::ranges::sort(lexicon_.entries, {},
                      [](const LexiconEntry& entry) { return std::tie(entry.type, entry.name); });
    return std::move(lexicon_);
  }

 private:
  double rate(const DocumentCount& count, const std::string& type) const {
    const auto it = counts_.types.find(type);
    const double prior = it == counts_.types.end() || it->second.all == 0
                             ? 0.5
                             : static_cast<double>(it->second.right) / it->second.all;
    return (count.right + smoothing * prior) / (count.all + smoothing);
  }

  static void add_ids(LexiconEntry& line, std::string_view ids) {
    for (std::string_view id : osv::split(ids, '|')) line.ids.emplace_back(id);
  }

  // The names that annotators mostly take for what they are annotated as. Gives their keys.
  std::set<std::string> names() {
    std::set<std::string> keys;
    for (const auto& [key, entry] : counts_.names) {
      const auto& [best, documents] = osv::most(entry.ids);
      std::uint32_t annotated = 0;
      for (const auto& [ids, count] : entry.ids) annotated += count;
      const DocumentCount count{documents, std::max(entry.occurrences, annotated)};
      if (rate(count, entry.type) < keep_rate) continue;
      if (entry.name.size() <= short_name_bytes && annotated < short_name_documents) continue;
      // What one document calls a gene is often that of its own species or a member of a family.
      if (entry.type == "gene" && annotated < 2) continue;
      // What one document calls worms or flies is the species that it is about.
      if (entry.type == "species" && annotated < 2 && entry.name.find(' ') == std::string::npos)
        continue;
      // A gene name of several ids is a family: its members are seldom meant.
      if (entry.type == "gene" && best.find('|') != std::string::npos) continue;
      LexiconEntry line{entry.name, entry.type, {}, count.right, count.all};
      add_ids(line, best);
      lexicon_.entries.push_back(std::move(line));
      keys.insert(key);
    }
    return keys;
  }

  void stops(const std::set<std::string>& learnt) {
    for (const auto& [key, found] : counts_.found) {
      // Genes are passed over for their species, too: one document says little.
      const std::uint32_t enough = found.type == "gene" ? 2 : 1;
      if (found.count.all >= enough && rate(found.count, found.type) < stop_rate &&
          !learnt.contains(key))
        lexicon_.entries.push_back(
            {found.name, found.type, {}, found.count.right, found.count.all});
    }
  }

  // Concepts that are passed over with all that is below them, the broadest.
  void classes() {
    std::map<ConceptIndex, std::pair<DocumentCount, std::uint32_t>> sums;
    const auto add = [&](ConceptIndex to, const DocumentCount& count) {
      auto& [sum, concepts] = sums[to];
      sum.right += count.right;
      sum.all += count.all;
      ++concepts;
    };
    for (const auto& [index, count] : counts_.concepts) {
      add(index, count);
      for (ConceptIndex above : vocabulary_.ancestors(index))
        if (vocabulary_.type(above) == vocabulary_.type(index)) add(above, count);
    }
    std::set<ConceptIndex> stopped;
    for (const auto& [index, sum] : sums)
      if (sum.first.all >= class_documents && sum.second >= class_concepts &&
          rate(sum.first, std::string(vocabulary_.type(index))) < class_rate)
        stopped.insert(index);
    for (ConceptIndex index : stopped) {
      const auto above = vocabulary_.ancestors(index);
      if (std::ranges::any_of(above, [&](ConceptIndex a) { return stopped.contains(a); })) continue;
      const DocumentCount& count = sums.at(index).first;
      lexicon_.entries.push_back({std::string(vocabulary_.id(index)),
                                  std::string(vocabulary_.type(index)),
                                  {},
                                  count.right,
                                  count.all});
    }
  }

  // Concepts that annotators write with another id than the vocabulary does, whatever their name.
  void ids() {
    for (const auto& [index, counts] : counts_.written) {
      std::uint32_t all = 0;
      for (const auto& [ids, count] : counts) all += count;
      const auto& [best, documents] = osv::most(counts);
      const std::string id(vocabulary_.id(index));
      if (best == id || documents < id_documents || documents < id_rate * all) continue;
      LexiconEntry line{id, std::string(vocabulary_.type(index)), {}, documents, all};
      if (line.type == "gene") continue;  // that would be another species' gene, or a family
      add_ids(line, best);
      lexicon_.entries.push_back(std::move(line));
    }
  }

  const osv::AnnotationCounts& counts_;
  const Vocabulary& vocabulary_;
  Lexicon lexicon_;
};

}  // namespace

Lexicon learn_lexicon(std::span<const std::vector<PubtatorDocument>> corpora,
                      const Vocabulary& vocabulary, const Analyzer& analyzer) {
  osv::AnnotationCounts counts(vocabulary, analyzer);
  counts.read(corpora);
  return Learner(counts, vocabulary).run();
}

}  // namespace osteon
