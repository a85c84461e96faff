// What stands at each address under /api/v1: from a path and its parameters to an answer. Knows
// nothing of sockets.
#pragma once

#include <chrono>
#include <map>
#include <mutex>
#include <semaphore>
#include <string>
#include <string_view>

#include "searcher/fronts/http_service.h"

namespace osteon {

inline constexpr std::string_view api_prefix = "/api/v1/";

struct ApiAnswer {
  int status = 200;
  std::string body;
  std::string media_type = "application/json";
  std::string file_name;  ///< to be saved under; empty for what is shown
};

/// `{schema_version, error}` with the status that goes with the code.
ApiAnswer api_failure(int status, std::string_view code, std::string_view message);

/// Safe from many threads.
class HttpApi {
 public:
  using Parameters = std::multimap<std::string, std::string>;

  explicit HttpApi(HttpBackend backend);
  /// Never throws; failures are answers too. `path` begins with api_prefix, decoded.
  ApiAnswer answer(const std::string& path, const Parameters& parameters);
  /// The same where a request's body holds parameters besides those of the address.
  ApiAnswer answer(const std::string& path, Parameters parameters, std::string_view content_type,
                   std::string_view body);
  /// True if a body is read at this address: queries can be longer than an address.
  static bool takes_body(std::string_view path);

 private:
  struct Route {
    std::string_view path;  ///< behind api_prefix; with a '/' at its end it takes the rest
    std::string_view rest;  ///< what the rest is called
    ApiAnswer (HttpApi::*reply)(const std::string& rest, const Parameters& parameters);
    bool takes_query = false;                  ///< so that its parameters may come in a body
    bool is_at(std::string_view asked) const;  ///< `asked`: a path behind api_prefix
  };
  static const Route routes[];

  ApiAnswer search(const std::string&, const Parameters& parameters);
  ApiAnswer export_hits(const std::string&, const Parameters& parameters);
  ApiAnswer receipt(const std::string&, const Parameters& parameters);
  ApiAnswer paper(const std::string& id, const Parameters&);
  ApiAnswer why_not(const std::string& paper, const Parameters& parameters);
  ApiAnswer concept_page(const std::string& name, const Parameters& parameters);
  ApiAnswer pairs(const std::string&, const Parameters& parameters);
  ApiAnswer complete(const std::string&, const Parameters& parameters);
  ApiAnswer statistics(const std::string&, const Parameters&);
  ApiAnswer health(const std::string&, const Parameters&);

  ApiAnswer reply(const std::string& path, const Parameters& parameters);
  /// Makes an answer of whatever `work` throws.
  template <typename Work>
  static ApiAnswer guarded(Work&& work);
  void refresh();
  /// Runs `work` when few enough others run: more at once would only take each other's time and
  /// memory.
  template <typename Work>
  auto in_turn(Work&& work);

  HttpBackend backend_;
  std::counting_semaphore<> turns_;
  std::mutex refreshing_;
  std::chrono::steady_clock::time_point refreshed_;  // guarded by refreshing_
};

}  // namespace osteon
