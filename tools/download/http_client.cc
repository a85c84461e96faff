// The one client of cpp-httplib; the one server is searcher/fronts/http_service.cc.
#include "tools/download/http_client.h"

#include <fcntl.h>
#include <httplib.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <ctime>
#include <map>
#include <optional>
#include <thread>
#include <utility>

#include "base/ascii.h"
#include "base/error.h"
#include "base/file_io.h"
#include "tools/version.h"

namespace osteon::tools {
namespace {

using std::chrono::milliseconds;
using Clock = std::chrono::steady_clock;

constexpr int most_redirections = 5;

// A URL in two parts: "https://host:port", and what is sent to that server.
struct Address {
  std::string server;
  std::string target;

  bool secure() const { return server.starts_with("https:"); }
};

// Where a body goes: begin() at the start of each attempt, then its pieces.
struct Sink {
  std::function<void()> begin;
  /// False: the body is not wanted any further, and `refusal` says why.
  std::function<bool(std::string_view)> take;
  std::function<void(std::uint64_t)> expect;
  std::string refusal;
};

Error failure(ErrorCode code, const std::string& url, const std::string& reason) {
  return {code, url + ": " + reason};
}

Address parse_url(const std::string& url) {
  const auto bad = [&](const char* why) { return failure(ErrorCode::usage, url, why); };
  const std::size_t colon = url.find("://");
  const std::string scheme = ascii::lower_case(std::string_view(url).substr(0, colon));
  if (colon == std::string::npos || (scheme != "http" && scheme != "https")) {
    throw bad("not an address that begins with http:// or https://");
  }
  for (const char c : url) {
    if (static_cast<unsigned char>(c) <= ' ' || c == '\x7f') throw bad("white space in an address");
  }
  const std::size_t begin = colon + 3;
  const std::size_t end = std::min(url.find_first_of("/?#", begin), url.size());
  const std::string host = url.substr(begin, end - begin);
  if (host.empty()) throw bad("an address without a host");
  if (host.find('@') != std::string::npos) throw bad("a name and password in an address");
  std::string target = url.substr(end, url.find('#', end) - end);
  if (target.empty() || target.front() != '/') target.insert(0, "/");
  return {scheme + "://" + host, std::move(target)};
}

// Where a Location header leads, seen from the address that sent it.
std::string redirected(const Address& from, const std::string& location) {
  if (location.find("://") != std::string::npos) return location;
  if (location.starts_with("//")) return (from.secure() ? "https:" : "http:") + location;
  if (location.starts_with("/")) return from.server + location;
  const std::string path = from.target.substr(0, from.target.find('?'));
  return from.server + path.substr(0, path.rfind('/') + 1) + location;
}

// Retry-After: seconds, or a date.
std::optional<milliseconds> retry_after(const std::string& header) {
  if (header.empty()) return std::nullopt;
  if (ascii::all_digits(header)) {
    return milliseconds(header.size() > 6 ? 1'000'000'000L : std::stol(header) * 1000);
  }
  std::tm date{};
  const char* end = strptime(header.c_str(), "%a, %d %b %Y %H:%M:%S GMT", &date);
  if (end == nullptr || *end != '\0') return std::nullopt;
  const std::time_t left = timegm(&date) - std::time(nullptr);
  return milliseconds(std::max<std::time_t>(left, 0) * 1000);
}

bool worth_another_try(int status) {
  return status == 408 || status == 425 || status == 429 || (status >= 500 && status != 501);
}

}  // namespace

struct HttpClient::Impl {
  HttpClientOptions options;
  std::map<std::string, std::unique_ptr<httplib::Client>> servers;
  std::optional<Clock::time_point> last_start;
  std::uint64_t retries = 0;

  // The outcome of one request.
  struct Answer {
    int status = 0;      ///< 0: none came, and `reason` says why
    std::string reason;  ///< what went wrong with the connection or the body
    bool refused = false;
    std::string location, retry_after;
  };

  void check_stop(const std::string& url) const {
    if (options.stop && options.stop()) throw failure(ErrorCode::cancelled, url, "interrupted");
  }

