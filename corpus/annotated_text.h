// Texts with the annotations of people, for learning from them and measuring against them.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "base/api.h"
#include "corpus/reader.h"

namespace osteon {

struct AnnotatedMention {
  std::size_t begin = 0, end = 0;  ///< half-open range of code points of the passage
  std::string text;
  std::string type;              ///< as written: "Disease"
  std::vector<std::string> ids;  ///< as written, composites taken apart
};

struct AnnotatedPassage {
  std::string text;
  std::vector<AnnotatedMention> mentions;
};

struct AnnotatedDocument {
  std::string id;
  std::vector<AnnotatedPassage> passages;
};

/// The documents of a BioC collection (XML or JSON), their text as it stands there; none if
/// `document` is not BioC. Mentions without a place in their passage are counted in `problems` and
/// left out; of a broken collection what stands before the break is given.
OSTEON_API std::optional<std::vector<AnnotatedDocument>> read_annotated_bioc(
    const Document& document, std::vector<Problem>& problems);

}  // namespace osteon
