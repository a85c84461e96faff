// Ties the HTTP service to a Searcher; the service itself knows only functions.
#include <utility>

#include "searcher/fronts/http_service.h"

namespace osteon {
namespace {

HttpBackend backend_of(const std::shared_ptr<Searcher>& searcher) {
  HttpBackend out;
  out.search = [searcher](const SearchRequest& request) { return searcher->search(request); };
  out.paper = [searcher](const std::string& id) { return searcher->paper(id); };
  out.why_not = [searcher](const std::string& paper, const SearchRequest& request) {
    return searcher->why_not(paper, request);
  };
  out.concept_page = [searcher](const ConceptRequest& request) {
    return searcher->concept_page(request);
  };
  out.pairs = [searcher](const PairRequest& request) { return searcher->pairs(request); };
  out.save = [searcher](const SearchRequest& request) {
    return save_search(*searcher, request, date_now());
  };
  out.complete = [searcher](const std::string& prefix, std::size_t limit) {
    return searcher->complete(prefix, limit);
  };
  out.statistics = [searcher] { return searcher->statistics(); };
  out.refresh = [searcher] { searcher->refresh(); };
  return out;
}

}  // namespace

HttpService::HttpService(std::shared_ptr<Searcher> searcher, HttpOptions options)
    : HttpService(backend_of(searcher), std::move(options)) {}

}  // namespace osteon
