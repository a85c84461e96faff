// The `osteon` program: finds the command, parses its options, turns errors into exit codes.
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <exception>
#include <string>
#include <string_view>

#include "base/error.h"
#include "tools/commands/commands.h"
#include "tools/commands/help.h"
#include "tools/output/terminal.h"
#include "tools/version.h"

namespace osteon::tools {
namespace {

constexpr std::string_view description =
    "Full-text and concept search over biomedical papers, on your own machine.";

void print_overview(std::FILE* to) {
  std::fprintf(to, "%s\n\nusage: osteon COMMAND [OPTION...]\n\ncommands:\n",
               std::string(description).c_str());
  for (const Command& command : commands()) {
    std::fprintf(to, "  %-12s %s\n", command.name, command.summary);
  }
  std::fputs(
      "\nosteon COMMAND --help shows a command's options and examples.\n"
      "exit status: 0 done or found, 1 nothing found, 2 error, 130 interrupted\n",
      to);
}

void complain(std::string_view message) {
  std::fprintf(stderr, "osteon: %s\n", harmless(message).c_str());
}

const Command* find_command(std::string_view name) {
  for (const Command& command : commands()) {
    if (command.name == name) return &command;
  }
  return nullptr;
}

ExitCode run_command(const Command& command, int argc, char** argv) {
  CLI::App app(command.summary, std::string("osteon ") + command.name);
  const Action action = command.set_up(app);
  try {
    app.parse(argc, argv);
  } catch (const CLI::CallForHelp&) {
    std::fputs(help_text(app, app.get_name()).c_str(), stdout);
    return ExitCode::ok;
  } catch (const CLI::ParseError& error) {
    complain(error.what());
    std::fprintf(stderr, "osteon %s --help shows how it is used\n", command.name);
    return ExitCode::error;
  }
  return action();
}

ExitCode dispatch(int argc, char** argv) {
  const std::string_view name = argc > 1 ? argv[1] : "";
  if (name.empty()) {
    print_overview(stderr);
    return ExitCode::error;
  }
  if (name == "--help" || name == "-h" || name == "help") {
    if (argc > 2) {
      if (const Command* command = find_command(argv[2])) {
        std::string program = argv[2], flag = "--help";
        char* arguments[] = {program.data(), flag.data(), nullptr};
        return run_command(*command, 2, arguments);
      }
    }
    print_overview(stdout);
    return ExitCode::ok;
  }
  if (name == "--version" || name == "-V") {
    std::printf("osteon %s\n", version);
    return ExitCode::ok;
  }
  const Command* command = find_command(name);
  if (command == nullptr) {
    complain("no command \"" + std::string(name) + "\"; osteon --help lists them");
    return ExitCode::error;
  }
  return run_command(*command, argc - 1, argv + 1);
}

/// What was printed must have arrived: a full disk is an error, a reader that left is not.
ExitCode finish_output(ExitCode code) {
  errno = 0;
  if (std::fflush(stdout) == 0 && std::ferror(stdout) == 0) return code;
  if (errno == EPIPE) return code;
  complain(std::string("standard output: ") + std::strerror(errno));
  return ExitCode::error;
}

}  // namespace
}  // namespace osteon::tools

int main(int argc, char** argv) {
  using osteon::tools::ExitCode;
  std::signal(SIGPIPE, SIG_DFL);  // a reader that leaves ends the program without a word
  ExitCode code = ExitCode::error;
  try {
    code = osteon::tools::dispatch(argc, argv);
  } catch (const osteon::Error& error) {
    osteon::tools::complain(error.what());
    if (error.code() == osteon::ErrorCode::cancelled) code = ExitCode::interrupted;
  } catch (const std::exception& error) {
    osteon::tools::complain(error.what());
  }
  return static_cast<int>(osteon::tools::finish_output(code));
}
