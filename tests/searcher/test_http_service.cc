// The HTTP service over canned answers, asked through a real socket.
#include <httplib.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <stdexcept>
#include <thread>

#include "base/error.h"
#include "searcher/fronts/http_service.h"
#include "searcher/fronts/json.h"
#include "tests/catch.h"
#include "tests/searcher/sample_values.h"
#include "tests/searcher/schema_check.h"

using namespace osteon;
using namespace osteon::test;
using nlohmann::json;

namespace {

struct NotAnException {};  // as Xapian's errors are none

// A service on a free port whose searches answer with what was asked.
class Running {
 public:
  explicit Running(HttpOptions options = {}) : service_(backend(), at_free_port(options)) {
    port = service_.bind();
    thread_ = std::thread([this] { service_.run(); });
  }
  ~Running() {
    service_.stop();
    thread_.join();
  }

  httplib::Result get(const std::string& target, httplib::Headers headers = {}) const {
    httplib::Client client("127.0.0.1", port);
    client.set_url_encode(false);  // the target is sent as it stands
    return client.Get(target, headers);
  }

  // The beginning of what comes back for bytes as they stand.
  std::string send(const std::string& bytes) const {
    const int socket = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in place{};
    place.sin_family = AF_INET;
    place.sin_port = htons(static_cast<std::uint16_t>(port));
    place.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    const timeval patience{10, 0};
    ::setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    std::string out;
    if (::connect(socket, reinterpret_cast<const sockaddr*>(&place), sizeof place) == 0 &&
        ::send(socket, bytes.data(), bytes.size(), MSG_NOSIGNAL) > 0) {
      char buffer[4096];
      const ssize_t got = ::recv(socket, buffer, sizeof buffer, 0);
      if (got > 0) out.assign(buffer, static_cast<std::size_t>(got));
    }
    ::close(socket);
    return out;
  }

  int port = 0;
  std::atomic<int> refreshes = 0;

 private:
  static HttpOptions at_free_port(HttpOptions options) {
    options.port = 0;
    return options;
  }

  HttpBackend backend() {
    HttpBackend out;
    out.search = [](const SearchRequest& request) {
      if (request.query == "xapian") throw NotAnException();
      if (request.query == "std") throw std::runtime_error("something std");
      if (request.query == "corrupt") throw Error(ErrorCode::corrupt, "segment 3: bad checksum");
      SearchResponse response = full_response();
      response.query = request.query;
      for (const FacetFilter& filter : request.filters) {
        response.query += " " + filter.facet + "=" + filter.values.front();
      }
      return response;
    };
    out.paper = [](const std::string& id) {
      if (id == "nowhere") throw Error(ErrorCode::not_found, "nowhere: no such paper");
      StoredPaper paper = full_paper();
      paper.paper.id = id;
      return paper;
    };
    out.concept_page = [](const ConceptRequest& request) {
      ConceptPage page = full_concept_page();
      page.named.name = request.name;
      return page;
    };
    out.pairs = [](const PairRequest& request) {
      PairTable table = full_pair_table();
      table.query = request.search.query;
      table.left = request.left;
      return table;
    };
    out.save = [](const SearchRequest& request) {
      SavedSearch saved = full_saved_search();
      saved.request = request;
      return saved;
    };
    out.why_not = [](const std::string& id, const SearchRequest& request) {
      WhyNot answer = full_why_not();
      answer.paper = id;
      answer.interpretation = request.query;
      return answer;
    };
    out.statistics = full_statistics;
    out.refresh = [this] { ++refreshes; };
    return out;
  }

  HttpService service_;
  std::thread thread_;
};

}  // namespace

