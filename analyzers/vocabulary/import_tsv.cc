// Osteon's own table of concepts.
#include <algorithm>
#include <filesystem>

#include "analyzers/vocabulary/import.h"
#include "base/error.h"

namespace osteon::osv {
namespace {

class TsvImporter {
 public:
  TsvImporter(RawVocabulary& vocabulary, std::string_view name)
      : vocabulary_(vocabulary), source_(vocabulary.source(name)) {}

  /// Empty, or the reason why the line cannot be read.
  std::string read(std::string_view line) {
    if (trim(line).empty() || line[0] == '#') return {};
    if (line[0] == '!') return directive(line);
    const auto fields = split(line, '\t');
    if (fields.size() < 3 || fields.size() > 6)
      return std::to_string(fields.size()) + " columns where 3 to 6 are expected";
    const std::string_view id = trim(fields[0]), type = trim(fields[1]), name = trim(fields[2]);
    if (id.empty() || type.empty() || name.empty()) return "id, type and name must not be empty";
    const std::uint32_t owner = vocabulary_.add_concept(id, vocabulary_.type(type), name, source_);
    if (fields.size() > 3)
      for (std::string_view synonym : split(fields[3], '|'))
        vocabulary_.add_name(owner, synonym, NameKind::synonym);
    if (fields.size() > 4)
      for (std::string_view parent : split(fields[4], '|'))
        vocabulary_.add_parent(owner, trim(parent));
    if (fields.size() > 5)
      for (std::string_view other : split(fields[5], '|'))
        vocabulary_.add_id(owner, trim(other), IdRelation::same);
    return {};
  }

 private:
  // `!type name label`: separated by white space; the label is the rest of the line.
  std::string directive(std::string_view line) {
    constexpr std::string_view type_word = "!type";
    if (!line.starts_with(type_word)) return "unknown directive";
    line = trim(line.substr(type_word.size()));
    const std::size_t gap = line.find_first_of(" \t");
    const std::string_view name = line.substr(0, gap);
    if (name.empty()) return "!type needs a name";
    RawType& type = vocabulary_.types[vocabulary_.type(name)];
    if (gap != std::string_view::npos) type.label = trim(line.substr(gap));
    return {};
  }

  RawVocabulary& vocabulary_;
  std::uint8_t source_;
};

}  // namespace

void import_tsv(SourceFile& file, RawVocabulary& vocabulary) {
  TsvImporter importer(vocabulary, std::filesystem::path(file.path()).filename().string());
  for (std::string_view line; file.line(line);)
    if (const std::string reason = importer.read(line); !reason.empty()) file.fail(reason);
}

void import_tsv_text(std::string_view text, std::string_view name, RawVocabulary& vocabulary) {
  TsvImporter importer(vocabulary, name);
  std::size_t number = 0;
  for (std::string_view line : split(text, '\n')) {
    ++number;
    if (const std::string reason = importer.read(line); !reason.empty())
      throw Error(ErrorCode::corrupt,
                  std::string(name) + ": line " + std::to_string(number) + ": " + reason);
  }
}

}  // namespace osteon::osv
