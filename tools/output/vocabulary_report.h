// What became of a vocabulary's sources, for people and for programs.
#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "analyzers/vocabulary.h"

namespace osteon::tools {

/// The members of `vocabulary_report` in docs/json-schema.json; `file` is the compiled one.
nlohmann::ordered_json report_members(const VocabularyReport& report, const std::string& file);

/// Remarks and what was left out on standard error, the sum on standard output.
void print_vocabulary_report(const VocabularyReport& report, const std::string& file);

/// A line of a table of what was left out: kind, reason, item and what it concerns, separated by
/// tabs, with its newline. White space inside them becomes a space.
std::string left_out_line(const LeftOut& what);

}  // namespace osteon::tools
