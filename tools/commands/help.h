// What --help prints: usage, options with their defaults, subcommands, examples.
#pragma once

#include <CLI/CLI.hpp>
#include <string>

namespace osteon::tools {

/// The same text whatever the version of CLI11; `usage` is how the command is called.
std::string help_text(const CLI::App& app, const std::string& usage);

}  // namespace osteon::tools
