// The server's side of cpp-httplib: checks who asks, reads parameters, answers with JSON.
#include "searcher/fronts/http_service.h"

#include <httplib.h>
#include <sys/socket.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <string_view>
#include <thread>
#include <utility>

#include "base/ascii.h"
#include "base/error.h"
#include "searcher/fronts/http_api.h"
#include "searcher/fronts/page_files.h"

namespace osteon {
namespace {

// Nothing inline, nothing from elsewhere, no frames around it; scripts cannot even make markup out
// of text where the browser knows trusted types.
constexpr const char* content_security_policy =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'; "
    "require-trusted-types-for 'script'; trusted-types 'none'";

bool all_of(std::string_view text, std::string_view letters) {
  return !text.empty() && text.find_first_not_of(letters) == std::string_view::npos;
}

bool is_ipv4(std::string_view host) {
  return all_of(host, "0123456789.");
}
bool is_loopback(std::string_view host) {
  return host == "localhost" || host == "[::1]" || host == "::1" ||
         (is_ipv4(host) && host.substr(0, 4) == "127.");
}

// "Localhost.:8080" -> "localhost", "[::1]:80" -> "[::1]".
std::string host_of(std::string_view header) {
  std::string host = ascii::lower_case(header);
  const std::size_t colon = host.rfind(':');
  const bool bracketed = !host.empty() && host.front() == '[';
  if (colon != std::string::npos && (!bracketed || colon > host.rfind(']'))) {
    host.resize(colon);
  }
  if (!host.empty() && host.back() == '.') host.pop_back();
  return host;
}

// FNV-1a, for an entity tag: it need only change when the program does.
std::string entity_tag(std::string_view bytes) {
  std::uint64_t hash = 14695981039346656037u;
  for (const char c : bytes) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211u;
  return '"' + std::to_string(hash) + '"';
}

void send(httplib::Response& response, const ApiAnswer& answer) {
  response.status = answer.status;
  if (!answer.file_name.empty()) {
    response.set_header("Content-Disposition", "attachment; filename=\"" + answer.file_name + "\"");
  }
  response.set_content(answer.body, answer.media_type.c_str());
}

void fail(httplib::Response& response, int status, std::string_view code,
          std::string_view message) {
  send(response, api_failure(status, code, message));
}

// What httplib refuses by itself comes here without a body.
void explain_status(const httplib::Request& request, httplib::Response& response) {
  if (!response.body.empty()) return;
  switch (response.status) {
    case 413:
      return fail(response, 413, "too_large", "the request's body is too large");
    case 414:
      return fail(response, 414, "too_large",
                  "the address is too long: about 8,000 bytes are read; POST takes longer queries");
    case 404:
      if (request.method != "GET" && request.method != "HEAD") {
        const bool body = HttpApi::takes_body(request.path);
        response.set_header("Allow", body ? "GET, HEAD, POST" : "GET, HEAD");
        return fail(
            response, 405, "usage",
            body ? "only GET, HEAD and POST are answered" : "only GET and HEAD are answered");
      }
      return fail(response, 404, "not_found", "there is nothing at this address");
    default:
      return fail(
          response, response.status, response.status < 500 ? "usage" : "internal",
          response.status < 500 ? "the request could not be read" : "the service failed to answer");
  }
}

}  // namespace

struct HttpService::Impl {
  HttpApi api;
  HttpOptions options;
  httplib::Server server;
  bool bound = false;
  std::atomic<bool> running = false;
  std::atomic<bool> stopping = false;
  std::vector<std::string> tags;

