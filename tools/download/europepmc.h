// Open-access papers from Europe PMC's REST service: a search in pages, then each paper's full
// text.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "base/error.h"
#include "tools/download/http_client.h"

namespace osteon::tools {

inline constexpr const char* europepmc_url = "https://www.ebi.ac.uk/europepmc/webservices/rest";

struct FetchProgress {
  std::uint64_t papers = 0, of = 0, bytes = 0, failed = 0;
};

struct FetchOptions {
  std::string query;      ///< in Europe PMC's query language
  std::string directory;  ///< made if it is not there; one file a paper, named by its PMCID
  std::string base_url = europepmc_url;
  std::uint64_t most = 100;  ///< papers to look at, best first
  bool reviews_only = true;  ///< else every kind of paper
  HttpClientOptions http;
  std::function<void(const FetchProgress&)> progress;
};

struct FetchReport {
  std::uint64_t found = 0;       ///< papers that the service has for the query
  std::uint64_t downloaded = 0;  ///< files written
  std::uint64_t present = 0;     ///< there already
  std::uint64_t bytes = 0;       ///< of what was downloaded
  std::uint64_t retries = 0;
  std::vector<Problem> problems;  ///< papers that could not be had: address and reason
  bool interrupted = false;
};

/// The query with which the service is asked: only papers whose full text it may give.
std::string europepmc_query(const FetchOptions& options);

/// Files are there whole or not at all, and those that are there are not asked for again: a run
/// that was interrupted continues. A paper that cannot be had is told and passed over; five in a
/// row because of the network end the run. Throws Error if the search itself fails (io, usage) or a
/// file cannot be written.
FetchReport fetch_papers(const FetchOptions& options);

}  // namespace osteon::tools
