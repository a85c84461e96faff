// A lexicon's file.
#include "analyzers/linking/lexicon.h"

#include "analyzers/concept_id.h"
#include "analyzers/vocabulary/raw.h"
#include "base/error.h"
#include "base/file_io.h"
#include "base/number.h"

namespace osteon {

LexiconLine line_of(const LexiconEntry& entry) {
  if (entry.name == every_name) return LexiconLine::nested;
  if (entry.name == every_strain) return LexiconLine::strains;
  if (entry.name.starts_with(newer_than)) return LexiconLine::newest;
  const bool is_id = canonical_id(entry.name) == entry.name;
  if (entry.ids.empty()) return is_id ? LexiconLine::group : LexiconLine::stop;
  return is_id ? LexiconLine::ids : LexiconLine::name;
}

Lexicon Lexicon::read(const std::string& path) {
  return parse(read_file(path), path);
}

Lexicon Lexicon::parse(std::string_view text, const std::string& source) {
  Lexicon lexicon;
  std::size_t number = 0;
  for (std::string_view line : osv::split(text, '\n')) {
    ++number;
    if (osv::trim(line).empty() || line[0] == '#') continue;
    const auto fields = osv::split(line, '\t');
    LexiconEntry entry;
    const auto count = [](std::string_view field, std::uint32_t& value) {
      return read_number(osv::trim(field), value);
    };
    if (fields.size() != 5 || fields[0].empty() || fields[1].empty() ||
        !count(fields[3], entry.annotated) || !count(fields[4], entry.occurrences))
      throw Error(ErrorCode::corrupt,
                  source + ": line " + std::to_string(number) +
                      ": not name, type, ids, annotated, occurrences separated by tabs");
    entry.name = fields[0];
    entry.type = fields[1];
    if (fields[2] != "-")
      for (std::string_view id : osv::split(fields[2], '|')) entry.ids.emplace_back(id);
    lexicon.entries.push_back(std::move(entry));
  }
  return lexicon;
}

std::string joined_ids(const std::vector<std::string>& ids) {
  std::string text;
  for (const std::string& id : ids) text += (text.empty() ? "" : "|") + id;
  return text;
}

std::string Lexicon::text() const {
  std::string text = "# name\ttype\tids\tannotated\toccurrences\n";
  for (const LexiconEntry& entry : entries)
    text += entry.name + '\t' + entry.type + '\t' +
            (entry.ids.empty() ? "-" : joined_ids(entry.ids)) + '\t' +
            std::to_string(entry.annotated) + '\t' + std::to_string(entry.occurrences) + '\n';
  return text;
}

}  // namespace osteon
