// Judged queries and runs in the files that TREC and BEIR use.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace osteon {

/// A query of a judged set.
struct JudgedQuery {
  std::string id;
  std::string text;
};

/// Relevance of documents by query: query id -> document id -> grade. Grades of 0 and below are
/// judged but not relevant.
using Judgements = std::map<std::string, std::map<std::string, int, std::less<>>, std::less<>>;

struct RankedDocument {
  std::string id;
  double score = 0;
};

/// What a system returned: query id -> documents, in any order (see rank()).
using Run = std::map<std::string, std::vector<RankedDocument>, std::less<>>;

/// BEIR's queries.jsonl (`_id`, `text`) or a TSV of id and text. Throws Error naming file and line.
std::vector<JudgedQuery> read_queries(const std::string& path);

/// BEIR's TSV (query-id, corpus-id, score, with a header) or TREC's four columns (query, iteration,
/// document, grade). Throws Error naming file and line.
Judgements read_judgements(const std::string& path);

/// TREC's six columns: query, "Q0", document, rank, score, tag. Throws Error naming file and line.
Run read_run(const std::string& path);

/// The same, ranked by rank(), with `tag` in the last column.
std::string write_run(const Run& run, std::string_view tag);

/// Sorts as trec_eval does: by score as a single-precision number, falling; documents of equal
/// score by id, falling (bytewise). The file's rank column is never looked at.
void rank(std::vector<RankedDocument>& documents);

}  // namespace osteon
