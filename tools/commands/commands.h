// The commands of the `osteon` program: one table for dispatch, help and shell completion.
#pragma once

#include <CLI/CLI.hpp>
#include <functional>
#include <span>

#include "tools/exit_code.h"

namespace osteon::tools {

/// What a command does once its options are parsed.
using Action = std::function<ExitCode()>;

struct Command {
  const char* name;
  const char* summary;  ///< for the list of commands and the command's own --help
  /// Adds the command's options to `app` and returns what to run after parsing.
  Action (*set_up)(CLI::App& app);
};

/// All of them, in the order in which help lists them.
std::span<const Command> commands();

Action set_up_index(CLI::App& app);
Action set_up_fetch(CLI::App& app);
Action set_up_search(CLI::App& app);
Action set_up_serve(CLI::App& app);
Action set_up_analyze(CLI::App& app);
Action set_up_paper(CLI::App& app);
Action set_up_why_not(CLI::App& app);
Action set_up_passage(CLI::App& app);
Action set_up_complete(CLI::App& app);
Action set_up_concept(CLI::App& app);
Action set_up_pairs(CLI::App& app);
Action set_up_receipt(CLI::App& app);
Action set_up_watch(CLI::App& app);
Action set_up_mcp(CLI::App& app);
Action set_up_stats(CLI::App& app);
Action set_up_vocab(CLI::App& app);
/// Add `build` and `fetch` to the commands of `osteon vocab`.
Action add_vocab_build(CLI::App& vocab);
Action add_vocab_fetch(CLI::App& vocab);
Action set_up_check(CLI::App& app);
Action set_up_compact(CLI::App& app);
Action set_up_export(CLI::App& app);
Action set_up_mark(CLI::App& app);
Action set_up_learn(CLI::App& app);
Action set_up_eval(CLI::App& app);
Action set_up_completions(CLI::App& app);

}  // namespace osteon::tools
