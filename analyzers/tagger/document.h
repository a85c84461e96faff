// Tagging one document: what it defines, where names stand, which of them count.
#pragma once

#include <algorithm>
#include <compare>
#include <cstddef>
#include <memory_resource>
#include <span>
#include <string_view>
#include <vector>

#include "analyzers/tagger.h"
#include "analyzers/tagger/candidates.h"
#include "analyzers/tagger/concept_table.h"
#include "analyzers/tagger/coordination.h"
#include "analyzers/tagger/gene_words.h"
#include "analyzers/tagger/lexicon_names.h"
#include "analyzers/tagger/local_names.h"
#include "analyzers/tagger/senses.h"
#include "analyzers/tagger/species.h"
#include "analyzers/tagger/variant_names.h"

namespace osteon::osv {

/// The work on one document; used once.
class DocumentTagger {
 public:
  DocumentTagger(const Vocabulary& vocabulary, const SenseWeigher& weigher,
                 const SpeciesWords& species_words, const GeneWords& gene_words,
                 const LexiconNames& lexicon, const TaggerOptions& options,
                 std::span<const TaggerText> texts);

  DocumentTags run(std::span<const KnownEntity> known, TagDetail detail);

 private:
  struct Text {
    explicit Text(std::pmr::memory_resource* memory)
        : units(memory),
          candidates(memory),
          choices(memory),
          species(memory),
          mixed(memory),
          shortened(memory) {}
    std::pmr::vector<TermUnit> units;
    std::pmr::vector<Candidate> candidates;
    std::pmr::vector<Choice> choices;  ///< one for each candidate
    // Positions of
    std::pmr::vector<std::uint32_t> species;    ///< what may be words for species
    std::pmr::vector<std::uint32_t> mixed;      ///< tokens of TokenKind::mixed
    std::pmr::vector<std::uint32_t> shortened;  ///< what may abbreviate a genus
  };

  void add_known(std::span<const KnownEntity> known);
  static constexpr std::uint32_t max_genus_abbreviation = 3;  ///< letters

  void find_names();
  void note_words(std::size_t text, const TrieMemory& words);
  void drop_broken_names(std::size_t text, std::size_t first);
  void weigh_found(TrieMemory& words, std::span<const std::size_t> ends);
  void use_lexicon();
  void use_learnt_names(std::size_t text);
  std::vector<Option> learnt_options(std::span<const LexiconNames::Meaning> meanings);
  void use_learnt_concepts(Options& options);
  void take_strains_for_species();
  void find_species();
  std::uint32_t unnamed_species() const;
  void choose_genes();
  bool names_gene(const Choice& choice) const;
  void reject_authors();
  bool adjoin(std::size_t text, std::uint32_t first, std::uint32_t second) const;
  bool stands_as_gene(std::size_t text, const Candidate& candidate) const;
  bool listed_together(std::size_t text, const Candidate& first, const Candidate& second) const;
  void doubt_symbols();
  void reject_residues();
  std::string_view surface_of(std::size_t text, const Candidate& candidate) const;
  std::uint64_t gene_number(ConceptIndex index) const;
  struct Genus {
    std::string_view name;  ///< as the document has it
    std::uint64_t word;
  };
  std::vector<Genus> genera() const;
  void bind_genera();
  void bind_genus(std::uint64_t abbreviation, std::vector<std::uint64_t> words, ConceptIndex index);
  ConceptIndex species_of(std::span<const std::uint64_t> words) const;
  void bind_abbreviations();
  void add_coordinations();
  void add_variants();
  void add_people(Text& work) const;
  void reject_unwritten();
  std::uint16_t type_of(const Option& option) const;
  bool hides(std::uint16_t type) const;
  void add_local_meanings(std::string_view text, Text& work);
  static bool is_told(const Option& option, TagDetail detail);
  void choose_mentions(Text& work, TagDetail detail);
  bool counts_inside(std::uint16_t type) const;
  bool begins_longer_name(const Candidate& candidate, const Choice& choice,
                          std::span<const std::uint16_t> taken) const;
  std::vector<Mention> mentions_of(Text& work, TagDetail detail);
  std::vector<TermPath> paths_of(std::string_view name);

  const Vocabulary& vocabulary_;
  const SenseWeigher& weigher_;
  const SpeciesWords& species_words_;
  const GeneWords& gene_words_;
  const LexiconNames& lexicon_;
  const TaggerOptions& options_;
  SpeciesContext species_;
  const Compiled& file_;
  std::span<const TaggerText> texts_;
  /// Of all that is as long-lived as the work: it is freed as a whole.
  std::pmr::monotonic_buffer_resource memory_;
  std::vector<Text> work_;
  ConceptTable concepts_;
  LocalNames local_;
  std::vector<LocalSense> local_senses_;
  std::pmr::vector<Candidate> found_;
  std::vector<Place> places_;
  struct Ranked {
    std::uint64_t rank;
    std::uint32_t number;  ///< of a candidate
    auto operator<=>(const Ranked&) const = default;
  };
  std::vector<Ranked> order_;  ///< of one text's candidates
  /// Fills `order_` by rank(candidate), smallest first; equal ones stay as they are.
  template <typename Rank>
  void put_in_order(std::span<const Candidate> candidates, const Rank& rank) {
    order_.clear();
    for (std::uint32_t i = 0; i < candidates.size(); ++i)
      order_.push_back({rank(candidates[i]), i});
    std::ranges::sort(order_);
  }
  TokenList tokens_;  ///< of names that the document teaches
};

}  // namespace osteon::osv
