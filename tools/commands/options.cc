#include "tools/commands/options.h"

#include <algorithm>
#include <utility>

#include "base/number.h"

namespace osteon::tools {

CLI::Option* add_database_option(CLI::App& app, std::string& directory) {
  return app.add_option("--db", directory, "Index directory")
      ->required()
      ->envname("OSTEON_DB")
      ->type_name("DIR");
}

CLI::Option* add_repeatable_option(CLI::App& app, const std::string& name,
                                   std::vector<std::string>& values, const std::string& help) {
  return app.add_option(name, values, help)->allow_extra_args(false);
}

CLI::Option* add_vocabulary_option(CLI::App& app, std::vector<std::string>& files,
                                   const std::string& help) {
  return add_repeatable_option(app, "--vocab", files, help)->type_name("FILE");
}

CLI::Option* add_json_option(CLI::App& app, bool& json) {
  return app.add_flag("--json", json, "Print JSON (docs/json.md)");
}

void set_examples(CLI::App& app, const std::string& examples) {
  app.footer("examples:\n" + examples);
}

CLI::Validator whole_number(long long low, long long high) {
  const auto check = [low, high](const std::string& text) {
    long long value = 0;
    if (read_number(text, value) && value >= low && value <= high) return std::string();
    return "give a whole number from " + std::to_string(low) + " to " + std::to_string(high) +
           ", not " + text;
  };
  return {check, "", ""};
}

CLI::Validator one_of(std::vector<std::string> words) {
  const auto check = [words = std::move(words)](const std::string& text) {
    if (std::find(words.begin(), words.end(), text) != words.end()) return std::string();
    std::string message;
    for (const std::string& word : words) message += (message.empty() ? "give " : ", ") + word;
    return message + "; not " + text;
  };
  return {check, "", ""};
}

}  // namespace osteon::tools
