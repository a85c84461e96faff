// osteon serve: the page and /api/v1 until Ctrl-C.
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <cstdio>
#include <memory>
#include <string>
#include <thread>

#include "searcher/fronts/http_service.h"
#include "tools/commands/commands.h"
#include "tools/commands/options.h"
#include "tools/interrupt.h"
#include "tools/output/terminal.h"

namespace osteon::tools {
namespace {

struct Options {
  std::string directory;
  HttpOptions http;
};

bool is_loopback(const std::string& host) {
  return host == "localhost" || host == "::1" || host.rfind("127.", 0) == 0;
}

ExitCode run(const Options& options) {
  auto searcher = std::make_shared<Searcher>(options.directory);
  const IndexStatistics statistics = searcher->statistics();
  HttpService service(std::move(searcher), options.http);
  catch_interrupts();
  const int port = service.bind();
  const bool six = options.http.host.find(':') != std::string::npos;
  std::printf("serving %s on http://%s%s%s:%d/\n", counted(statistics.papers, "paper").c_str(),
              six ? "[" : "", options.http.host.c_str(), six ? "]" : "", port);
  std::fflush(stdout);
  if (!is_loopback(options.http.host)) {
    std::fputs("osteon: other machines can reach this address; there is no password\n", stderr);
  }

  // stop() may wait, so it is not the signal handler that calls it.
  std::atomic<bool> ended = false;
  std::thread watcher([&] {
    while (!interrupted() && !ended) std::this_thread::sleep_for(std::chrono::milliseconds(50));
    service.stop();
  });
  try {
    service.run();
  } catch (...) {
    ended = true;
    watcher.join();
    throw;
  }
  ended = true;
  watcher.join();
  return ExitCode::ok;
}

}  // namespace

Action set_up_serve(CLI::App& app) {
  const auto options = std::make_shared<Options>();
  add_database_option(app, options->directory);
  app.add_option("--host", options->http.host, "Address to listen on")
      ->type_name("ADDRESS")
      ->capture_default_str();
  app.add_option("--port", options->http.port, "Port; 0 takes any free one")
      ->check(whole_number(0, 65535))
      ->type_name("N")
      ->capture_default_str();
  add_repeatable_option(app, "--allow-host", options->http.host_names,
                        "A further host name by which browsers may call this service")
      ->type_name("NAME");
  app.add_option("--threads", options->http.threads, "Connections answered at once")
      ->check(whole_number(1, 1024))
      ->type_name("N")
      ->capture_default_str();
  set_examples(app,
               "  osteon serve --db reviews\n"
               "  osteon serve --db reviews --port 0\n"
               "  curl -s 'http://127.0.0.1:8080/api/v1/search?q=sarcopenia'");
  return [options] { return run(*options); };
}

}  // namespace osteon::tools
