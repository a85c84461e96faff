// What BioC XML and BioC JSON have in common: documents of passages with annotations.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "corpus/annotations.h"
#include "corpus/readers.h"

namespace osteon::corpus {

struct BiocPassage {
  std::vector<std::pair<std::string, std::string>> infons;
  std::size_t offset = 0;
  std::string text;
  std::vector<Annotation> annotations;
  std::size_t characters = 0;  ///< of `text`, kept by add_sentence
  /// Adds a sentence's text so that it begins at `sentence_offset`, as far as gaps are plausible.
  void add_sentence(std::size_t sentence_offset, std::string_view sentence);
  std::string_view infon(std::string_view key) const;
};

struct BiocDocument {
  std::string id;
  std::vector<std::pair<std::string, std::string>> infons;
  std::vector<BiocPassage> passages;
};

/// Sorts an annotation's infon to where it belongs: type, id, or nothing of use.
void take_annotation_infon(Annotation& annotation, std::string key, std::string value);

using BiocSink = std::function<void(BiocDocument&&)>;
/// Give the documents of a collection one by one. A broken one is reported to `result`; false then.
bool parse_bioc_xml(const Document& document, const BiocSink& sink, ReadResult& result);
bool parse_bioc_json(const Document& document, const BiocSink& sink, ReadResult& result);

/// Adds the paper of one document to `result`; its annotations only if the options want them.
void add_bioc_paper(const BiocDocument& bioc, const Document& document, const ReadOptions& options,
                    std::string_view format, MisplacedReport& misplaced, ReadResult& result);
/// What both readers do: the papers of what `parse` gives, and a report if there are none.
void read_bioc(const Document& document, const ReadOptions& options, std::string_view format,
               bool (*parse)(const Document&, const BiocSink&, ReadResult&), ReadResult& result);

}  // namespace osteon::corpus