TEST_CASE("the API answers with the same JSON as everywhere, by the schema") {
  Running running;
  struct Row {
    std::string target, definition, body;
  };
  SearchResponse response = full_response();
  response.query = "IL-6 & µ disease=MESH:D055948";
  StoredPaper paper = full_paper();
  paper.paper.id = "10.1/a b";
  WhyNot why_not = full_why_not();
  why_not.paper = "PMC9";
  why_not.interpretation = "gait";
  ConceptPage page = full_concept_page();
  page.named.name = "muscle wasting";
  PairTable table = full_pair_table();
  table.query = "old mice";
  table.left = "chemical";
  for (const Row& row : std::vector<Row>{
           {"/api/v1/search?q=IL-6+%26+%C2%B5&filter=disease:MESH:D055948", "search",
            to_json(response)},
           {"/api/v1/paper/10.1%2Fa%20b", "paper", to_json(paper)},
           {"/api/v1/why-not/PMC9?q=gait", "why_not", to_json(why_not)},
           {"/api/v1/concept/muscle%20wasting?neighbours=3", "concept_page", to_json(page)},
           {"/api/v1/pairs?between=chemical,disease&q=old+mice", "pairs", to_json(table)},
           {"/api/v1/stats", "statistics", to_json(full_statistics())},
           {"/api/v1/health", "health",
            R"({"schema_version":1,"status":"ok","version":")" OSTEON_VERSION R"("})"}}) {
    INFO(row.target);
    const auto result = running.get(row.target);
    REQUIRE(result);
    CHECK(result->status == 200);
    CHECK(result->get_header_value("Content-Type") == "application/json");
    CHECK(result->body == row.body);
    CHECK(schema_violation(json::parse(result->body), row.definition) == "");
  }
  CHECK(running.refreshes == 1);  // within its interval once for all
}

TEST_CASE("a table of pairs can be had as a file") {
  Running running;
  const auto result = running.get("/api/v1/pairs?between=gene,disease&format=csv");
  REQUIRE(result);
  CHECK(result->get_header_value("Content-Type") == "text/csv; charset=utf-8");
  CHECK(result->get_header_value("Content-Disposition") ==
        "attachment; filename=\"osteon-pairs.csv\"");
  CHECK(result->body == to_csv(full_pair_table()));
}

TEST_CASE("a search can be saved as a receipt or as a report") {
  Running running;
  SavedSearch saved = full_saved_search();
  saved.request = {};
  saved.request.query = "old mice";
  const auto receipt = running.get("/api/v1/receipt?q=old+mice");
  REQUIRE(receipt);
  CHECK(receipt->body == to_json(saved));
  CHECK(schema_violation(json::parse(receipt->body), "saved_search") == "");
  CHECK(receipt->get_header_value("Content-Disposition") ==
        "attachment; filename=\"osteon-receipt.json\"");
  const auto report = running.get("/api/v1/receipt?q=old+mice&format=markdown");
  REQUIRE(report);
  CHECK(report->body == search_report(saved));
  CHECK(report->get_header_value("Content-Type") == "text/markdown; charset=utf-8");
  CHECK(running.get("/api/v1/receipt?q=x&format=pdf")->status == 400);
}

TEST_CASE("every failure is a status and a JSON error") {
  Running running;
  struct Row {
    std::string target;
    int status;
    std::string code, message;
  };
  for (const Row& row : std::vector<Row>{
           {"/api/v1/search?q=x&limit=ten", 400, "usage",
            "limit: \"ten\" is not a whole number from 0 to 1000"},
           {"/api/v1/search?q=corrupt", 500, "corrupt", "segment 3: bad checksum"},
           {"/api/v1/search?q=std", 500, "internal", "something std"},
           {"/api/v1/search?q=xapian", 500, "internal",
            "an unexpected failure of a kind that has no name"},
           {"/api/v1/paper/nowhere", 404, "not_found", "nowhere: no such paper"},
           {"/api/v1/paper/", 404, "not_found",
            "there is nothing at this address; known are /api/v1/search, /api/v1/export, "
            "/api/v1/receipt, /api/v1/paper/ID, /api/v1/why-not/ID, /api/v1/concept/ID, "
            "/api/v1/pairs, /api/v1/complete, /api/v1/stats and /api/v1/health"},
           {"/api/v1/pairs", 400, "usage",
            "between: give two types or concepts, as in chemical,disease"},
           {"/../etc/passwd", 404, "not_found", "there is nothing at this address"},
           {"/api/v1/search?q=" + std::string(9000, 'x'), 414, "too_large",
            "the address is too long: about 8,000 bytes are read; POST takes longer queries"}}) {
    INFO(row.target.substr(0, 60));
    const auto result = running.get(row.target);
    REQUIRE(result);
    CHECK(result->status == row.status);
    CHECK(result->body == error_json(row.code, row.message));
    CHECK(result->has_header("Content-Security-Policy"));
    CHECK(schema_violation(json::parse(result->body), "error") == "");
  }
}

