// Ids, names and years as filter terms.
#include "indexer/filter_terms.h"

#include <algorithm>
#include <cstdio>

#include "base/ascii.h"
#include "base/hash.h"
#include "indexer/schema.h"
#include "indexer/segment_impl.h"

namespace osteon {

std::string filter_term(std::string_view prefix, std::string_view value) {
  constexpr std::size_t longest = 240, kept = 200;
  std::string term(prefix);
  term += value;
  std::replace(term.begin(), term.end(), '\0', ' ');
  if (term.size() <= longest) return term;
  const std::string digest = hex64(hash64(term));
  std::size_t cut = kept;
  while (cut > 0 && (static_cast<unsigned char>(term[cut]) & 0xC0) == 0x80) --cut;
  return term.substr(0, cut) + "~" + digest;
}

std::vector<std::string> folded_words(const Analyzer& analyzer, std::string_view name) {
  thread_local TokenList tokens;
  analyzer.analyze(name, tokens);
  std::vector<std::string> words;
  for (const Token& token : tokens.tokens())
    if (token.is_primary()) words.emplace_back(token.exact);
  return words;
}

std::string folded_name(const Analyzer& analyzer, std::string_view name) {
  std::string out;
  for (const std::string& word : folded_words(analyzer, name)) {
    if (!out.empty()) out += ' ';
    out += word;
  }
  return out;
}

std::string paper_term(std::string_view paper_id) {
  return filter_term(prefix::paper, folded_id(paper_id));
}

std::string year_term(std::uint16_t year) {
  char digits[8];
  std::snprintf(digits, sizeof digits, "%04u", static_cast<unsigned>(year));
  return filter_term(prefix::year, digits);
}

std::string paper_value(std::string_view paper_id) {
  std::uint64_t hash = hash64(folded_id(paper_id));
  std::string out;
  for (int i = 0; i < 6; ++i, hash >>= 8) out.push_back(static_cast<char>(hash));
  return out;
}

std::vector<std::string> paper_filter_terms(const Analyzer& analyzer, const Paper& paper) {
  std::vector<std::string> terms{paper_term(paper.id)};
  const auto add = [&](std::string_view prefix, std::string_view value) {
    if (!value.empty()) terms.push_back(filter_term(prefix, value));
  };
  const auto add_id = [&](const char* space, const std::string& value) {
    if (!value.empty()) add(prefix::any_id, space + ascii::lower_case(value));
  };
  add_id("pmcid:", paper.ids.pmcid);
  add_id("pmid:", paper.ids.pmid);
  add_id("doi:", paper.ids.doi);
  for (const std::string& author : paper.authors)
    for (const std::string& word : folded_words(analyzer, author)) add(prefix::author, word);
  add(prefix::journal, folded_name(analyzer, paper.journal));
  add(prefix::article_type, ascii::lower_case(paper.type));
  add(prefix::licence, folded_name(analyzer, paper.licence));
  for (const std::string& flag : paper.flags) add(prefix::flag, ascii::lower_case(flag));
  add(prefix::source, paper.format);
  if (paper.date.year != 0) terms.push_back(year_term(paper.date.year));
  std::sort(terms.begin(), terms.end());
  terms.erase(std::unique(terms.begin(), terms.end()), terms.end());
  return terms;
}

}  // namespace osteon