  Impl(HttpBackend functions, HttpOptions chosen)
      : api(std::move(functions)), options(std::move(chosen)) {
    for (std::string& name : options.host_names) name = host_of(name);
    for (const PageFile& file : page_files()) tags.push_back(entity_tag(file.bytes));
    const unsigned threads = std::max(1u, options.threads);
    server.new_task_queue = [threads] { return new httplib::ThreadPool(threads); };
    // Not httplib's SO_REUSEPORT, by which two servers could share a port without knowing.
    server.set_socket_options([](auto socket) {
      const int yes = 1;
      ::setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    });
    server.set_tcp_nodelay(true);
    server.set_keep_alive_max_count(1'000);
    server.set_keep_alive_timeout(2);
    server.set_read_timeout(options.io_seconds, 0);
    server.set_write_timeout(options.io_seconds, 0);
    server.set_payload_max_length(options.largest_body);
    server.set_default_headers(
        {{"Content-Security-Policy", content_security_policy},
         {"X-Content-Type-Options", "nosniff"},
         {"X-Frame-Options", "DENY"},
         {"Referrer-Policy", "no-referrer"},
         {"Cross-Origin-Resource-Policy", "same-origin"},
         {"Cross-Origin-Opener-Policy", "same-origin"},
         {"Permissions-Policy", "camera=(), geolocation=(), microphone=()"}});
    // Nearly everything is answered here and not by httplib's routes: those are regular
    // expressions, whose matcher recurses once a byte. Requests with a body go on, so that it is
    // read.
    server.set_pre_routing_handler(
        [this](const httplib::Request& request, httplib::Response& response) {
          using Outcome = httplib::Server::HandlerResponse;
          if (!admit(request, response)) return Outcome::Handled;
          if (request.method != "GET" && request.method != "HEAD") return Outcome::Unhandled;
          respond(request, response);
          return Outcome::Handled;
        });
    server.Post("/api/v1/[a-z-]{1,20}(/.{1,400})?",
                [this](const httplib::Request& request, httplib::Response& response,
                       const httplib::ContentReader& read) { post(request, response, read); });
    server.set_error_handler(httplib::Server::Handler(explain_status));
  }

  // A page elsewhere can make a name of its own point here and read the answers as its own; it
  // cannot choose what the browser writes into Host.
  bool admit(const httplib::Request& request, httplib::Response& response) const {
    response.set_header("Cache-Control", "no-store");
    const std::string host = request.get_header_value_count("Host") == 1
                                 ? host_of(request.get_header_value("Host"))
                                 : "";
    bool known = is_loopback(host) ||
                 std::count(options.host_names.begin(), options.host_names.end(), host) > 0;
    if (!is_loopback(ascii::lower_case(options.host))) {
      known = known || host == ascii::lower_case(options.host) || is_ipv4(host) ||
              (!host.empty() && host.front() == '[');
    }
    if (!known) {
      fail(response, 403, "forbidden",
           "the Host header names a host that this service does not answer for");
      return false;
    }
    const bool from_elsewhere = request.get_header_value("Sec-Fetch-Site") == "cross-site";
    if (from_elsewhere && request.path.starts_with(api_prefix)) {
      fail(response, 403, "forbidden", "pages of other sites may not ask");
      return false;
    }
    return true;
  }

  void respond(const httplib::Request& request, httplib::Response& response) {
    if (request.path.starts_with(api_prefix)) {
      send(response, api.answer(request.path, request.params));
    } else if (!respond_file(request, response)) {
      fail(response, 404, "not_found", "there is nothing at this address");
    }
  }

  /// The body as it stands: httplib itself reads forms of 8 kB at most.
  void post(const httplib::Request& request, httplib::Response& response,
            const httplib::ContentReader& read) {
    std::string body;
    const bool whole = read([&](const char* data, std::size_t size) {
      body.append(data, size);
      return true;
    });
    if (!whole) return;  // httplib has set the status
    if (!HttpApi::takes_body(request.path)) {
      response.status = 404;  // explain_status says what is answered there
      return;
    }
    send(response,
         api.answer(request.path, request.params, request.get_header_value("Content-Type"), body));
  }

  bool respond_file(const httplib::Request& request, httplib::Response& response) const {
    const auto files = page_files();
    for (std::size_t i = 0; i < files.size(); ++i) {
      if (files[i].path != request.path) continue;
      response.set_header("ETag", tags[i]);
      // set_header would add a second one beside admit()'s.
      response.headers.erase("Cache-Control");
      response.set_header("Cache-Control", "no-cache");
      if (request.get_header_value("If-None-Match") == tags[i]) {
        response.status = 304;
      } else {
        response.status = 200;
        response.set_content(files[i].bytes.data(), files[i].bytes.size(),
                             std::string(files[i].type).c_str());
      }
      return true;
    }
    return false;
  }
};

HttpService::HttpService(HttpBackend backend, HttpOptions options)
    : impl_(std::make_unique<Impl>(std::move(backend), std::move(options))) {}

HttpService::~HttpService() = default;
HttpService::HttpService(HttpService&&) noexcept = default;

int HttpService::bind() {
  HttpOptions& options = impl_->options;
  const std::string place = options.host + ":" + std::to_string(options.port);
  if (impl_->bound) return options.port;
  if (options.port < 0 || options.port > 65535) {
    throw Error(ErrorCode::usage, place + ": a port is a number from 0 to 65535");
  }
  if (options.port == 0) {
    const int port = impl_->server.bind_to_any_port(options.host);
    if (port <= 0) throw Error(ErrorCode::io, place + ": cannot listen there");
    options.port = port;
  } else if (!impl_->server.bind_to_port(options.host, options.port)) {
    throw Error(ErrorCode::io, place + ": cannot listen there; another program may hold the port");
  }
  impl_->bound = true;
  return options.port;
}

void HttpService::run() {
  bind();
  impl_->running = true;
  if (!impl_->stopping) impl_->server.listen_after_bind();
  impl_->running = false;
}

void HttpService::stop() {
  if (impl_->stopping.exchange(true)) return;
  // httplib ignores a stop that comes before it accepts; wait for that moment if it is near.
  while (impl_->running && !impl_->server.is_running()) {
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
  impl_->server.stop();
}

}  // namespace osteon
