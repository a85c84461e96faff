// Tagging one document: what it defines, where names stand, which of them count.
#pragma once

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

  DocumentTags run(std::span<const KnownEntity> known);

 private:
  struct Text {
    std::vector<TermUnit> units;
    std::vector<Candidate> candidates;
    std::vector<Choice> choices;  ///< one for each candidate
  };

  void add_known(std::span<const KnownEntity> known);
  void find_names();
  void use_lexicon();
  void use_learnt_names(std::size_t text);
  std::vector<Option> learnt_options(std::span<const LexiconNames::Meaning> meanings);
  void use_learnt_concepts(std::vector<Option>& options);
  void take_strains_for_species();
  void find_species();
  void choose_genes();
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
  ConceptIndex species_of(std::uint64_t genus, std::uint64_t epithet) const;
  void bind_abbreviations();
  void add_coordinations();
  void add_variants();
  void add_people(Text& work) const;
  std::uint16_t type_of(const Option& option) const;
  bool hides(std::uint16_t type) const;
  void choose_mentions(Text& work);
  bool counts_inside(std::uint16_t type) const;
  std::vector<Mention> mentions_of(const TaggerText& text, Text& work);
  std::vector<TermPath> paths_of(std::string_view name) const;

  const Vocabulary& vocabulary_;
  const SenseWeigher& weigher_;
  const SpeciesWords& species_words_;
  const GeneWords& gene_words_;
  const LexiconNames& lexicon_;
  const TaggerOptions& options_;
  SpeciesContext species_;
  const Compiled& file_;
  std::span<const TaggerText> texts_;
  std::vector<Text> work_;
  ConceptTable concepts_;
  LocalNames local_;
  std::vector<LocalSense> local_senses_;
};

}  // namespace osteon::osv
