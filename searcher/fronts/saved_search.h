// A search as it was done, to be kept: what was asked, of what, when, and what it found.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/api.h"
#include "searcher/search.h"

namespace osteon {

class Searcher;

struct SavedPaper {
  std::string id, title;
  bool operator==(const SavedPaper&) const = default;
};

/// Everything that a report of the search needs, and to do it again.
struct SavedSearch {
  std::string version;                                 ///< of Osteon
  std::string date;                                    ///< "2026-11-23T17:05:00Z"
  SearchRequest request;                               ///< what chooses papers: parameters_of()
  std::uint64_t index_papers = 0, index_passages = 0;  ///< searched
  std::uint64_t total_papers = 0, total_passages = 0;  ///< found
  std::uint64_t more_papers_across_passages = 0;
  std::vector<StrategyLine> strategy;  ///< of a query of several lines
  Receipt receipt;
  std::vector<Notice> notices;
  std::vector<SavedPaper> papers;  ///< all that were found, best first
};

/// Searches for all hits, with every form counted. `date` is written down as it is.
OSTEON_API SavedSearch save_search(const Searcher& searcher, const SearchRequest& request,
                                   const std::string& date);

/// The time now as SavedSearch::date has it.
OSTEON_API std::string date_now();

OSTEON_API std::string to_json(const SavedSearch& saved);
/// What to_json() wrote. Throws Error (corrupt) that begins with `name`, a file's, and says what is
/// wrong; Error (incompatible_version) for another schema_version.
OSTEON_API SavedSearch read_saved_search(const std::string& json, const std::string& name);

struct SavedChange {
  std::string
      what;  ///< "version", "vocabulary", "analyzer", "revision", "interpretation", "passages"
  std::string before, after;
  bool operator==(const SavedChange&) const = default;
};

/// What is different between a search and the same search later.
struct SearchComparison {
  std::string date_before, date_after;
  std::uint64_t papers_before = 0, papers_after = 0;
  std::vector<SavedPaper> new_papers, vanished_papers;  ///< in the order of the hits
  std::vector<SavedChange> changes;                     ///< of all else
};

OSTEON_API SearchComparison compare(const SavedSearch& before, const SavedSearch& after);
OSTEON_API std::string to_json(const SearchComparison& comparison);

/// The report that PRISMA-S asks for (Rethlefsen et al. 2021), as Markdown: database, date,
/// versions, strategy line by line, limits, filters and counts.
OSTEON_API std::string search_report(const SavedSearch& saved);

}  // namespace osteon
