// Asks web servers for files, politely: one request after another, at a pace, with retries that
// wait longer each time or as long as the server says. Over https certificates are verified.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace osteon::tools {

struct HttpClientOptions {
  /// Least time between the starts of two requests.
  std::chrono::milliseconds pace{350};
  unsigned attempts = 5;                           ///< per file, at least 1
  std::chrono::milliseconds first_wait{1000};      ///< before the second attempt; doubles each time
  std::chrono::milliseconds longest_wait{60'000};  ///< of our own
  /// A server that asks for a longer pause (Retry-After) is not asked again.
  std::chrono::milliseconds longest_retry_after{300'000};
  std::chrono::seconds timeout{60};  ///< for a server that says nothing
  /// Asked often; true ends a request or a wait with Error (cancelled).
  std::function<bool()> stop;
  /// Waits; empty: sleeps, asking `stop` ten times a second.
  std::function<void(std::chrono::milliseconds)> wait;
};

/// Not thread-safe. Connections are kept open between requests to one server.
class HttpClient {
 public:
  explicit HttpClient(HttpClientOptions options = {});
  ~HttpClient();
  HttpClient(HttpClient&&) noexcept;

  /// The body of what GET answers, at most `largest` bytes. Follows up to five redirections, never
  /// from https to http. Throws Error: usage (not a URL, or not of http or https), not_found (404,
  /// 410), cancelled, io for all else; the message names the URL.
  std::string get(const std::string& url, std::size_t largest = 256u << 20);

  /// The same into a file of any size, which is there whole or not at all: it grows beside `path`
  /// and is renamed. `progress` is told bytes so far and expected (0: unknown). Returns its size.
  std::uint64_t download(const std::string& url, const std::string& path,
                         const std::function<void(std::uint64_t, std::uint64_t)>& progress = {});

  std::uint64_t retries() const;  ///< since construction

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

/// A value for a URL's path or query: all but letters, digits and "-._~" as %XX.
std::string percent_encoded(std::string_view text);

}  // namespace osteon::tools
