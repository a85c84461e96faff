// The HTTP client against a server that fails in the ways servers fail.
#include <filesystem>
#include <fstream>
#include <iterator>

#include "base/error.h"
#include "tests/catch.h"
#include "tests/indexer/sample_papers.h"
#include "tests/tools/small_server.h"
#include "tools/download/http_client.h"

using namespace osteon;
using namespace osteon::test;
using namespace osteon::tools;
using osteon::testing::TemporaryDirectory;
using std::chrono::milliseconds;

namespace {

// A client that notes its waits instead of waiting.
struct Impatient {
  std::vector<long> waits;
  HttpClient client{options()};

  HttpClientOptions options() {
    HttpClientOptions out;
    out.pace = milliseconds(0);
    out.attempts = 4;
    out.timeout = std::chrono::seconds(10);
    out.wait = [this](milliseconds time) { waits.push_back(time.count()); };
    return out;
  }
};

// Code and message of what asking for `url` throws, the server's own address left out.
std::string failure_of(HttpClient& client, const std::string& url) {
  try {
    client.get(url, 1000);
  } catch (const Error& error) {
    std::string message = error.what();
    if (message.starts_with(url)) message.replace(0, url.size(), "URL");
    return std::string(to_string(error.code())) + " " + message;
  }
  return "nothing was thrown";
}

std::string contents(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace

TEST_CASE("a request that fails is made again after longer and longer waits") {
  Impatient own;
  int asked = 0;
  const SmallServer server([&](const std::string&) -> Reply {
    switch (++asked) {
      case 1:
        return {500, "an error's page"};
      case 2:
        return {429, "", {"Retry-After: 7"}};
      case 3:
        return {200, "the whole body", {}, 5};
      default:
        return {200, "the whole body"};
    }
  });
  CHECK(own.client.get(server.url("/a?b=c%20d")) == "the whole body");
  CHECK(server.targets() == std::vector<std::string>(4, "/a?b=c%20d"));
  CHECK(own.waits == std::vector<long>{1000, 7000, 4000});
  CHECK(own.client.retries() == 3);
}

TEST_CASE("what cannot be had is said with its reason") {
  const SmallServer server([](const std::string& target) -> Reply {
    if (target == "/gone") return {404, ""};
    if (target == "/forbidden") return {403, ""};
    if (target == "/down") return {503, ""};
    if (target == "/tomorrow") return {503, "", {"Retry-After: 86400"}};
    if (target == "/long-ago") return {503, "", {"Retry-After: Sun, 06 Nov 1994 08:49:37 GMT"}};
    if (target == "/large") return {200, std::string(1001, 'x')};
    if (target == "/loop") return {302, "", {"Location: /loop"}};
    if (target == "/file") return {301, "", {"Location: file:///etc/passwd"}};
    return {200, "x"};
  });
  const std::pair<const char*, const char*> rows[] = {
      {"/gone", "not_found URL: the server answered 404"},
      {"/forbidden", "io URL: the server answered 403"},
      {"/down", "io URL: the server answered 503, 4 tries"},
      {"/tomorrow", "io URL: the server answered 503 and wants no request for 86400 s"},
      {"/long-ago", "io URL: the server answered 503, 4 tries"},
      {"/large", "io URL: more than 0 MB"},
      {"/loop", "io URL: redirected more than five times"},
      {"/file", "usage file:///etc/passwd: not an address that begins with http:// or https://"},
  };
  for (const auto& [target, expected] : rows) {
    Impatient own;
    CHECK(failure_of(own.client, server.url(target)) == expected);
  }
  Impatient own;
  for (const auto& [url, why] : {std::pair{"ftp://x/y", "not an address that begins with http"},
                                 std::pair{"http://", "an address without a host"},
                                 std::pair{"http://a b/", "white space in an address"},
                                 std::pair{"http://me:word@x/", "a name and password"}}) {
    CHECK(failure_of(own.client, url).starts_with(std::string("usage URL: ") + why));
  }
  CHECK(failure_of(own.client, "http://127.0.0.1:1/").starts_with("io URL: no answer ("));
}

TEST_CASE("redirections are followed, also relative ones") {
  const SmallServer server([](const std::string& target) -> Reply {
    if (target == "/a/b?q=1") return {302, "", {"Location: c?q=2"}};
    if (target == "/a/c?q=2") return {302, "", {"Location: /d"}};
    return {200, target};
  });
  Impatient own;
  CHECK(own.client.get(server.url("/a/b?q=1")) == "/d");
}

TEST_CASE("a download is there whole or not at all") {
  const TemporaryDirectory directory;
  const std::string path = directory / "file.xml", body(300'000, 'b');
  int asked = 0;
  const SmallServer server([&](const std::string& target) -> Reply {
    return {200, body, {}, target == "/never" || ++asked == 1 ? 200'000 : -1};
  });
  Impatient own;
  std::uint64_t seen = 0, of = 0;
  CHECK(own.client.download(server.url("/once"), path, [&](std::uint64_t bytes, std::uint64_t all) {
    seen = bytes;
    of = all;
  }) == body.size());
  CHECK(seen == body.size());
  CHECK(of == body.size());
  CHECK((contents(path) == body));
  CHECK_THROWS_AS(own.client.download(server.url("/never"), directory / "other.xml"), Error);
  CHECK(std::distance(std::filesystem::directory_iterator(directory.path()), {}) == 1);
}

TEST_CASE("requests keep their pace and stop when asked") {
  const SmallServer server([](const std::string&) -> Reply { return {200, "x"}; });
  std::vector<long> waits;
  bool stop = false;
  HttpClientOptions options;
  options.pace = milliseconds(60'000);
  options.wait = [&](milliseconds time) { waits.push_back(time.count()); };
  options.stop = [&] { return stop; };
  HttpClient client(options);
  client.get(server.url());
  client.get(server.url());
  REQUIRE(waits.size() == 1);
  CHECK(waits[0] > 0);
  CHECK(waits[0] <= 60'000);
  stop = true;
  CHECK(failure_of(client, server.url("/")) == "cancelled URL: interrupted");
  CHECK(server.targets().size() == 2);
}

TEST_CASE("values in addresses are percent-encoded") {
  CHECK(percent_encoded("a-b_c.d~e") == "a-b_c.d~e");
  CHECK(percent_encoded("TITLE:\"bone & muscle\"+x*") ==
        "TITLE%3A%22bone%20%26%20muscle%22%2Bx%2A");
  CHECK(percent_encoded("\xCE\xB1/?#") == "%CE%B1%2F%3F%23");
}
