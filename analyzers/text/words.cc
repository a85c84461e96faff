// Word tables and the order in which they are asked.
#include "analyzers/text/words.h"

#include <libstemmer.h>

#include "analyzers/tables/tables.h"

namespace osteon {
namespace {

bool is_ascii(std::string_view word) {
  for (const char c : word) {
    if (static_cast<unsigned char>(c) >= 128) return false;
  }
  return true;
}

}  // namespace

std::vector<std::vector<std::string_view>> read_table(std::string_view table) {
  std::vector<std::vector<std::string_view>> lines;
  while (!table.empty()) {
    const auto line_end = table.find('\n');
    std::string_view line = table.substr(0, line_end);
    table.remove_prefix(line_end == std::string_view::npos ? table.size() : line_end + 1);
    line = line.substr(0, line.find('#'));
    std::vector<std::string_view> words;
    while (true) {
      const auto from = line.find_first_not_of(' ');
      if (from == std::string_view::npos) break;
      const auto to = line.find(' ', from);
      words.push_back(line.substr(from, to == std::string_view::npos ? to : to - from));
      if (to == std::string_view::npos) break;
      line.remove_prefix(to);
    }
    if (!words.empty()) lines.push_back(std::move(words));
  }
  return lines;
}

Words::Words() {
  for (const auto& line : read_table(tables::stop_words)) stops_.insert(line.begin(), line.end());
  for (const auto& line : read_table(tables::spellings)) {
    for (std::size_t i = 1; i < line.size(); ++i) spellings_.emplace(line[i], line[0]);
  }
  for (const auto& line : read_table(tables::spelling_rules)) {
    rules_.push_back({line[0], line[1], line[2]});
  }
  for (const auto& line : read_table(tables::ise_words)) {
    ise_words_.insert(line.begin(), line.end());
  }
  for (const auto& line : read_table(tables::kept_s)) kept_s_.insert(line.begin(), line.end());
  for (const auto& line : read_table(tables::kept_adjectives)) {
    kept_adjectives_.insert(line.begin(), line.end());
  }
  for (const auto& line : read_table(tables::names)) {
    for (std::size_t i = 1; i < line.size(); ++i) names_.emplace(line[i], line[0]);
  }
  for (const auto& line : read_table(tables::plurals)) {
    for (std::size_t i = 1; i < line.size(); ++i) singulars_.emplace(line[i], line[0]);
  }
  for (const auto& line : read_table(tables::stems)) {
    for (std::size_t i = 1; i < line.size(); ++i) stems_.emplace(line[i], line[0]);
  }
}

std::string Words::spelling(std::string_view word) const {
  if (const auto it = spellings_.find(word); it != spellings_.end()) {
    return std::string(it->second);
  }
  std::string result(word);
  for (const Rule& rule : rules_) {
    const auto at = result.find(rule.letters);
    if (at == std::string::npos) continue;
    if (rule.place == "start" && at != 0) continue;
    if (rule.place == "end") {
      if (!result.ends_with(rule.letters)) continue;
      result.replace(result.size() - rule.letters.size(), rule.letters.size(), rule.replacement);
      continue;
    }
    result.replace(at, rule.letters.size(), rule.replacement);
  }
  spell_ize(result);
  return result;
}

// -ise and its inflections to -ize, where the word is not one that always has an s.
void Words::spell_ize(std::string& word) const {
  for (const std::string_view ending : {"ise", "ises", "ised", "ising", "iser", "isers", "isation",
                                        "isations", "isational", "isable"}) {
    if (!word.ends_with(ending)) continue;
    const std::size_t at = word.size() - ending.size();
    const std::string_view before = std::string_view(word).substr(0, at);
    if (before.size() < 3) return;
    // -wise, -vise, -oise, -aise, -guise, -cruise
    if (std::string_view("wvoau").find(before.back()) != std::string_view::npos) return;
    for (std::size_t from = 0; from == 0 || before.size() - from >= 4; ++from) {
      if (ise_words_.contains(before.substr(from))) return;
      if (from + 1 >= before.size()) break;
    }
    word[at + 1] = 'z';
    return;
  }
}

TokenKind Words::analyze(std::string_view word, bool acronym, sb_stemmer* stemmer,
                         std::string& text, std::string& exact) const {
  exact.assign(word);
  text.assign(word);
  if (!acronym && is_stop(word)) return TokenKind::stop;
  if (word.size() <= 2 || !is_ascii(word)) return TokenKind::word;
  if (const auto it = names_.find(word); it != names_.end()) {
    text = exact = it->second;
    return TokenKind::mixed;
  }
  exact = spelling(word);
  stem(exact, acronym, stemmer, text);
  if (text.empty()) text = exact;
  return TokenKind::word;
}

void Words::stem(std::string_view exact, bool acronym, sb_stemmer* stemmer,
                 std::string& text) const {
  text.assign(exact);
  if (exact.back() == 's' && (acronym || kept_s_.contains(exact))) return;
  std::string singular;
  if (const auto it = singulars_.find(exact); it != singulars_.end()) {
    exact = it->second;
  } else if (singular_by_ending(exact, singular)) {
    exact = singular;
  }
  if (const auto it = stems_.find(exact); it != stems_.end()) {
    text.assign(it->second);
    return;
  }
  text.assign(exact);
  if (exact.size() <= 3 || stem_by_ending(exact, text)) return;
  const sb_symbol* stemmed = sb_stemmer_stem(
      stemmer, reinterpret_cast<const sb_symbol*>(exact.data()), static_cast<int>(exact.size()));
  if (stemmed == nullptr) return;
  text.assign(reinterpret_cast<const char*>(stemmed),
              static_cast<std::size_t>(sb_stemmer_length(stemmer)));
}

}  // namespace osteon
