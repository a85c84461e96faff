// One function for each address, and the table of them.
#include "searcher/fronts/http_api.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <thread>
#include <utility>

#include "base/error.h"
#include "searcher/fronts/citations.h"
#include "searcher/fronts/json.h"
#include "searcher/fronts/parameters.h"
#include "searcher/fronts/request_body.h"

namespace osteon {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::chrono::milliseconds refresh_interval{250};
constexpr std::size_t largest_export = 10'000;  // papers

int http_status(ErrorCode code) {
  switch (code) {
    case ErrorCode::usage:
      return 400;
    case ErrorCode::not_found:
      return 404;
    case ErrorCode::locked:
    case ErrorCode::cancelled:
      return 503;
    default:
      return 500;
  }
}

ApiAnswer json_answer(std::string body) {
  ApiAnswer out;
  out.body = std::move(body);
  return out;
}

}  // namespace

ApiAnswer api_failure(int status, std::string_view code, std::string_view message) {
  ApiAnswer out = json_answer(error_json(code, message));
  out.status = status;
  return out;
}

const HttpApi::Route HttpApi::routes[] = {
    {"search", "", &HttpApi::search, true},      {"export", "", &HttpApi::export_hits, true},
    {"receipt", "", &HttpApi::receipt, true},    {"paper/", "ID", &HttpApi::paper},
    {"why-not/", "ID", &HttpApi::why_not, true}, {"concept/", "ID", &HttpApi::concept_page},
    {"pairs", "", &HttpApi::pairs, true},        {"complete", "", &HttpApi::complete},
    {"stats", "", &HttpApi::statistics},         {"health", "", &HttpApi::health},
};

bool HttpApi::Route::is_at(std::string_view asked) const {
  return rest.empty() ? asked == path : asked.starts_with(path) && asked != path;
}

bool HttpApi::takes_body(std::string_view path) {
  if (!path.starts_with(api_prefix)) return false;
  path.remove_prefix(api_prefix.size());
  return std::any_of(std::begin(routes), std::end(routes),
                     [&](const Route& route) { return route.takes_query && route.is_at(path); });
}

HttpApi::HttpApi(HttpBackend backend)
    : backend_(std::move(backend)), turns_(2 * std::max(1u, std::thread::hardware_concurrency())) {}

template <typename Work>
ApiAnswer HttpApi::guarded(Work&& work) {
  try {
    return work();
  } catch (const Error& error) {
    return api_failure(http_status(error.code()), to_string(error.code()), error.what());
  } catch (const std::exception& error) {
    return api_failure(500, "internal", error.what());
  } catch (...) {
    return api_failure(500, "internal", "an unexpected failure of a kind that has no name");
  }
}

ApiAnswer HttpApi::answer(const std::string& path, const Parameters& parameters) {
  return guarded([&] { return reply(path, parameters); });
}

ApiAnswer HttpApi::answer(const std::string& path, Parameters parameters,
                          std::string_view content_type, std::string_view body) {
  return guarded([&] {
    parameters.merge(parameters_of_body(content_type, body));
    return reply(path, parameters);
  });
}

ApiAnswer HttpApi::reply(const std::string& path, const Parameters& parameters) {
  const std::string_view asked = std::string_view(path).substr(api_prefix.size());
  for (const Route& route : routes) {
    if (route.is_at(asked))
      return (this->*route.reply)(std::string(asked.substr(route.path.size())), parameters);
  }
  std::string known;
  for (const Route& route : routes) {
    const bool last = &route == std::end(routes) - 1;
    known += known.empty() ? "" : last ? " and " : ", ";
    known += std::string(api_prefix) + std::string(route.path) + std::string(route.rest);
  }
  return api_failure(404, "not_found", "there is nothing at this address; known are " + known);
}

template <typename Work>
auto HttpApi::in_turn(Work&& work) {
  refresh();
  turns_.acquire();
  struct Release {
    std::counting_semaphore<>& turns;
    ~Release() { turns.release(); }
  } const release{turns_};
  return work();
}

ApiAnswer HttpApi::search(const std::string&, const Parameters& parameters) {
  SearchRequest request;
  for (const auto& [name, value] : parameters) set_parameter(request, name, value);
  return json_answer(to_json(in_turn([&] { return backend_.search(request); })));
}

