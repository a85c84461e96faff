#include "tests/tools/small_server.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <mutex>
#include <stdexcept>
#include <thread>

namespace osteon::test {

tools::HttpClientOptions hurried_options() {
  tools::HttpClientOptions out;
  out.pace = std::chrono::milliseconds(0);
  out.attempts = 3;
  out.wait = [](std::chrono::milliseconds) {};
  return out;
}

struct SmallServer::Impl {
  Answer answer;
  int listener = -1;
  int port = 0;
  std::atomic<bool> stopping = false;
  mutable std::mutex mutex;
  std::vector<std::string> targets;
  std::thread thread;

  void serve(int connection) {
    std::string request;
    char buffer[4096];
    while (request.find("\r\n\r\n") == std::string::npos) {
      const ssize_t got = ::recv(connection, buffer, sizeof buffer, 0);
      if (got <= 0) return;
      request.append(buffer, static_cast<std::size_t>(got));
    }
    const std::size_t begin = request.find(' ') + 1;
    const std::string target = request.substr(begin, request.find(' ', begin) - begin);
    {
      const std::lock_guard lock(mutex);
      targets.push_back(target);
    }
    const Reply reply = answer(target);
    std::string out = "HTTP/1.1 " + std::to_string(reply.status) + " Answer\r\n";
    for (const std::string& header : reply.headers) out += header + "\r\n";
    out += "Content-Length: " + std::to_string(reply.body.size()) + "\r\nConnection: close\r\n\r\n";
    out += reply.cut_at < 0 ? reply.body
                            : reply.body.substr(0, static_cast<std::size_t>(reply.cut_at));
    for (std::size_t sent = 0; sent < out.size();) {
      const ssize_t some = ::send(connection, out.data() + sent, out.size() - sent, MSG_NOSIGNAL);
      if (some <= 0) return;
      sent += static_cast<std::size_t>(some);
    }
  }

  void run() {
    while (!stopping) {
      pollfd ready{listener, POLLIN, 0};
      if (::poll(&ready, 1, 50) <= 0) continue;
      const int connection = ::accept(listener, nullptr, nullptr);
      if (connection < 0) continue;
      serve(connection);
      ::close(connection);
    }
  }
};

SmallServer::SmallServer(Answer answer) : impl_(std::make_unique<Impl>()) {
  impl_->answer = std::move(answer);
  impl_->listener = ::socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in place{};
  place.sin_family = AF_INET;
  place.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof place;
  auto* address = reinterpret_cast<sockaddr*>(&place);
  if (::bind(impl_->listener, address, size) != 0 || ::listen(impl_->listener, 16) != 0 ||
      ::getsockname(impl_->listener, address, &size) != 0) {
    throw std::runtime_error("no port for the test's server");
  }
  impl_->port = ntohs(place.sin_port);
  impl_->thread = std::thread([this] { impl_->run(); });
}

SmallServer::~SmallServer() {
  impl_->stopping = true;
  impl_->thread.join();
  ::close(impl_->listener);
}

std::string SmallServer::url(const std::string& target) const {
  return "http://127.0.0.1:" + std::to_string(impl_->port) + target;
}

std::vector<std::string> SmallServer::targets() const {
  const std::lock_guard lock(impl_->mutex);
  return impl_->targets;
}

}  // namespace osteon::test
