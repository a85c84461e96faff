// Building a vocabulary from its sources.
#include <chrono>
#include <filesystem>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "analyzers/data.h"
#include "analyzers/vocabulary/compile.h"
#include "analyzers/vocabulary/import.h"
#include "analyzers/vocabulary/join_genes.h"
#include "analyzers/vocabulary/join_species.h"
#include "analyzers/vocabulary/mesh_releases.h"
#include "base/error.h"

namespace osteon {
namespace {

// Calls `add` with each name of a table of ids and names whose id the vocabulary has, and its
// owner.
template <typename Add>
void for_each_name(const osv::RawVocabulary& raw, std::string_view table, const Add& add) {
  std::unordered_map<std::string_view, std::uint32_t> owners;
  for (std::uint32_t i = 0; i < raw.concepts.size(); ++i)
    if (!raw.concepts[i].dropped) owners.emplace(raw.concepts[i].id, i);
  for (std::string_view line : osv::split(table, '\n')) {
    if (line.empty() || line[0] == '#') continue;
    const auto fields = osv::split(line, '\t');
    if (const auto it = owners.find(fields.at(0)); it != owners.end())
      for (std::string_view name : osv::split(fields.at(1), '|')) add(name, it->second);
  }
}

// Names in common use that the sources lack, put on the concepts that are there.
void add_extra_names(osv::RawVocabulary& raw) {
  for_each_name(raw, data::extra_names, [&](std::string_view name, std::uint32_t owner) {
    raw.add_name(owner, name, osv::NameKind::usual);
  });
}

// Entries of a type whose names are never mentions, but keep what lies inside them from being one.
void add_phrases(osv::RawVocabulary& raw) {
  std::vector<std::string_view> phrases;
  for_each_name(raw, data::phrases,
                [&](std::string_view name, std::uint32_t) { phrases.push_back(name); });
  if (phrases.empty()) return;
  const std::uint16_t type = raw.type(osv::phrase_type);
  const std::uint8_t source = raw.source("Osteon");
  for (std::string_view phrase : phrases) {
    const std::uint32_t owner =
        raw.add_concept("phrase:" + std::string(phrase), type, phrase, source);
    raw.add_name(owner, phrase, osv::NameKind::preferred);
  }
}

// The starter vocabulary's names and ids stay in use with larger vocabularies: its entries join
// what publishers list under one of their ids. Entries that nobody else has are left out, and so
// is everything where the reader's own tables are all there is.
void lend_starter_names(osv::RawVocabulary& raw, const std::vector<std::string>& files) {
  std::unordered_set<std::string> tables;  // a table's entries name its file as their source
  for (const std::string& file : files)
    tables.insert(std::filesystem::path(file).filename().string());
  std::unordered_map<std::string_view, std::uint16_t> published;  // with its type
  for (const osv::RawConcept& entry : raw.concepts)
    if (!tables.contains(raw.sources[entry.source])) published.emplace(entry.id, entry.type);
  if (published.empty()) return;
  const std::size_t first = raw.concepts.size(), first_id = raw.ids.size();
  osv::import_tsv_text(data::starter, "starter", raw);
  std::unordered_set<std::uint32_t> known;
  for (std::size_t i = first_id; i < raw.ids.size(); ++i)
    if (published.contains(raw.ids[i].id)) known.insert(raw.ids[i].owner);
  for (std::size_t i = first; i < raw.concepts.size(); ++i) {
    osv::RawConcept& entry = raw.concepts[i];
    const auto own = published.find(entry.id);
    entry.dropped = own == published.end() && !known.contains(static_cast<std::uint32_t>(i));
    // What a protein or a class of drugs is to its publisher does not become a substance here.
    if (own != published.end()) entry.type = own->second;
  }
}

// Only where a source has one of the two: the table brings no concepts of its own.
void add_equivalents(osv::RawVocabulary& raw) {
  for (std::string_view line : osv::split(data::equivalents, '\n')) {
    if (line.empty() || line[0] == '#') continue;
    const auto fields = osv::split(line, '\t');
    raw.links.push_back({fields.at(0), fields.at(1), true});
  }
}

// Reads one file, and reports how much it holds.
void read_source(const std::string& path, osv::RawVocabulary& raw) {
  const std::uint64_t concepts = raw.concepts.size(), names = raw.names.size(),
                      ids = raw.ids.size() + raw.links.size() + raw.successors.size();
  osv::SourceFile file(path);
  VocabularySource source{path, std::string(osv::import_source(file, raw)), 0, 0, 0};
  source.concepts = raw.concepts.size() - concepts;
  source.names = raw.names.size() - names;
  source.ids = source.concepts + raw.ids.size() + raw.links.size() + raw.successors.size() - ids;
  raw.report.sources.push_back(std::move(source));
}

}  // namespace

VocabularyReport build_vocabulary(const std::vector<std::string>& sources, const std::string& out,
                                  const BuildProgress& progress, const LeftOutListener& listener) {
  if (sources.empty()) throw Error(ErrorCode::usage, "no vocabulary source was given");
  const auto begin = std::chrono::steady_clock::now();
  osv::RawVocabulary raw;
  raw.listener = listener;
  const std::vector<std::string> ordered = osv::in_reading_order(sources);
  for (std::size_t i = 0; i < ordered.size(); ++i) {
    if (progress)
      progress("reading " + std::filesystem::path(ordered[i]).filename().string(),
               static_cast<double>(i) / static_cast<double>(ordered.size()));
    read_source(ordered[i], raw);
  }
  osv::retire_mesh_records(raw);
  lend_starter_names(raw, sources);
  osv::show_names_in_use(raw);
  osv::set_group_names_apart(raw);
  osv::set_proteins_apart(raw);
  add_extra_names(raw);
  add_phrases(raw);
  add_equivalents(raw);
  osv::Sections sections;
  osv::compile_vocabulary(raw, sections, progress);
  if (progress) progress("writing", 0);
  osv::write_vocabulary(sections, out);
  raw.report.fingerprint = Vocabulary::open(out).fingerprint();
  raw.report.seconds =
      std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
  return std::move(raw.report);
}

VocabularyReport build_starter_vocabulary(const std::string& out) {
  osv::RawVocabulary raw;
  osv::import_tsv_text(data::starter, "starter", raw);
  osv::Sections sections;
  osv::compile_vocabulary(raw, sections, {});
  osv::write_vocabulary(sections, out);
  return std::move(raw.report);
}

}  // namespace osteon
