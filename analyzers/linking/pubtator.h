// PubTator's text format: documents of a title and an abstract with annotations by code points.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "analyzers/analyzer.h"
#include "analyzers/tagger.h"
#include "analyzers/vocabulary.h"
#include "base/api.h"
#include "base/error.h"

namespace osteon {

/// Half-open range of code points over title, one separator, abstract; 0-based.
struct PubtatorAnnotation {
  std::uint32_t begin = 0, end = 0;
  std::string text;
  std::string type;              ///< as written: "Disease"
  std::vector<std::string> ids;  ///< as written, composites taken apart; empty for "-1", "-", ""
};

struct PubtatorDocument {
  std::string id;
  std::string title;
  std::string abstract_text;
  std::vector<PubtatorAnnotation> annotations;
};

/// Reads all documents of `text`. Lines that cannot be read are reported under `source` and
/// skipped; an annotation whose text is not where its offsets say is kept and reported.
OSTEON_API std::vector<PubtatorDocument> read_pubtator(std::string_view text,
                                                       std::string_view source,
                                                       std::vector<Problem>& problems);
/// One document with a blank line after it.
OSTEON_API std::string write_pubtator(const PubtatorDocument& document);

/// A PubTator type, in any of the corpora's words ("DiseaseOrPhenotypicFeature", "OrganismTaxon",
/// "Modifier"), as Osteon's; empty if Osteon has none.
OSTEON_API std::string_view type_of_pubtator(std::string_view type);
/// An id of that format as Osteon writes it: "D003920" and "MESH:D003920", "9606" for a species.
OSTEON_API std::string id_of_pubtator(std::string_view id, std::string_view type);

/// Replaces the annotations by those of `tagger`: accepted mentions of the types that PubTator has,
/// one id each in that format's name space; mentions without such an id are left out.
OSTEON_API void annotate(PubtatorDocument& document, const Vocabulary& vocabulary,
                         const Tagger& tagger, const Analyzer& analyzer);

}  // namespace osteon
