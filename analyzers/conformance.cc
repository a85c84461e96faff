// Reads conformance rows and compares what the analyzer makes of their spellings.
#include "analyzers/conformance.h"

#include <algorithm>
#include <charconv>

#include "analyzers/data.h"
#include "base/utf8.h"

namespace osteon {
namespace {

struct Row {
  std::size_t line = 0;
  std::string kind, rule;
  std::vector<std::string> texts;
};

/// One spelling as analysed: what a search asks for, and all that an index would hold.
struct Analysed {
  std::vector<std::string> reading, terms;
  std::size_t sentences = 0;
};

std::vector<std::string_view> split(std::string_view text, char by) {
  std::vector<std::string_view> pieces;
  while (true) {
    const auto at = text.find(by);
    pieces.push_back(text.substr(0, at));
    if (at == std::string_view::npos) return pieces;
    text.remove_prefix(at + 1);
  }
}

/// Resolves \n, \t, \\, \uXXXX and \UXXXXXXXX. False where an escape is not one of these.
bool unescape(std::string_view field, std::string& out) {
  out.clear();
  for (std::size_t i = 0; i < field.size(); ++i) {
    if (field[i] != '\\') {
      out += field[i];
      continue;
    }
    if (++i == field.size()) return false;
    const char c = field[i];
    if (c == 'n') {
      out += '\n';
    } else if (c == 't') {
      out += '\t';
    } else if (c == '\\') {
      out += '\\';
    } else if (c == 'u' || c == 'U') {
      const std::size_t digits = c == 'u' ? 4 : 8;
      if (field.size() - i - 1 < digits) return false;
      unsigned value = 0;
      const char* from = field.data() + i + 1;
      const auto [end, error] = std::from_chars(from, from + digits, value, 16);
      if (error != std::errc() || end != from + digits || value > 0x10FFFF) return false;
      append_utf8(out, static_cast<char32_t>(value));
      i += digits;
    } else {
      return false;
    }
  }
  return true;
}

Analysed analyse(const Analyzer& analyzer, TokenList& tokens, const std::string& text) {
  analyzer.analyze(text, tokens);
  Analysed result;
  for (const std::string_view term : canonical_reading(tokens)) result.reading.emplace_back(term);
  for (const Token& token : tokens.tokens()) {
    if (token.kind != TokenKind::stop) result.terms.emplace_back(token.text);
  }
  result.sentences = tokens.sentence_ends().size();
  return result;
}

std::string joined(const std::vector<std::string>& terms) {
  std::string out;
  for (const std::string& term : terms) {
    if (!out.empty()) out += ' ';
    out += term;
  }
  return out;
}

class Checker {
 public:
  Checker(const Analyzer& analyzer, ConformanceReport& report)
      : analyzer_(analyzer), report_(report) {}

  void check(const Row& row) {
    if (row.rule == "sentences") return check_sentences(row);
    std::vector<Analysed> analysed;
    for (const std::string& text : row.texts) {
      analysed.push_back(analyse(analyzer_, tokens_, text));
    }
    const auto compare = [&](std::size_t a, std::size_t b, bool holds) {
      ++report_.comparisons;
      if (holds) return;
      report_.failures.push_back(
          {row.line, row.kind, row.rule, row.texts[a], row.texts[b], joined(analysed[a].reading),
           joined(row.rule == "finds" ? analysed[b].terms : analysed[b].reading)});
    };
    for (std::size_t b = 1; b < analysed.size(); ++b) {
      if (row.rule == "equal") {
        compare(0, b, !analysed[0].reading.empty() && analysed[0].reading == analysed[b].reading);
      } else if (row.rule == "finds") {
        const auto& held = analysed[b].terms;
        compare(0, b,
                std::all_of(analysed[0].reading.begin(), analysed[0].reading.end(),
                            [&](const std::string& term) {
                              return std::find(held.begin(), held.end(), term) != held.end();
                            }));
      } else {
        for (std::size_t a = 0; a < b; ++a) {
          compare(a, b, analysed[a].reading != analysed[b].reading);
        }
      }
    }
  }

 private:
  void check_sentences(const Row& row) {
    for (std::size_t i = 1; i < row.texts.size(); ++i) {
      const Analysed analysed = analyse(analyzer_, tokens_, row.texts[i]);
      ++report_.comparisons;
      if (std::to_string(analysed.sentences) == row.texts[0]) continue;
      report_.failures.push_back({row.line, row.kind, row.rule, row.texts[0], row.texts[i],
                                  row.texts[0] + " sentences",
                                  std::to_string(analysed.sentences) + " sentences"});
    }
  }

  const Analyzer& analyzer_;
  ConformanceReport& report_;
  TokenList tokens_;
};

}  // namespace

std::vector<std::string_view> canonical_reading(const TokenList& tokens) {
  std::vector<std::string_view> reading;
  const auto all = tokens.tokens();
  std::uint32_t covered = 0;  // bytes before this are inside a joined name
  for (std::size_t i = 0; i < all.size();) {
    std::size_t next = i + 1;
    const Token* chosen = &all[i];
    for (; next < all.size() && all[next].position == all[i].position; ++next) {
      if (all[next].kind == TokenKind::joined && all[next].end > chosen->end) chosen = &all[next];
    }
    if (all[i].begin >= covered && chosen->kind != TokenKind::stop) {
      reading.push_back(chosen->text);
      if (chosen->kind == TokenKind::joined) covered = chosen->end;
    }
    i = next;
  }
  return reading;
}

std::string_view published_conformance_table() {
  return data::conformance;
}

ConformanceReport check_conformance(const Analyzer& analyzer, std::string_view table,
                                    std::string_view source) {
  ConformanceReport report;
  Checker checker(analyzer, report);
  std::size_t number = 0;
  for (std::string_view line : split(table, '\n')) {
    ++number;
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (line.empty() || line.front() == '#') continue;
    const auto problem = [&](std::string reason) {
      report.problems.push_back(
          {std::string(source), "line " + std::to_string(number), std::move(reason)});
    };
    const auto fields = split(line, '\t');
    if (fields.size() < 4) {
      problem("fewer than four columns");
      continue;
    }
    Row row{number, std::string(fields[0]), std::string(fields[1]), {}};
    if (row.rule != "equal" && row.rule != "apart" && row.rule != "finds" &&
        row.rule != "sentences") {
      problem("unknown rule '" + row.rule + "'");
      continue;
    }
    bool good = true;
    for (std::size_t i = 2; i < fields.size(); ++i) {
      row.texts.emplace_back();
      good &= unescape(fields[i], row.texts.back());
    }
    if (!good) {
      problem("an escape that is none of \\n, \\t, \\\\, \\uXXXX and \\UXXXXXXXX");
      continue;
    }
    ++report.rows;
    checker.check(row);
  }
  return report;
}

}  // namespace osteon
