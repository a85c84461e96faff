// Annotations that a document brings along (BioC, PubTator) as the paper's entities.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "corpus/paper.h"

namespace osteon::corpus {

/// One annotated mention.
struct Annotation {
  std::string type;
  std::string text;
  /// Where it says its ids: ("identifier", "MESH:D003920"), ("NCBI Gene", "2099"), …
  std::vector<std::pair<std::string, std::string>> id_notes;
  std::vector<std::pair<std::size_t, std::size_t>> places;  ///< offset and length, as written
};

/// A half-open range of code points.
struct CodePointRange {
  std::size_t begin = 0, end = 0;
};
/// Where an annotation stands in `text`, whose first character is at `text_offset`; of one in
/// several pieces, from the first to the last. Offsets may count characters or bytes; none where
/// the annotation's text does not stand there either way.
std::optional<CodePointRange> place_of(const Annotation& annotation, std::string_view text,
                                       std::size_t text_offset);

/// An annotation's ids one by one as they are written; a bare one that is no number of its type's
/// own space has its key's before it ("CHEBI:15377").
std::vector<std::string> written_ids(const Annotation& annotation);

/// Collects a paper's annotations: each name with its type and ids once.
class AnnotationCollector {
 public:
  /// `text` is what stands around the annotation, its first character at `text_offset`; one without
  /// a place there is counted as misplaced.
  void add(const Annotation& annotation, std::string_view text, std::size_t text_offset);
  void finish(Paper& paper);
  std::size_t misplaced() const { return misplaced_; }
  std::size_t total() const { return total_; }

 private:
  std::vector<PaperEntity> entities_;
  std::size_t misplaced_ = 0;
  std::size_t total_ = 0;
  std::size_t budget_ =
      64u << 20;  ///< bytes that checks may still run over: hostile files are long
};

/// Counts misplaced annotations over a document's papers, for one report.
struct MisplacedReport {
  std::size_t misplaced = 0;
  std::size_t total = 0;
  std::string first_paper;
  void add(const AnnotationCollector& collector, const Paper& paper);
  void add(std::size_t more_misplaced, std::size_t more, std::string_view paper);
  /// "the offsets of 3 of 40 annotations do not fit their text"; empty if all fit.
  std::string reason() const;
};

}  // namespace osteon::corpus