// Every hit as one file; `limit` is of the whole here.
ApiAnswer HttpApi::export_hits(const std::string&, const Parameters& parameters) {
  SearchRequest request;
  std::optional<CitationFormat> format;
  std::size_t most = largest_export;
  for (const auto& [name, value] : parameters) {
    if (name == "format") {
      format = citation_format(value);
    } else {
      set_parameter(request, name, value);
      if (name == "limit") most = request.limit;
    }
  }
  if (!format) throw Error(ErrorCode::usage, "format: give one of " + citation_format_names());
  const std::vector<PaperHit> hits = all_hits(
      [this](const SearchRequest& page) { return in_turn([&] { return backend_.search(page); }); },
      request, most);
  const CitationFormatInfo& info = citation_formats()[static_cast<std::size_t>(*format)];
  ApiAnswer out;
  out.body = to_citations(hits, *format);
  out.media_type = info.media_type;
  out.file_name = "osteon." + std::string(info.extension);
  return out;
}

ApiAnswer HttpApi::receipt(const std::string&, const Parameters& parameters) {
  SearchRequest request;
  bool markdown = false;
  for (const auto& [name, value] : parameters) {
    if (name == "format") {
      markdown = value == "markdown";
      if (!markdown && value != "json") {
        throw Error(ErrorCode::usage, "format: give json or markdown");
      }
    } else {
      set_parameter(request, name, value);
    }
  }
  const SavedSearch saved = in_turn([&] { return backend_.save(request); });
  ApiAnswer out;
  out.body = markdown ? search_report(saved) : to_json(saved);
  if (markdown) out.media_type = "text/markdown; charset=utf-8";
  out.file_name = markdown ? "osteon-search-report.md" : "osteon-receipt.json";
  return out;
}

ApiAnswer HttpApi::paper(const std::string& id, const Parameters&) {
  refresh();
  return json_answer(to_json(backend_.paper(id)));
}

ApiAnswer HttpApi::why_not(const std::string& paper, const Parameters& parameters) {
  SearchRequest request;
  for (const auto& [name, value] : parameters) set_parameter(request, name, value);
  return json_answer(to_json(in_turn([&] { return backend_.why_not(paper, request); })));
}

ApiAnswer HttpApi::concept_page(const std::string& name, const Parameters& parameters) {
  ConceptRequest request;
  request.name = name;
  for (const auto& [key, value] : parameters) set_parameter(request, key, value);
  return json_answer(to_json(in_turn([&] { return backend_.concept_page(request); })));
}

ApiAnswer HttpApi::pairs(const std::string&, const Parameters& parameters) {
  PairRequest request;
  bool csv = false;
  for (const auto& [name, value] : parameters) {
    if (name == "format") {
      csv = value == "csv";
      if (!csv && value != "json") throw Error(ErrorCode::usage, "format: give csv or json");
    } else {
      set_parameter(request, name, value);
    }
  }
  if (request.left.empty()) {
    throw Error(ErrorCode::usage, "between: give two types or concepts, as in chemical,disease");
  }
  const PairTable table = in_turn([&] { return backend_.pairs(request); });
  if (!csv) return json_answer(to_json(table));
  ApiAnswer out;
  out.body = to_csv(table);
  out.media_type = "text/csv; charset=utf-8";
  out.file_name = "osteon-pairs.csv";
  return out;
}

ApiAnswer HttpApi::complete(const std::string&, const Parameters& parameters) {
  SearchRequest request;  // for its readings of `q` and `limit`
  for (const auto& [name, value] : parameters) {
    if (name != "q" && name != "limit")
      throw Error(ErrorCode::usage,
                  "\"" + name.substr(0, 80) + "\" is not a parameter; those known are q, limit");
    set_parameter(request, name, value);
  }
  return json_answer(to_json(
      request.query, in_turn([&] { return backend_.complete(request.query, request.limit); })));
}

ApiAnswer HttpApi::statistics(const std::string&, const Parameters&) {
  refresh();
  return json_answer(to_json(backend_.statistics()));
}

ApiAnswer HttpApi::health(const std::string&, const Parameters&) {
  return json_answer("{\"schema_version\":" + std::to_string(json_schema_version) +
                     ",\"status\":\"ok\",\"version\":\"" OSTEON_VERSION "\"}");
}

// One request at a time looks for a newer revision; the others go on with the one that is open. If
// the index cannot be read now, the open one still answers.
void HttpApi::refresh() {
  if (!backend_.refresh) return;
  const std::unique_lock lock(refreshing_, std::try_to_lock);
  if (!lock || Clock::now() - refreshed_ < refresh_interval) return;
  try {
    backend_.refresh();
  } catch (const Error&) {
  }
  refreshed_ = Clock::now();
}

}  // namespace osteon
