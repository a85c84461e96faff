// osteon completions: what a shell may offer, made from the same options that are parsed.
#include <algorithm>
#include <cstdio>
#include <memory>
#include <string>
#include <vector>

#include "tools/commands/commands.h"
#include "tools/commands/options.h"

namespace osteon::tools {
namespace {

/// "--db --json …": the long options of a command and, one level down, of its own subcommands.
std::string option_words(const CLI::App& app) {
  std::string words;
  const auto add = [&](const std::string& word) { words += (words.empty() ? "" : " ") + word; };
  for (const CLI::Option* option : app.get_options()) {
    for (const std::string& name : option->get_lnames()) add("--" + name);
  }
  for (const CLI::App* sub : app.get_subcommands(nullptr)) {
    add(sub->get_name());
    for (const CLI::Option* option : sub->get_options()) {
      for (const std::string& name : option->get_lnames()) {
        const std::string word = "--" + name;
        if ((" " + words + " ").find(" " + word + " ") == std::string::npos) add(word);
      }
    }
  }
  return words;
}

struct Line {
  std::string command, summary, words;
};

std::vector<Line> describe() {
  std::vector<Line> lines;
  for (const Command& command : commands()) {
    CLI::App app(command.summary, command.name);
    command.set_up(app);
    lines.push_back({command.name, command.summary, option_words(app)});
  }
  return lines;
}

void print_bash(const std::vector<Line>& lines) {
  std::string names;
  for (const Line& line : lines) names += (names.empty() ? "" : " ") + line.command;
  std::puts("_osteon() {");
  std::puts("  local word=${COMP_WORDS[COMP_CWORD]} words=");
  std::puts("  COMPREPLY=()");
  std::printf("  if [ \"$COMP_CWORD\" -eq 1 ]; then words='%s'; else\n", names.c_str());
  std::puts("    case ${COMP_WORDS[1]} in");
  for (const Line& line : lines) {
    std::printf("      %s) words='%s' ;;\n", line.command.c_str(), line.words.c_str());
  }
  std::puts("    esac");
  std::puts("    case $word in -*) ;; *) return ;; esac");
  std::puts("  fi");
  std::puts(
      "  while read -r match; do COMPREPLY+=(\"$match\"); done < <(compgen -W \"$words\" -- "
      "\"$word\")");
  std::puts("}");
  std::puts("complete -o default -F _osteon osteon");
}

void print_zsh(const std::vector<Line>& lines) {
  std::puts("#compdef osteon");
  std::puts("_osteon() {");
  std::puts("  if (( CURRENT == 2 )); then");
  std::puts("    local -a names=(");
  for (const Line& line : lines) {
    std::printf("      '%s:%s'\n", line.command.c_str(), line.summary.c_str());
  }
  std::puts("    )");
  std::puts("    _describe command names");
  std::puts("    return");
  std::puts("  fi");
  std::puts("  if [[ $PREFIX == -* ]]; then");
  std::puts("    case $words[2] in");
  for (const Line& line : lines) {
    std::printf("      %s) compadd -- %s ;;\n", line.command.c_str(), line.words.c_str());
  }
  std::puts("    esac");
  std::puts("  else");
  std::puts("    _files");
  std::puts("  fi");
  std::puts("}");
  std::puts("compdef _osteon osteon");
}

void print_fish(const std::vector<Line>& lines) {
  for (const Line& line : lines) {
    std::printf("complete -c osteon -n __fish_use_subcommand -f -a %s -d '%s'\n",
                line.command.c_str(), line.summary.c_str());
    std::printf("complete -c osteon -n '__fish_seen_subcommand_from %s' -a '%s'\n",
                line.command.c_str(), line.words.c_str());
  }
}

}  // namespace

Action set_up_completions(CLI::App& app) {
  const auto shell = std::make_shared<std::string>();
  app.add_option("shell", *shell, "bash, zsh or fish")
      ->required()
      ->check(one_of({"bash", "zsh", "fish"}))
      ->type_name("SHELL");
  set_examples(app,
               "  source <(osteon completions bash)\n"
               "  osteon completions fish > ~/.config/fish/completions/osteon.fish");
  return [shell] {
    const std::vector<Line> lines = describe();
    if (*shell == "bash") print_bash(lines);
    if (*shell == "zsh") print_zsh(lines);
    if (*shell == "fish") print_fish(lines);
    return ExitCode::ok;
  };
}

}  // namespace osteon::tools
