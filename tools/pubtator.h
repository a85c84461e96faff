// PubTator text: documents of a title and an abstract, with annotations as tab-separated lines.
//
//   PMID|t|title
//   PMID|a|abstract
//   PMID<TAB>begin<TAB>end<TAB>text<TAB>type<TAB>id
//
// Offsets count code points from 0 over title, one separator, abstract.
#pragma once

#include <istream>
#include <optional>
#include <string>

#include "analyzers/tagger.h"

namespace osteon::tools {

struct PubtatorDocument {
  std::string id;
  std::string title;
  std::string abstract;
};

/// Reads one document after the other; annotations in the input are passed over.
class PubtatorReader {
 public:
  /// `name` is for messages. The stream must outlive the reader.
  PubtatorReader(std::istream& in, std::string name);
  /// Nothing after the last. Throws Error (corrupt) with the line where the text is no PubTator.
  std::optional<PubtatorDocument> next();

 private:
  std::istream& in_;
  std::string name_;
  std::size_t line_ = 0;
};

/// The document with the accepted mentions of `tags` (two texts: title, abstract) that are genes,
/// chemicals, diseases or species and have an id in the format's own spaces: a bare MeSH number or
/// OMIM for diseases and chemicals, a bare number for genes and taxa. Ends with an empty line.
std::string write_pubtator(const PubtatorDocument& document, const DocumentTags& tags);

}  // namespace osteon::tools
