// Walks from the concepts of papers up to the children of one concept.
#include "searcher/facet_tree.h"

#include <algorithm>
#include <unordered_map>

namespace osteon {
namespace {

bool contains(const std::vector<ConceptIndex>& list, ConceptIndex one) {
  return std::find(list.begin(), list.end(), one) != list.end();
}

/// `index` and its ancestors that stand right below `parent`; none if it is not below it.
std::vector<ConceptIndex> children_above(const Vocabulary& vocabulary, ConceptIndex index,
                                         ConceptIndex parent) {
  std::vector<ConceptIndex> line = vocabulary.ancestors(index);
  if (!contains(line, parent)) return {};
  line.push_back(index);
  std::erase_if(line, [&](ConceptIndex one) {
    const auto parents = vocabulary.parents(one);
    return std::find(parents.begin(), parents.end(), parent) == parents.end();
  });
  return line;
}

}  // namespace

Bitmap papers_under(const IndexView& view, std::size_t segment_number, const std::string& id) {
  const Segment& segment = view.segment(segment_number);
  Bitmap out(segment.paper_count());
  const Vocabulary* vocabulary = view.vocabulary();
  const ConceptIndex wanted = vocabulary == nullptr ? no_concept : vocabulary->find_id(id);
  if (wanted == no_concept) return out;
  std::vector<char> counts(segment.concept_count());
  for (ConceptNumber c = 0; c < counts.size(); ++c) {
    const ConceptIndex index = vocabulary->find_id(segment.concept_id(c));
    if (index == no_concept) continue;
    counts[c] = index == wanted || contains(vocabulary->ancestors(index), wanted);
  }
  for (PaperOrdinal paper = 0; paper < segment.paper_count(); ++paper) {
    for (const PaperConcept& entry : segment.paper_concepts(paper)) {
      if (counts[entry.concept_number] == 0) continue;
      out.set(paper);
      break;
    }
  }
  return out;
}

std::vector<FacetValue> count_children(const IndexView& view, const std::string& id,
                                       const std::vector<Bitmap>& papers) {
  const Vocabulary* vocabulary = view.vocabulary();
  const ConceptIndex parent = vocabulary == nullptr ? no_concept : vocabulary->find_id(id);
  if (parent == no_concept) return {};
  std::unordered_map<ConceptIndex, std::size_t> slot_of;
  std::vector<FacetValue> out;
  std::vector<std::uint64_t> last_paper;  // by slot: the last one counted, plus 1, over segments
  std::uint64_t paper_number = 0;
  for (std::size_t s = 0; s < view.segment_count(); ++s) {
    const Segment& segment = view.segment(s);
    std::vector<std::vector<std::size_t>> slots(segment.concept_count());
    std::vector<char> known(segment.concept_count());
    papers[s].for_each([&](PaperOrdinal paper) {
      ++paper_number;
      for (const PaperConcept& entry : segment.paper_concepts(paper)) {
        const ConceptNumber number = entry.concept_number;
        if (known[number] == 0) {
          known[number] = 1;
          const ConceptIndex index = vocabulary->find_id(segment.concept_id(number));
          if (index == no_concept) continue;
          for (const ConceptIndex child : children_above(*vocabulary, index, parent)) {
            const auto [at, is_new] = slot_of.emplace(child, out.size());
            if (is_new) {
              out.push_back(
                  {std::string(vocabulary->id(child)), std::string(vocabulary->name(child))});
              last_paper.push_back(0);
            }
            slots[number].push_back(at->second);
          }
        }
        for (const std::size_t slot : slots[number]) {
          if (last_paper[slot] == paper_number) continue;
          last_paper[slot] = paper_number;
          ++out[slot].papers;
        }
      }
    });
  }
  return out;
}

}  // namespace osteon
