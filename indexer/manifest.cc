// The manifest as JSON with its own checksum, and tombstone files.
#include "indexer/manifest.h"

#include <nlohmann/json.hpp>

#include "base/error.h"
#include "base/file_io.h"
#include "base/hash.h"
#include "base/mapped_file.h"
#include "indexer/schema.h"
#include "indexer/varint.h"

namespace osteon {
namespace {

using nlohmann::json;

constexpr std::string_view tombstone_magic = "OSTEOND\n";

json to_json(const ManifestFile& file) {
  return {{"name", file.name}, {"bytes", file.bytes}, {"xxh3", file.checksum}};
}

ManifestFile file_from(const json& value) {
  ManifestFile file{value.at("name"), value.at("bytes"), value.at("xxh3")};
  // A name is a file in the directory, never a path that leads out of it.
  if (file.name.empty() || file.name.find('/') != std::string::npos || file.name[0] == '.')
    throw Error(ErrorCode::corrupt, "file name \"" + file.name + "\"");
  return file;
}

ManifestFile optional_file(const json& value, const char* key) {
  return value.contains(key) ? file_from(value.at(key)) : ManifestFile{};
}

}  // namespace

std::vector<ManifestFile> Manifest::files() const {
  std::vector<ManifestFile> out;
  const auto add = [&](const ManifestFile& file) {
    if (!file.name.empty()) out.push_back(file);
  };
  add(vocabulary);
  add(sources);
  add(notices);
  for (const ManifestSegment& segment : segments) {
    add(segment.passage_file);
    add(segment.database);
    add(segment.tombstones);
  }
  return out;
}

Manifest read_manifest(const std::string& directory) {
  const std::string path = directory + "/" + manifest_name;
  std::string text;
  try {
    text = read_file(path);
  } catch (const Error& error) {
    if (error.code() != ErrorCode::not_found) throw;
    throw Error(ErrorCode::not_found,
                directory + ": no index here (there is no " + manifest_name + ")");
  }
  try {
    json value = json::parse(text);
    if (value.at("format") != index_format_version)
      throw Error(ErrorCode::incompatible_version,
                  path + ": index format " + value.at("format").dump() +
                      ", this program reads format " + std::to_string(index_format_version) +
                      "; index the papers again");
    const std::string checksum = value.at("checksum");
    value.erase("checksum");
    if (hex64(hash64(value.dump())) != checksum)
      throw Error(ErrorCode::corrupt, path + ": damaged (checksum)");
    Manifest out;
    out.revision = value.at("revision");
    out.next_segment = value.at("next_segment");
    out.analyzer_fingerprint = value.at("analyzer");
    out.vocabulary_fingerprint = value.at("vocabulary_fingerprint");
    out.vocabulary = optional_file(value, "vocabulary");
    out.sources = optional_file(value, "sources");
    out.notices = optional_file(value, "notices");
    for (const json& row : value.at("segments")) {
      ManifestSegment segment;
      segment.name = row.at("name");
      segment.papers = row.at("papers");
      segment.passages = row.at("passages");
      segment.text_bytes = row.at("text_bytes");
      segment.dead_papers = row.at("dead_papers");
      segment.dead_passages = row.at("dead_passages");
      segment.passage_file = file_from(row.at("passage_file"));
      segment.database = file_from(row.at("database"));
      segment.tombstones = optional_file(row, "tombstones");
      out.segments.push_back(std::move(segment));
    }
    return out;
  } catch (const json::exception& error) {
    throw Error(ErrorCode::corrupt, path + ": damaged (" + error.what() + ")");
  }
}

void write_manifest(const std::string& directory, const Manifest& manifest) {
  json value{{"format", index_format_version},
             {"revision", manifest.revision},
             {"next_segment", manifest.next_segment},
             {"analyzer", manifest.analyzer_fingerprint},
             {"vocabulary_fingerprint", manifest.vocabulary_fingerprint},
             {"segments", json::array()}};
  if (!manifest.vocabulary.name.empty()) value["vocabulary"] = to_json(manifest.vocabulary);
  if (!manifest.sources.name.empty()) value["sources"] = to_json(manifest.sources);
  if (!manifest.notices.name.empty()) value["notices"] = to_json(manifest.notices);
  for (const ManifestSegment& segment : manifest.segments) {
    json row{{"name", segment.name},
             {"papers", segment.papers},
             {"passages", segment.passages},
             {"text_bytes", segment.text_bytes},
             {"dead_papers", segment.dead_papers},
             {"dead_passages", segment.dead_passages},
             {"passage_file", to_json(segment.passage_file)},
             {"database", to_json(segment.database)}};
    if (!segment.tombstones.name.empty()) row["tombstones"] = to_json(segment.tombstones);
    value["segments"].push_back(std::move(row));
  }
  value["checksum"] = hex64(hash64(value.dump()));
  write_file_atomically(directory + "/" + manifest_name, value.dump(1) + "\n");
}

ManifestFile describe_file(const std::string& directory, const std::string& name) {
  const MappedFile file(directory + "/" + name);
  return {name, file.size(), hex64(hash64(file))};
}

std::string encode_tombstones(const std::vector<std::uint32_t>& ordinals) {
  std::string out(tombstone_magic);
  put_varint(out, ordinals.size());
  std::uint32_t next = 0;
  for (const std::uint32_t ordinal : ordinals) {
    put_varint(out, ordinal - next);
    next = ordinal + 1;
  }
  return out;
}

std::vector<bool> read_tombstones(const std::string& directory, const ManifestFile& file,
                                  std::uint32_t papers) {
  const std::string path = directory + "/" + file.name;
  const std::string bytes = read_file(path);
  const auto corrupt = [&] { return Error(ErrorCode::corrupt, path + ": damaged"); };
  if (hex64(hash64(bytes)) != file.checksum || bytes.rfind(tombstone_magic, 0) != 0)
    throw corrupt();
  VarintReader in(std::string_view(bytes).substr(tombstone_magic.size()));
  std::vector<bool> dead(papers);
  std::uint64_t next = 0;
  for (std::uint64_t left = in.next(); left > 0; --left) {
    next += in.next();
    if (!in.ok() || next >= papers) throw corrupt();
    dead[next++] = true;
  }
  return dead;
}

}  // namespace osteon
