#include "tools/commands/help.h"

#include <vector>

#include "tools/output/terminal.h"

namespace osteon::tools {
namespace {

constexpr std::size_t description_column = 22;

std::string option_names(const CLI::Option& option) {
  std::string names;
  for (const std::string& name : option.get_snames()) names += (names.empty() ? "-" : ", -") + name;
  for (const std::string& name : option.get_lnames()) {
    names += (names.empty() ? "--" : ", --") + name;
  }
  return names;
}

/// "  --limit N            Papers to show (10)", its description wrapped beside itself.
std::string entry(const std::string& left, const std::string& description) {
  Screen screen;
  std::string text = paragraph(description, {}, screen, description_column);
  if (left.size() + 4 <= description_column) {
    text.replace(0, 2 + left.size(), "  " + left);
    return text;
  }
  return "  " + left + "\n" + text;
}

std::string option_entry(const CLI::Option& option) {
  std::string left = option.get_positional() ? option.get_type_name() : option_names(option);
  if (!option.get_positional() && option.get_type_size() != 0) left += " " + option.get_type_name();
  std::string description = option.get_description();
  if (!option.get_default_str().empty()) description += " (" + option.get_default_str() + ")";
  if (!option.get_envname().empty()) description += "; or from $" + option.get_envname();
  return entry(left, description);
}

}  // namespace

std::string help_text(const CLI::App& app, const std::string& usage) {
  std::string positionals, options, text;
  std::string call = usage;
  for (const CLI::Option* option : app.get_options()) {
    if (option->get_positional()) {
      call += " " + option->get_type_name() + (option->get_items_expected_max() > 1 ? "..." : "");
      positionals += option_entry(*option);
    } else {
      if (option->get_required())
        call += " " + option_names(*option) + " " + option->get_type_name();
      options += option_entry(*option);
    }
  }
  const auto subcommands = app.get_subcommands(nullptr);
  call += subcommands.empty() ? " [OPTION...]" : " COMMAND [OPTION...]";
  text = app.get_description() + "\n\nusage: " + call + "\n";
  if (!positionals.empty()) text += "\n" + positionals;
  if (subcommands.empty()) text += "\noptions:\n" + options;
  for (const CLI::App* sub : subcommands) {
    text += "\n" + help_text(*sub, usage + " " + sub->get_name());
  }
  if (!app.get_footer().empty()) text += "\n" + app.get_footer() + "\n";
  return text;
}

}  // namespace osteon::tools
