// Text to tokens: the one chain that indexing and queries share.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "analyzers/token.h"
#include "base/api.h"

namespace osteon {

/// The biomedical analyzer: canonical spellings (normaliser), tokens on ICU's character properties,
/// stop words, stems with exceptions, sentence ends. Immutable; safe from many threads.
class OSTEON_API Analyzer {
 public:
  Analyzer();
  ~Analyzer();
  Analyzer(Analyzer&&) noexcept;
  Analyzer& operator=(Analyzer&&) noexcept;

  /// Replaces the contents of `tokens` with those of `text` (UTF-8; broken sequences separate
  /// tokens as U+FFFD would).
  void analyze(std::string_view text, TokenList& tokens) const;

  /// The byte ranges of the primary tokens that analyze() gives, by position, without working out
  /// their terms: some three times faster. Uses and clears `scratch`.
  std::vector<TokenPlace> places(std::string_view text, TokenList& scratch) const;

  /// Changes whenever any text could give other tokens: the tables' version and checksum, ICU's
  /// and the stemmer's version. Kept in an index and compared on open.
  std::string fingerprint() const;

 private:
  struct Impl;
  std::unique_ptr<const Impl> impl_;
};

}  // namespace osteon
