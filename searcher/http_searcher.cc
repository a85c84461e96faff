// Ties the HTTP service to a Searcher; the service itself knows only functions.
#include <utility>

#include "searcher/http_service.h"

namespace osteon {
namespace {

HttpBackend backend_of(const std::shared_ptr<Searcher>& searcher) {
  return {[searcher](const SearchRequest& request) { return searcher->search(request); },
          [searcher](const std::string& id) { return searcher->paper(id); },
          [searcher] { return searcher->statistics(); }, [searcher] { searcher->refresh(); }};
}

}  // namespace

HttpService::HttpService(std::shared_ptr<Searcher> searcher, HttpOptions options)
    : HttpService(backend_of(searcher), std::move(options)) {}

}  // namespace osteon
