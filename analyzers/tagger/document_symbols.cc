// Letters that happen to spell a symbol: authors, references, initials, words.
#include <algorithm>
#include <unordered_set>

#include "analyzers/tagger/citations.h"
#include "analyzers/tagger/document.h"

namespace osteon::osv {

// `Rao et al.` is no gene, nor anything else.
void DocumentTagger::reject_authors() {
  for (std::size_t i = 0; i < texts_.size(); ++i)
    for (std::size_t c = 0; c < work_[i].candidates.size(); ++c) {
      const Candidate& candidate = work_[i].candidates[c];
      Choice& choice = work_[i].choices[c];
      if (candidate.first != candidate.last || !choice.accepted()) continue;
      const Token& token = *work_[i].units[candidate.first].token;
      if (!cites_author(texts_[i].text, token.begin, token.end)) continue;
      for (Option& option : choice.options) {
        option.accepted = false;
        option.rejected = true;
      }
    }
}

// Whether only spaces, hyphens and slashes stand between two positions.
bool DocumentTagger::adjoin(std::size_t text, std::uint32_t first, std::uint32_t second) const {
  const auto& units = work_[text].units;
  const std::uint32_t begin = units[first].token->end, end = units[second].token->begin;
  return end <= begin || texts_[text].text.substr(begin, end - begin).find_first_not_of(" -/") ==
                             std::string_view::npos;
}

// Whether the word right before or after says that a gene stands here: "Akt signaling".
bool DocumentTagger::stands_as_gene(std::size_t text, const Candidate& candidate) const {
  const auto& units = work_[text].units;
  const std::uint32_t next = candidate.last + 1;
  if (next < units.size() && units[next].token != nullptr && adjoin(text, candidate.last, next) &&
      gene_words_.follows(units[next]))
    return true;
  return candidate.first > 0 && units[candidate.first - 1].token != nullptr &&
         adjoin(text, candidate.first - 1, candidate.first) &&
         gene_words_.precedes(units[candidate.first - 1]);
}

// Whether two names stand in one list: "TERT, ATM and WRN", "Bax/Bak", "estrogen receptor (ER)".
bool DocumentTagger::listed_together(std::size_t text, const Candidate& first,
                                     const Candidate& second) const {
  const auto& units = work_[text].units;
  for (std::uint32_t p = first.last + 1; p < second.first; ++p)
    if (units[p].token == nullptr || units[p].token->kind != TokenKind::stop) return false;
  const std::uint32_t begin = units[first.last].token->end, end = units[second.first].token->begin;
  constexpr std::uint32_t longest = 8;  // ", and "
  return begin <= end && end - begin <= longest &&
         texts_[text].text.substr(begin, end - begin).find_first_of(".:;") ==
             std::string_view::npos;
}

// A doubtful symbol counts where the document shows somewhere that it means the gene: by a word
// beside it, by other genes in the same list, or by another name of the gene. One sense in a
// document: Gale, Church, Yarowsky 1992, "One sense per discourse". A query, a heading, a sentence
// by itself is too short to show anything and is taken at its word.
void DocumentTagger::doubt_symbols() {
  constexpr std::size_t enough_words = 40;
  std::size_t words = 0;
  for (const Text& work : work_) words += work.units.size();
  if (words < enough_words) return;
  struct Gene {
    const Candidate* candidate;
    Choice* choice;
    bool shown;
    bool capitals;
  };
  std::vector<Gene> doubts;
  std::unordered_set<ConceptIndex> shown;
  for (std::size_t i = 0; i < texts_.size(); ++i) {
    std::vector<Gene> genes;
    for (std::size_t c = 0; c < work_[i].candidates.size(); ++c) {
      const Candidate& candidate = work_[i].candidates[c];
      Choice& choice = work_[i].choices[c];
      if (!names_gene(choice)) continue;
      genes.push_back({&candidate, &choice,
                       !choice.options[0].symbol || !is_doubtful_symbol(surface_of(i, candidate)) ||
                           stands_as_gene(i, candidate),
                       written_in_capitals(surface_of(i, candidate))});
    }
    std::ranges::sort(genes, {}, [](const Gene& gene) { return gene.candidate->first; });
    for (std::size_t g = 1; g < genes.size(); ++g)
      genes[g].shown |=
          genes[g - 1].shown && listed_together(i, *genes[g - 1].candidate, *genes[g].candidate);
    for (std::size_t g = genes.size(); g-- > 1;)
      genes[g - 1].shown |=
          genes[g].shown && listed_together(i, *genes[g - 1].candidate, *genes[g].candidate);
    for (const Gene& gene : genes) {
      if (gene.shown)
        shown.insert(gene.choice->options[0].index);
      else
        doubts.push_back(gene);
    }
  }
  for (const Gene& doubt : doubts) {
    if (shown.contains(doubt.choice->options[0].index)) continue;
    for (Option& option : doubt.choice->options) {
      if (!option.symbol) continue;
      option.accepted = false;
      option.rejected |= !doubt.capitals;
    }
    put_best_first(doubt.choice->options);
  }
}

}  // namespace osteon::osv
