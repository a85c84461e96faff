#include "tools/linking/annotated_files.h"

#include <utility>

#include "base/file_io.h"
#include "base/utf8.h"
#include "corpus/annotated_text.h"

namespace osteon::tools {
namespace {

PubtatorDocument as_pubtator(const AnnotatedDocument& from) {
  PubtatorDocument document{from.id, {}, {}, {}};
  std::size_t before = 0;  // code points, with one between passages
  for (std::size_t i = 0; i < from.passages.size(); ++i) {
    const AnnotatedPassage& passage = from.passages[i];
    std::string& text = i == 0 ? document.title : document.abstract_text;
    if (i > 1) text += '\n';
    text += passage.text;
    for (const AnnotatedMention& mention : passage.mentions)
      document.annotations.push_back({static_cast<std::uint32_t>(before + mention.begin),
                                      static_cast<std::uint32_t>(before + mention.end),
                                      mention.text, mention.type, mention.ids});
    before += count_code_points(passage.text) + 1;
  }
  return document;
}

}  // namespace

std::vector<PubtatorDocument> read_annotated_file(const std::string& path,
                                                  std::vector<Problem>& problems) {
  const Document file{path, read_file(path)};
  const auto bioc = read_annotated_bioc(file, problems);
  if (!bioc) return read_pubtator(file.bytes, path, problems);
  std::vector<PubtatorDocument> documents;
  for (const AnnotatedDocument& document : *bioc) documents.push_back(as_pubtator(document));
  return documents;
}

}  // namespace osteon::tools
