// What became of a vocabulary's sources, for people and for programs.
#pragma once

#include <string>

#include "analyzers/vocabulary.h"

namespace osteon::tools {

/// The document `vocabulary_report` of docs/json-schema.json, one line; `file` is the compiled one.
std::string vocabulary_report_json(const VocabularyReport& report, const std::string& file);

/// Remarks and what was left out on standard error, the sum on standard output.
void print_vocabulary_report(const VocabularyReport& report, const std::string& file);

/// A line of a table of what was left out: kind, reason, item and what it concerns, separated by
/// tabs, with its newline. White space inside them becomes a space.
std::string left_out_line(const LeftOut& what);

}  // namespace osteon::tools
