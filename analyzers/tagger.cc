// The public face of the tagger.
#include "analyzers/tagger.h"

#include "analyzers/tagger/document.h"

namespace osteon {

std::string_view to_string(MentionRule rule) {
  switch (rule) {
    case MentionRule::exact:
      return "exact";
    case MentionRule::variant:
      return "variant";
    case MentionRule::abbreviation:
      return "abbreviation";
    case MentionRule::document:
      return "document";
    case MentionRule::conjunction:
      return "conjunction";
    case MentionRule::pattern:
      return "pattern";
  }
  return "";
}

struct Tagger::Impl {
  const Vocabulary& vocabulary;
  osv::SenseWeigher weigher;
  osv::SpeciesWords species_words;
  osv::GeneWords gene_words;
  osv::LexiconNames lexicon;
  TaggerOptions options;
};

Tagger::Tagger(const Vocabulary& vocabulary, const TaggerOptions& options)
    : impl_(new Impl{
          vocabulary, osv::SenseWeigher(vocabulary.impl().file, options.annotated_species),
          osv::SpeciesWords(vocabulary, vocabulary.impl().analyzer()),
          osv::GeneWords(vocabulary.impl().analyzer()),
          osv::LexiconNames(options.lexicon.get(), vocabulary, vocabulary.impl().analyzer()),
          options}) {}
Tagger::~Tagger() = default;
Tagger::Tagger(Tagger&&) noexcept = default;

const Vocabulary& Tagger::vocabulary() const {
  return impl_->vocabulary;
}

DocumentTags Tagger::tag(std::span<const TaggerText> texts, std::span<const KnownEntity> known,
                         TagDetail detail) const {
  return osv::DocumentTagger(impl_->vocabulary, impl_->weigher, impl_->species_words,
                             impl_->gene_words, impl_->lexicon, impl_->options, texts)
      .run(known, detail);
}

}  // namespace osteon