  void wait(milliseconds time, const std::string& url) const {
    if (options.wait) {
      options.wait(time);
    } else {
      const auto until = Clock::now() + time;
      while (Clock::now() < until) {
        check_stop(url);
        const auto left = std::chrono::duration_cast<milliseconds>(until - Clock::now());
        std::this_thread::sleep_for(std::clamp(left, milliseconds(1), milliseconds(100)));
      }
    }
    check_stop(url);
  }

  void keep_pace(const std::string& url) {
    if (last_start) {
      const auto since = std::chrono::duration_cast<milliseconds>(Clock::now() - *last_start);
      if (since < options.pace) wait(options.pace - since, url);
    }
    last_start = Clock::now();
  }

  httplib::Client& server(const Address& address) {
    std::unique_ptr<httplib::Client>& known = servers[address.server];
    if (!known) {
      known = std::make_unique<httplib::Client>(address.server);
      known->set_follow_location(false);
      known->set_url_encode(false);
      known->set_keep_alive(true);
      known->set_connection_timeout(options.timeout.count());
      known->set_read_timeout(options.timeout.count());
      known->set_write_timeout(options.timeout.count());
    }
    if (!known->is_valid()) {
      servers.erase(address.server);
      throw failure(ErrorCode::usage, address.server, "not a server that can be asked");
    }
    return *known;
  }

  Answer ask(const std::string& url, const Address& address, Sink& sink) {
    check_stop(url);
    keep_pace(url);
    Answer answer;
    bool stopped = false;
    sink.begin();
    const httplib::Headers headers = {{"User-Agent", std::string("osteon/") + version},
                                      {"Accept-Encoding", "gzip"}};
    const auto head = [&](const httplib::Response& response) {
      answer.status = response.status;
      answer.location = response.get_header_value("Location");
      answer.retry_after = response.get_header_value("Retry-After");
      if (response.get_header_value("Content-Encoding").empty()) {
        sink.expect(
            std::strtoull(response.get_header_value("Content-Length").c_str(), nullptr, 10));
      }
      return true;
    };
    const auto body = [&](const char* data, std::size_t size) {
      stopped = options.stop && options.stop();
      if (stopped) return false;
      if (answer.status != 200) return true;  // an error's page is of no use
      answer.refused = !sink.take({data, size});
      return !answer.refused;
    };
    const httplib::Result result = server(address).Get(address.target, headers, head, body);
    if (stopped) throw failure(ErrorCode::cancelled, url, "interrupted");
    if (!result && !answer.refused) {
      // A body that ends before its announced length is found here too.
      answer.reason = answer.status == 200 ? "the answer was cut off" : "no answer";
      answer.reason += " (" + ascii::lower_case(httplib::to_string(result.error())) + ")";
      answer.status = 0;
      servers.erase(address.server);  // a connection that failed is not used again
    }
    return answer;
  }

