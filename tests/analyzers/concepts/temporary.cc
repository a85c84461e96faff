// Scratch files and short forms of the tagger's answer.
#include "tests/analyzers/concepts/temporary.h"

#include <stdlib.h>

#include <filesystem>
#include <fstream>

#include "analyzers/analyzer.h"

TemporaryFolder::TemporaryFolder() {
  std::string pattern = (std::filesystem::temp_directory_path() / "osteon-XXXXXX").string();
  if (mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("no temporary folder");
  folder_ = pattern;
}

TemporaryFolder::~TemporaryFolder() {
  std::filesystem::remove_all(folder_);
}

std::string TemporaryFolder::write(std::string_view name, std::string_view text) const {
  std::ofstream(path(name), std::ios::binary) << text;
  return path(name);
}

osteon::Vocabulary TemporaryFolder::build(std::string_view name, std::string_view text) const {
  osteon::build_vocabulary({write(name, text)}, path("vocabulary.osv"));
  return osteon::Vocabulary::open(path("vocabulary.osv"));
}

osteon::Vocabulary built_from(std::string_view table) {
  // What is mapped stays readable when the folder has gone.
  return TemporaryFolder().build("lab.tsv", table);
}

std::vector<std::string> tagged(const osteon::Vocabulary& vocabulary, std::string_view text,
                                const osteon::TaggerOptions& options) {
  const osteon::Analyzer analyzer;
  osteon::TokenList tokens;
  analyzer.analyze(text, tokens);
  const osteon::TaggerText texts[] = {{text, &tokens}};
  const osteon::DocumentTags tags = osteon::Tagger(vocabulary, options).tag(texts, {});
  std::vector<std::string> lines;
  for (const osteon::Mention& mention : tags.mentions[0]) {
    const osteon::DocumentConcept& known = tags.concepts[mention.concept_number];
    lines.push_back(std::string(mention.accepted   ? "+ "
                                : mention.rejected ? "! "
                                                   : "- ") +
                    std::string(to_string(mention.rule)) + " [" +
                    std::string(text.substr(mention.begin, mention.end - mention.begin)) + "] " +
                    known.id + " " + known.type);
  }
  return lines;
}

std::vector<std::string> accepted(const osteon::Vocabulary& vocabulary, std::string_view text,
                                  const osteon::TaggerOptions& options) {
  std::vector<std::string> found;
  for (const std::string& line : tagged(vocabulary, text, options))
    if (line[0] == '+') {
      const std::size_t open = line.find('[');
      found.push_back(line.substr(open, line.rfind(' ') - open));
    }
  return found;
}
