// A paper as lines of text, so that a test's row can hold the whole expected output.
#pragma once

#include <cstdlib>
#include <filesystem>
#include <string>
#include <string_view>

#include "corpus/reader.h"

namespace osteon::test {

inline std::string joined(const std::vector<std::string>& parts, std::string_view separator) {
  std::string out;
  for (const std::string& part : parts) {
    if (!out.empty()) out += separator;
    out += part;
  }
  return out;
}

/// Front matter as "key: value" lines; empty fields are left out.
inline std::string front_of(const Paper& paper) {
  std::string out;
  const auto line = [&](std::string_view key, const std::string& value) {
    if (!value.empty()) out.append(key).append(": ").append(value).append("\n");
  };
  line("id", paper.id);
  line("pmcid", paper.ids.pmcid);
  line("pmid", paper.ids.pmid);
  line("doi", paper.ids.doi);
  line("title", paper.title);
  line("authors", joined(paper.authors, "; "));
  line("journal", paper.journal);
  if (paper.date.year != 0) {
    line("date", std::to_string(paper.date.year) + "-" + std::to_string(paper.date.month) + "-" +
                     std::to_string(paper.date.day));
  }
  line("type", paper.type);
  line("licence", paper.licence);
  line("flags", joined(paper.flags, "; "));
  line("keywords", joined(paper.keywords, "; "));
  return out;
}

/// Sections as "kind depth heading" with their paragraphs indented below.
inline std::string sections_of(const Paper& paper) {
  std::string out;
  for (const Section& section : paper.sections) {
    out.append(to_string(section.kind)).append(" ").append(std::to_string(section.depth));
    if (!section.heading.empty()) out.append(" ").append(section.heading);
    out += "\n";
    for (const std::string& paragraph : section.paragraphs)
      out.append("  ").append(paragraph).append("\n");
  }
  return out;
}

/// Entities as "type | name | description | ids | provenance" lines.
inline std::string entities_of(const Paper& paper) {
  std::string out;
  for (const PaperEntity& entity : paper.entities) {
    out.append(entity.type).append(" | ").append(entity.name).append(" | ");
    out.append(entity.description).append(" | ").append(joined(entity.ids, " ")).append(" | ");
    out.append(entity.provenance == EntityProvenance::linked      ? "linked"
               : entity.provenance == EntityProvenance::full_text ? "full text"
                                                                  : "annotation");
    out += "\n";
  }
  return out;
}

inline std::string problems_of(const ReadResult& result) {
  std::string out;
  for (const Problem& problem : result.problems) {
    out.append(problem.source).append(" | ").append(problem.location).append(" | ");
    out.append(problem.reason).append("\n");
  }
  return out;
}

inline ReadResult read(std::string_view source, std::string_view bytes, std::string format = {}) {
  ReadOptions options;
  options.format = std::move(format);
  return read_document({std::string(source), std::string(bytes)}, options);
}

/// The shared data's folder; empty if it is not there.
inline std::filesystem::path shared_data() {
  const char* variable = std::getenv("OSTEON_SHARED");
  const std::filesystem::path folder =
      variable != nullptr ? std::filesystem::path(variable)
                          : std::filesystem::path(OSTEON_SOURCE_DIR) / ".." / "shared";
  return std::filesystem::exists(folder / "data") ? folder / "data" : std::filesystem::path();
}

}  // namespace osteon::test
