// A web server on a free port of this machine that answers as a test says.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "tools/download/http_client.h"

namespace osteon::test {

/// One answer. Sent by hand, so that it may break the protocol where a test wants that.
struct Reply {
  int status = 200;
  std::string body;
  std::vector<std::string> headers = {};  ///< whole lines without line ends
  /// Bytes of the body that are sent before the connection is closed; -1: all.
  long cut_at = -1;
};

/// For asking it: three attempts, whose waits take no time.
tools::HttpClientOptions hurried_options();

class SmallServer {
 public:
  /// Asked for each request with its target ("/path?query"), one at a time.
  using Answer = std::function<Reply(const std::string& target)>;

  explicit SmallServer(Answer answer);
  ~SmallServer();
  std::string url(const std::string& target = "") const;  ///< "http://127.0.0.1:port" and target
  std::vector<std::string> targets() const;               ///< asked for so far, in order

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace osteon::test
