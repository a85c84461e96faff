// Options that several commands have, and checks of values whose messages say what would be right.
#pragma once

#include <CLI/CLI.hpp>
#include <string>
#include <vector>

namespace osteon::tools {

/// `--db DIR`, which most commands need; also from the environment variable OSTEON_DB.
CLI::Option* add_database_option(CLI::App& app, std::string& directory);
/// An option that may be given more than once. Each takes one value, so that what follows it is the
/// command's own.
CLI::Option* add_repeatable_option(CLI::App& app, const std::string& name,
                                   std::vector<std::string>& values, const std::string& help);
/// `--vocab FILE`, repeatable.
CLI::Option* add_vocabulary_option(CLI::App& app, std::vector<std::string>& files,
                                   const std::string& help);
/// `--json`.
CLI::Option* add_json_option(CLI::App& app, bool& json);
/// Examples for --help: lines of shell, shown as they are.
void set_examples(CLI::App& app, const std::string& examples);

/// A whole number from `low` to `high`.
CLI::Validator whole_number(long long low, long long high);
/// One of `words`.
CLI::Validator one_of(std::vector<std::string> words);

}  // namespace osteon::tools
