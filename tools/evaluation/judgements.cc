#include "tools/evaluation/judgements.h"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <nlohmann/json.hpp>
#include <set>

#include "base/error.h"
#include "base/file_io.h"
#include "base/number.h"

namespace osteon {
namespace {

[[noreturn]] void refuse(const std::string& path, std::size_t line, std::string_view why) {
  throw Error(ErrorCode::usage, fmt::format("{}:{}: {}", path, line, why));
}

/// Calls `visit(line, number)` for each line that is not blank; numbers are 1-based.
void for_each_line(const std::string& path,
                   const std::function<void(std::string_view, std::size_t)>& visit) {
  const std::string bytes = read_file(path);
  std::string_view rest = bytes;
  for (std::size_t number = 1; !rest.empty(); ++number) {
    const std::size_t end = rest.find('\n');
    std::string_view line = rest.substr(0, end);
    rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
    if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
    if (line.find_first_not_of(" \t") != std::string_view::npos) visit(line, number);
  }
}

/// Columns at tabs if there is one, else at runs of blanks, as TREC's files have them.
std::vector<std::string_view> columns(std::string_view line) {
  std::vector<std::string_view> parts;
  const bool tabs = line.find('\t') != std::string_view::npos;
  const std::string_view separators = tabs ? "\t" : " ";
  while (true) {
    if (!tabs) line.remove_prefix(std::min(line.find_first_not_of(' '), line.size()));
    if (line.empty() && !tabs) break;
    const std::size_t end = line.find_first_of(separators);
    parts.push_back(line.substr(0, end));
    if (end == std::string_view::npos) break;
    line.remove_prefix(end + 1);
  }
  return parts;
}

}  // namespace

std::vector<JudgedQuery> read_queries(const std::string& path) {
  std::vector<JudgedQuery> queries;
  std::set<std::string, std::less<>> seen;
  for_each_line(path, [&](std::string_view line, std::size_t number) {
    JudgedQuery query;
    if (line.front() == '{') {
      const auto json = nlohmann::json::parse(line, nullptr, /*allow_exceptions=*/false);
      if (!json.is_object() || !json.contains("_id") || !json["_id"].is_string() ||
          !json.contains("text") || !json["text"].is_string())
        refuse(path, number, "expected a JSON object with the strings \"_id\" and \"text\"");
      query = {json["_id"], json["text"]};
    } else {
      const std::size_t tab = line.find('\t');
      if (tab == std::string_view::npos) refuse(path, number, "expected an id, a tab and a text");
      query = {std::string(line.substr(0, tab)), std::string(line.substr(tab + 1))};
    }
    if (!seen.insert(query.id).second) refuse(path, number, "query id given before: " + query.id);
    queries.push_back(std::move(query));
  });
  return queries;
}

Judgements read_judgements(const std::string& path) {
  Judgements judgements;
  for_each_line(path, [&](std::string_view line, std::size_t number) {
    const auto parts = columns(line);
    if (parts.size() != 3 && parts.size() != 4)
      refuse(path, number, "expected three columns (BEIR) or four (TREC)");
    int grade = 0;
    if (!read_number(parts.back(), grade)) {
      if (number == 1) return;  // BEIR's header
      refuse(path, number, fmt::format("the grade is not a whole number: {}", parts.back()));
    }
    judgements[std::string(parts[0])][std::string(parts[parts.size() - 2])] = grade;
  });
  return judgements;
}

Run read_run(const std::string& path) {
  Run run;
  for_each_line(path, [&](std::string_view line, std::size_t number) {
    const auto parts = columns(line);
    double score = 0;
    if (parts.size() != 6 || !read_number(parts[4], score))
      refuse(path, number, "expected six columns: query, Q0, document, rank, score, tag");
    run[std::string(parts[0])].push_back({std::string(parts[2]), score});
  });
  return run;
}

std::string write_run(const Run& run, std::string_view tag) {
  std::string out;
  for (auto [query, documents] : run) {
    rank(documents);
    std::size_t position = 0;
    for (const RankedDocument& document : documents)
      out += fmt::format("{} Q0 {} {} {:.6f} {}\n", query, document.id, ++position, document.score,
                         tag);
  }
  return out;
}

void rank(std::vector<RankedDocument>& documents) {
  std::sort(documents.begin(), documents.end(),
            [](const RankedDocument& a, const RankedDocument& b) {
              const auto x = static_cast<float>(a.score), y = static_cast<float>(b.score);
              return x != y ? x > y : a.id > b.id;
            });
}

}  // namespace osteon