TEST_CASE("hits are exported as a file, page after page") {
  Running running;
  const auto result = running.get("/api/v1/export?q=x&format=csv&limit=3");
  REQUIRE(result);
  CHECK(result->status == 200);
  CHECK(result->get_header_value("Content-Type") == "text/csv; charset=utf-8");
  CHECK(result->get_header_value("Content-Disposition") == "attachment; filename=\"osteon.csv\"");
  // The canned search has one hit a page and always another page.
  const std::string row =
      "PMC1,PMC1,11,10.1/a,Muscle <b>loss</b>,Ada Lovelace,2020,Bone,review,preprint,Results,"
      "\"Sarcopenia, 5 µm.\"\r\n";
  CHECK(result->body ==
        "id,pmcid,pmid,doi,title,authors,year,journal,type,flags,section,passage\r\n" + row + row +
            row);
  const auto unknown = running.get("/api/v1/export?q=x&format=word");
  REQUIRE(unknown);
  CHECK(unknown->status == 400);
  CHECK(unknown->body == error_json("usage",
                                    "format: give one of ris, bibtex, nbib, csl-json, "
                                    "csv, jsonl"));
}

TEST_CASE("only reading is possible") {
  Running running;
  httplib::Client client("127.0.0.1", running.port);
  for (const auto& result :
       {client.Post("/api/v1/stats", "q=x", "application/x-www-form-urlencoded"),
        client.Post("/", "x", "text/plain"), client.Post("/api/v1/paper/PMC1", "{}", "text/plain"),
        client.Put("/", "x", "text/plain"), client.Delete("/"), client.Options("/api/v1/stats")}) {
    REQUIRE(result);
    CHECK(result->status == 405);
    CHECK(result->get_header_value("Allow") == "GET, HEAD");
    CHECK(result->body == error_json("usage", "only GET and HEAD are answered"));
    CHECK_FALSE(result->has_header("Access-Control-Allow-Origin"));
  }
  const auto put = client.Put("/api/v1/search", "q=x", "text/plain");
  REQUIRE(put);
  CHECK(put->status == 405);
  CHECK(put->get_header_value("Allow") == "GET, HEAD, POST");
  httplib::Client another("127.0.0.1", running.port);
  const auto head = another.Head("/");
  REQUIRE(head);
  CHECK(head->status == 200);
  CHECK(head->body.empty());
}

