// BioC's annotations with their places.
#include "corpus/annotated_text.h"

#include <utility>

#include "corpus/bioc.h"

namespace osteon {
namespace {

using corpus::BiocDocument;

AnnotatedDocument annotated(BiocDocument& bioc, corpus::MisplacedReport& misplaced) {
  AnnotatedDocument document{bioc.id, {}};
  for (corpus::BiocPassage& passage : bioc.passages) {
    AnnotatedPassage& to = document.passages.emplace_back();
    std::size_t lost = 0;
    for (corpus::Annotation& annotation : passage.annotations) {
      const auto place = corpus::place_of(annotation, passage.text, passage.offset);
      if (!place) {
        ++lost;
        continue;
      }
      to.mentions.push_back({place->begin, place->end, annotation.text, annotation.type,
                             corpus::written_ids(annotation)});
    }
    misplaced.add(lost, passage.annotations.size(), bioc.id);
    to.text = std::move(passage.text);
  }
  return document;
}

}  // namespace

std::optional<std::vector<AnnotatedDocument>> read_annotated_bioc(const Document& document,
                                                                  std::vector<Problem>& problems) {
  std::string name;
  const std::string_view format =
      corpus::detect_reader(corpus::sniff(document.bytes, document.source, name))->name;
  if (format != "bioc-xml" && format != "bioc-json") return std::nullopt;
  std::vector<AnnotatedDocument> documents;
  corpus::MisplacedReport misplaced;
  const corpus::BiocSink sink = [&](BiocDocument&& bioc) {
    documents.push_back(annotated(bioc, misplaced));
  };
  ReadResult result;
  if (format == "bioc-xml")
    corpus::parse_bioc_xml(document, sink, result);
  else
    corpus::parse_bioc_json(document, sink, result);
  if (std::string reason = misplaced.reason(); !reason.empty())
    corpus::report(document, misplaced.first_paper, std::move(reason), result);
  for (Problem& problem : result.problems) problems.push_back(std::move(problem));
  return documents;
}

}  // namespace osteon
