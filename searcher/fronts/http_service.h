// The local web page and the JSON interface under /api/v1, over one index.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "base/api.h"
#include "searcher/fronts/saved_search.h"
#include "searcher/search.h"
#include "searcher/searcher.h"

namespace osteon {

struct HttpOptions {
  std::string host = "127.0.0.1";  ///< a name or an address to listen on
  int port = 8080;                 ///< 0: any free one; bind() says which
  /// Connections held at once, at least 1; a browser keeps some six open. Searches that run at once
  /// are two per core, whatever this is.
  unsigned threads = 32;
  /// Host names a request may carry besides localhost and loopback addresses. A service that
  /// listens on another address also takes any address written in digits, since only names can be
  /// rebound.
  std::vector<std::string> host_names;
  std::size_t largest_body = 8u << 20;  ///< bytes; a query of 1 MB fits, whatever its escapes
  unsigned io_seconds = 5;              ///< longest wait for a client that reads or writes slowly
};

/// What the service asks. Each function must be safe from many threads at once; whatever it throws
/// becomes a JSON error: Error by its code, anything else as "internal".
struct HttpBackend {
  std::function<SearchResponse(const SearchRequest&)> search;
  std::function<StoredPaper(const std::string&)> paper;
  std::function<IndexStatistics()> statistics;
  std::function<WhyNot(const std::string& paper, const SearchRequest&)> why_not;
  std::function<std::vector<Completion>(const std::string& prefix, std::size_t limit)> complete;
  std::function<ConceptPage(const ConceptRequest&)> concept_page;
  std::function<PairTable(const PairRequest&)> pairs;
  std::function<SavedSearch(const SearchRequest&)> save;
  std::function<void()> refresh;  ///< moves to the newest revision; asked at most every 250 ms
};

/// Serves until stopped. GET and HEAD, and POST where a query is taken, which may be longer than an
/// address: the parameters are in the body then (request_body.h). No cookies, no CORS, nothing
/// logged. Paths:
///   /                    the page; its style sheet and scripts beside it
///   /api/v1/search       SearchRequest by the parameters of searcher/fronts/parameters.h
///   /api/v1/export       the same, all hits (at most 10,000, or `limit`) in `format`: citations.h
///   /api/v1/receipt      the same as a SavedSearch; `format=markdown` for a search report
///   /api/v1/paper/ID     by any of a paper's ids
///   /api/v1/why-not/ID   why that paper is no hit of a search, or where it stands
///   /api/v1/complete     concepts and titles that begin with `q`; `limit` of each, 10 if not given
///   /api/v1/concept/ID   ConceptRequest; by id or name
///   /api/v1/pairs        PairRequest; `format=csv` for a file
///   /api/v1/stats        IndexStatistics
///   /api/v1/health       {schema_version, status, version}
class OSTEON_API HttpService {
 public:
  HttpService(std::shared_ptr<Searcher> searcher, HttpOptions options);
  HttpService(HttpBackend backend, HttpOptions options);
  ~HttpService();  ///< run() must have returned
  HttpService(HttpService&&) noexcept;

  /// Takes the port and returns it. Throws Error (io) if it cannot be had.
  int bind();
  /// Answers requests until stop(); binds first if nobody has.
  void run();
  /// Ends run() after the requests under way; at once if it has not begun. From any thread, but
  /// not from a signal handler: it may wait.
  void stop();

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace osteon