TEST_CASE("a body may hold what is too long for an address") {
  Running running;
  httplib::Client client("127.0.0.1", running.port);
  client.set_read_timeout(60);  // a million brackets take their time on a busy machine
  const std::string form = "application/x-www-form-urlencoded", object = "application/json";
  SearchResponse expected = full_response();
  expected.query = "IL-6 & µ +1% disease=MESH:D055948 type=review";
  struct Row {
    std::string target, body, type;
  };
  for (const Row& row : std::vector<Row>{
           {"/api/v1/search",
            "q=IL-6+%26+%c2%B5+%2B1%&filter=disease:MESH:D055948&filter=type%3Areview&&facets",
            form + "; charset=utf-8"},
           {"/api/v1/search?limit=3",
            R"({"q":"IL-6 & \u00b5 +1%","facets":true,"expand":false,"year":"2020",)"
            R"("filter":["disease:MESH:D055948","type:review"]})",
            object}}) {
    INFO(row.body);
    const auto result = client.Post(row.target, row.body, row.type);
    REQUIRE(result);
    CHECK(result->status == 200);
    CHECK(result->body == to_json(expected));
    if (row.type == object) CHECK(schema_violation(json::parse(row.body), "search_request") == "");
  }

  for (const auto& [name, rule] : json_schema()["$defs"]["search_request"]["properties"].items()) {
    INFO(name);
    const auto known = client.Post("/api/v1/search", json{{name, nullptr}}.dump(), object);
    REQUIRE(known);
    const std::string message = json::parse(known->body)["error"]["message"];
    CHECK(message.find("takes a string") != std::string::npos);
    const std::string value = json{{name, "\n"}}.dump();
    CHECK(client.Post("/api/v1/search", value, object)->body.find("is not a parameter") ==
          std::string::npos);
  }

  const std::string query(1 << 20, 'x');
  for (const auto& [type, body] :
       {std::pair(form, "q=" + query), std::pair(object, json{{"q", query}}.dump())}) {
    const auto found = client.Post("/api/v1/search", body, type);
    REQUIRE(found);
    CHECK(found->status == 200);
    CHECK(json::parse(found->body)["query"] == query);
  }
  const std::string long_query = json{{"q", std::string(20'000, 'y')}}.dump();
  CHECK(client.Post("/api/v1/why-not/PMC9", long_query, object)->status == 200);
  CHECK(client.Post("/api/v1/receipt", long_query, object)->status == 200);
  CHECK(client.Post("/api/v1/export?format=ris", long_query, object)->status == 200);
  CHECK(client.Post("/api/v1/pairs?between=gene,disease", long_query, object)->status == 200);

  for (const Row& row : std::vector<Row>{{"/api/v1/search", "q=x", "text/plain"},
                                         {"/api/v1/search", "{\"q\":", object},
                                         {"/api/v1/search", "[1]", object},
                                         {"/api/v1/search", std::string(1 << 20, '['), object},
                                         {"/api/v1/search", "{\"q\":\"\xff\"}", object},
                                         {"/api/v1/search", R"({"q":{"x":1}})", object},
                                         {"/api/v1/search", R"({"q":null})", object},
                                         {"/api/v1/search", R"({"limit":"ten"})", object},
                                         {"/api/v1/search", "nonsense=1", form}}) {
    INFO(row.body.substr(0, 60));
    const auto refused = client.Post(row.target, row.body, row.type);
    REQUIRE(refused);
    CHECK(refused->status == 400);
    CHECK(json::parse(refused->body)["error"]["code"] == "usage");
  }
  HttpOptions narrow;
  narrow.largest_body = 1'000;
  Running small(narrow);
  httplib::Client another("127.0.0.1", small.port);
  const auto large = another.Post("/api/v1/search", long_query, object);
  REQUIRE(large);
  CHECK(large->status == 413);
  CHECK(json::parse(large->body)["error"]["code"] == "too_large");
  CHECK(another.Post("/api/v1/search", "q=x", form)->status == 200);
}

TEST_CASE("a host name that was pointed here is refused") {
  struct Row {
    std::string host;
    int here, everywhere;  // status when listening on loopback, and on every address
  };
  HttpOptions wide;
  wide.host = "0.0.0.0";
  wide.host_names = {"Search.Clinic.example"};
  Running loopback;
  Running everywhere(wide);
  for (const Row& row : std::vector<Row>{{"localhost", 200, 200},
                                         {"LOCALHOST:8080", 200, 200},
                                         {"localhost.", 200, 200},
                                         {"127.0.0.1:1", 200, 200},
                                         {"[::1]:80", 200, 200},
                                         {"192.168.1.20:8080", 403, 200},
                                         {"[2001:db8::1]:80", 403, 200},
                                         {"search.clinic.example:80", 403, 200},
                                         {"evil.example", 403, 403},
                                         {"127.0.0.1.evil.example", 403, 403},
                                         {"localhost.evil.example", 403, 403},
                                         {"evil.example:127", 403, 403},
                                         {"", 403, 403}}) {
    INFO(row.host);
    for (const char* target : {"/", "/api/v1/search?q=x"}) {
      const auto here = loopback.get(target, {{"Host", row.host}});
      const auto there = everywhere.get(target, {{"Host", row.host}});
      REQUIRE(here);
      REQUIRE(there);
      CHECK(here->status == row.here);
      CHECK(there->status == row.everywhere);
    }
  }
}

TEST_CASE("pages of other sites cannot ask the API, but may link to the page") {
  Running running;
  const httplib::Headers cross = {{"Sec-Fetch-Site", "cross-site"}};
  CHECK(running.get("/api/v1/search?q=x", cross)->status == 403);
  CHECK(running.get("/?q=x", cross)->status == 200);
  CHECK(running.get("/api/v1/search?q=x", {{"Sec-Fetch-Site", "same-origin"}})->status == 200);
}

TEST_CASE("the page and its parts come with strict headers and an entity tag") {
  Running running;
  struct Row {
    std::string path, type, begins;
  };
  for (const Row& row : std::vector<Row>{{"/", "text/html; charset=utf-8", "<!doctype html>"},
                                         {"/style.css", "text/css; charset=utf-8", "/*"},
                                         {"/app.js", "text/javascript; charset=utf-8", "//"}}) {
    INFO(row.path);
    const auto result = running.get(row.path);
    REQUIRE(result);
    CHECK(result->status == 200);
    CHECK(result->get_header_value("Content-Type") == row.type);
    CHECK(result->body.substr(0, row.begins.size()) == row.begins);
    const std::string policy = result->get_header_value("Content-Security-Policy");
    CHECK(policy.find("default-src 'none'") == 0);
    CHECK(policy.find("unsafe") == std::string::npos);
    CHECK(result->get_header_value("X-Content-Type-Options") == "nosniff");
    CHECK(result->get_header_value("Referrer-Policy") == "no-referrer");
    CHECK(result->get_header_value_count("Cache-Control") == 1);
    const auto again = running.get(row.path, {{"If-None-Match", result->get_header_value("ETag")}});
    REQUIRE(again);
    CHECK(again->status == 304);
    CHECK(again->body.empty());
  }
}

TEST_CASE("the page holds nothing inline and names no other host") {
  Running running;
  const std::string page = running.get("/")->body;
  for (const char* forbidden : {"<style", "style=", "onclick", "onload",
                                "javascript:", "http:", "https:", "src=\"//", "href=\"//"}) {
    INFO(forbidden);
    CHECK(page.find(forbidden) == std::string::npos);
  }
}

TEST_CASE("what is no proper request is refused without harm") {
  Running running;
  struct Row {
    std::string name, sent, status;
  };
  for (const Row& row : std::vector<Row>{
           {"no Host", "GET / HTTP/1.1\r\n\r\n", "403"},
           {"two Hosts", "GET / HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\n\r\n", "403"},
           {"an address as a proxy gets it",
            "GET http://evil.example/ HTTP/1.1\r\nHost: localhost\r\n\r\n", "404"},
           {"a dotted path", "GET /x/../../etc/passwd HTTP/1.1\r\nHost: localhost\r\n\r\n", "404"},
           {"a zero byte", "GET /%00 HTTP/1.1\r\nHost: localhost\r\n\r\n", "404"},
           {"another protocol", "SSH-2.0-OpenSSH_9\r\n\r\n", "400"}}) {
    INFO(row.name);
    const std::string answer = running.send(row.sent);
    CHECK(answer.substr(0, 13) == "HTTP/1.1 " + row.status + " ");
  }
  CHECK(running.get("/api/v1/health")->status == 200);
}

TEST_CASE("many clients at once each get their own answer") {
  Running running;
  std::atomic<int> right = 0;
  std::vector<std::thread> clients;
  for (int client = 0; client < 8; ++client) {
    clients.emplace_back([&, client] {
      httplib::Client http("127.0.0.1", running.port);
      http.set_keep_alive(true);
      for (int i = 0; i < 25; ++i) {
        const std::string query = "c" + std::to_string(client) + "n" + std::to_string(i);
        const auto result = http.Get("/api/v1/search?q=" + query);
        if (result && json::parse(result->body)["query"] == query) ++right;
      }
    });
  }
  for (std::thread& client : clients) client.join();
  CHECK(right == 200);
}

TEST_CASE("a service can be stopped before it runs, and its port must be free") {
  HttpOptions options;
  options.port = 0;
  HttpService first(HttpBackend{}, options);
  options.port = first.bind();
  HttpService second(HttpBackend{}, options);
  CHECK_THROWS_AS(second.bind(), Error);
  first.stop();
  first.run();  // returns
  options.port = 70000;
  HttpService third(HttpBackend{}, options);
  CHECK_THROWS_AS(third.bind(), Error);
}