  void fetch(const std::string& url, Sink& sink) {
    std::string current = url;
    Address address = parse_url(current);
    int redirections = 0;
    milliseconds pause = options.first_wait;
    for (unsigned attempt = 1;;) {
      const Answer answer = ask(url, address, sink);
      if (answer.refused) throw failure(ErrorCode::io, url, sink.refusal);
      if (answer.status == 200) return;
      if (answer.status >= 300 && answer.status < 400 && !answer.location.empty()) {
        if (++redirections > most_redirections) {
          throw failure(ErrorCode::io, url, "redirected more than five times");
        }
        current = redirected(address, answer.location);
        Address next = parse_url(current);
        if (address.secure() && !next.secure()) {
          throw failure(ErrorCode::io, url, "redirected from https to " + current);
        }
        address = std::move(next);
        continue;
      }
      const std::string reason = answer.status == 0
                                     ? answer.reason
                                     : "the server answered " + std::to_string(answer.status);
      if (answer.status == 404 || answer.status == 410) {
        throw failure(ErrorCode::not_found, url, reason);
      }
      const bool retry = answer.status == 0 || worth_another_try(answer.status);
      if (!retry) throw failure(ErrorCode::io, url, reason);
      if (attempt >= std::max(1u, options.attempts)) {
        throw failure(ErrorCode::io, url,
                      reason + ", " + std::to_string(attempt) + (attempt == 1 ? " try" : " tries"));
      }
      const auto asked = retry_after(answer.retry_after);
      if (asked && *asked > options.longest_retry_after) {
        throw failure(ErrorCode::io, url,
                      reason + " and wants no request for " + answer.retry_after +
                          (ascii::all_digits(answer.retry_after) ? " s" : ""));
      }
      ++attempt;
      ++retries;
      wait(asked ? std::max(*asked, pause) : pause, url);
      pause = std::min(2 * pause, options.longest_wait);
    }
  }
};

HttpClient::HttpClient(HttpClientOptions options) : impl_(std::make_unique<Impl>()) {
  impl_->options = std::move(options);
}
HttpClient::~HttpClient() = default;
HttpClient::HttpClient(HttpClient&&) noexcept = default;

std::uint64_t HttpClient::retries() const {
  return impl_->retries;
}

std::string HttpClient::get(const std::string& url, std::size_t largest) {
  std::string out;
  Sink sink;
  sink.begin = [&] { out.clear(); };
  sink.expect = [](std::uint64_t) {};
  sink.refusal = "more than " + std::to_string(largest >> 20) + " MB";
  sink.take = [&](std::string_view piece) {
    if (piece.size() > largest - out.size()) return false;
    out += piece;
    return true;
  };
  impl_->fetch(url, sink);
  return out;
}

namespace {

// A file that is removed unless it gets its name.
class PartialFile {
 public:
  explicit PartialFile(std::string path) : path_(std::move(path)), partial_(path_ + ".part") {
    descriptor_ = ::open(partial_.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    if (descriptor_ < 0) throw failed();
  }
  ~PartialFile() {
    if (descriptor_ >= 0) ::close(descriptor_);
    if (!named_) ::unlink(partial_.c_str());
  }
  PartialFile(const PartialFile&) = delete;
  PartialFile& operator=(const PartialFile&) = delete;

  void restart() {
    if (::ftruncate(descriptor_, 0) != 0 || ::lseek(descriptor_, 0, SEEK_SET) != 0) throw failed();
  }
  bool append(std::string_view bytes) {
    while (!bytes.empty()) {
      const ssize_t written = ::write(descriptor_, bytes.data(), bytes.size());
      if (written < 0 && errno == EINTR) continue;
      if (written < 0) return false;
      bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    return true;
  }
  void name() {
    if (::fsync(descriptor_) != 0) throw failed();
    if (::rename(partial_.c_str(), path_.c_str()) != 0) throw failed();
    named_ = true;
  }
  Error failed() const {
    return {ErrorCode::io, partial_ + ": cannot write: " + std::strerror(errno)};
  }

 private:
  std::string path_, partial_;
  int descriptor_ = -1;
  bool named_ = false;
};

}  // namespace

std::uint64_t HttpClient::download(
    const std::string& url, const std::string& path,
    const std::function<void(std::uint64_t, std::uint64_t)>& progress) {
  PartialFile file(path);
  std::uint64_t size = 0, expected = 0;
  Sink sink;
  sink.begin = [&] {
    file.restart();
    size = expected = 0;
  };
  sink.expect = [&](std::uint64_t bytes) { expected = bytes; };
  sink.take = [&](std::string_view piece) {
    if (!file.append(piece)) {
      sink.refusal = file.failed().what();
      return false;
    }
    size += piece.size();
    if (progress) progress(size, expected);
    return true;
  };
  impl_->fetch(url, sink);
  file.name();
  return size;
}

std::string percent_encoded(std::string_view text) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (ascii::is_letter(c) || ascii::is_digit(c) ||
        (c != '\0' && std::string_view("-._~").find(c) != std::string_view::npos)) {
      out += c;
    } else {
      out += '%';
      out += digits[byte >> 4];
      out += digits[byte & 15];
    }
  }
  return out;
}

}  // namespace osteon::tools
