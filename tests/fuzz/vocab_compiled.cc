// A compiled vocabulary damaged behind checksums that hold: every use answers or throws an Error.
// The input is a list of places and bytes to put there.
#include <unistd.h>

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <string>

#include "analyzers/analyzer.h"
#include "analyzers/tagger.h"
#include "analyzers/vocabulary.h"
#include "base/error.h"
#include "base/file_io.h"
#include "tests/analyzers/concepts/resealed.h"

namespace {

std::string path_of(const char* name) {
  return (std::filesystem::temp_directory_path() /
          ("osteon-fuzz-" + std::to_string(getpid()) + name))
      .string();
}

std::string sound() {
  const std::string path = path_of("-sound.osv");
  osteon::build_starter_vocabulary(path);
  std::string bytes = osteon::read_file(path);
  std::filesystem::remove(path);
  return bytes;
}

void use(const std::string& path) {
  const osteon::Vocabulary vocabulary = osteon::Vocabulary::open(path);
  static const osteon::Analyzer analyzer;
  const std::string text = "Sarcopenia (SP), IL-6 and breast and ovarian cancer in mice; SP again.";
  osteon::TokenList tokens;
  analyzer.analyze(text, tokens);
  const osteon::TaggerText texts[] = {{text, &tokens}};
  osteon::Tagger(vocabulary).tag(texts, {});
  for (const char* id : {"MESH:D055948", "NCBIGene:3569", "taxon:9606"})
    if (const osteon::ConceptIndex index = vocabulary.find_id(id); index != osteon::no_concept)
      vocabulary.at(index), vocabulary.ancestors(index), vocabulary.descendant_count(index);
  vocabulary.find_name("sarcopenia");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const std::string good = sound();
  static const std::string path = path_of("-bad.osv");
  std::string bytes = good;
  for (; size >= 5; data += 5, size -= 5) {
    const std::size_t place = data[0] | data[1] << 8 | data[2] << 16 | data[3] << 24;
    bytes[place % bytes.size()] = static_cast<char>(data[4]);
  }
  osteon::write_file_atomically(path, osteon::testing::resealed(std::move(bytes)));
  try {
    use(path);
  } catch (const osteon::Error&) {
  }
  return 0;
}
