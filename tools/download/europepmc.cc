#include "tools/download/europepmc.h"

#include <algorithm>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>

#include "base/ascii.h"
#include "base/file_io.h"
#include "corpus/reader.h"

namespace osteon::tools {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

constexpr std::uint64_t page_size = 100;
constexpr int most_failures_in_a_row = 5;
constexpr std::size_t largest_paper = 64u << 20;

std::string text_of(const json& object, const char* key) {
  const auto at = object.find(key);
  return at != object.end() && at->is_string() ? at->get<std::string>() : std::string();
}

// One page of the search.
struct Page {
  std::uint64_t found = 0;
  std::vector<std::string> ids;
  std::size_t results = 0;
  std::string next;  ///< empty after the last one
};

Page parse_page(const std::string& url, const std::string& body) {
  const json answer = json::parse(body, nullptr, false);
  const auto list = answer.is_object() ? answer.find("resultList") : answer.end();
  if (!answer.is_object() || list == answer.end() || !list->is_object()) {
    throw Error(ErrorCode::io, url + ": the answer is not that of Europe PMC's search");
  }
  Page out;
  out.found = answer.value("hitCount", std::uint64_t{0});
  out.next = text_of(answer, "nextCursorMark");
  const auto results = list->find("result");
  if (results == list->end() || !results->is_array()) return out;
  out.results = results->size();
  for (const json& result : *results) {
    const std::string id = result.is_object() ? text_of(result, "pmcid") : std::string();
    // The id becomes a file's name: nothing but what a PMCID is may pass.
    if (id.starts_with("PMC") && ascii::all_digits(std::string_view(id).substr(3))) {
      out.ids.push_back(id);
    }
  }
  return out;
}

// Why these bytes are not a whole paper; empty if they are.
std::string fault_of(const std::string& name, const std::string& bytes) {
  const ReadResult read = read_document({name, bytes});
  if (!read.problems.empty()) return read.problems.front().reason;
  if (read.papers.empty()) return "no paper in the answer";
  return read.papers.front().format == "jats" ? "" : "the answer is not JATS XML";
}

}  // namespace

std::string europepmc_query(const FetchOptions& options) {
  std::string out = "(" + options.query + ") AND OPEN_ACCESS:y AND IN_EPMC:y";
  if (options.reviews_only) out += " AND PUB_TYPE:review";
  return out;
}

FetchReport fetch_papers(const FetchOptions& options) {
  std::error_code failure;
  fs::create_directories(options.directory, failure);
  if (failure) {
    throw Error(ErrorCode::io, options.directory + ": cannot create: " + failure.message());
  }
  HttpClient client(options.http);
  FetchReport report;
  std::string base = options.base_url;
  while (base.ends_with('/')) base.pop_back();
  const std::string search =
      base + "/search?query=" + percent_encoded(europepmc_query(options)) +
      "&format=json&resultType=core&pageSize=" + std::to_string(std::min(page_size, options.most)) +
      "&cursorMark=";
  std::uint64_t looked_at = 0;
  int failures_in_a_row = 0;

  const auto fetch_one = [&](const std::string& id) {
    const std::string path = options.directory + "/" + id + ".xml";
    if (fs::exists(path, failure)) {
      ++report.present;
      return;
    }
    const std::string url = base + "/" + id + "/fullTextXML";
    const auto tell = [&](const std::string& reason) {
      report.problems.push_back({url, id, reason});
    };
    std::string body;
    try {
      body = client.get(url, largest_paper);
    } catch (const Error& error) {
      if (error.code() == ErrorCode::cancelled) throw;
      std::string reason = error.what();
      if (reason.starts_with(url + ": ")) reason.erase(0, url.size() + 2);
      tell(reason);
      if (error.code() == ErrorCode::io && ++failures_in_a_row >= most_failures_in_a_row) {
        throw Error(ErrorCode::io,
                    base + ": " + std::to_string(most_failures_in_a_row) +
                        " papers in a row could not be had; the last one: " + reason);
      }
      return;
    }
    failures_in_a_row = 0;
    if (const std::string fault = fault_of(path, body); !fault.empty()) return tell(fault);
    write_file_atomically(path, body);
    ++report.downloaded;
    report.bytes += body.size();
  };

  try {
    std::set<std::string> cursors;
    std::string cursor = "*";
    // The last page names its own cursor again; one that leads in a circle ends the search too.
    while (looked_at < options.most && !cursor.empty() && cursors.insert(cursor).second) {
      const std::string url = search + percent_encoded(cursor);
      const Page page = parse_page(url, client.get(url, largest_paper));
      report.found = std::max(report.found, page.found);
      for (const std::string& id : page.ids) {
        if (looked_at++ >= options.most) break;
        fetch_one(id);
        if (options.progress) {
          options.progress({looked_at, std::min(options.most, report.found), report.bytes,
                            report.problems.size()});
        }
      }
      cursor = page.results == 0 ? std::string() : page.next;
    }
  } catch (const Error& error) {
    if (error.code() != ErrorCode::cancelled) {
      if (report.downloaded + report.present + report.problems.size() == 0) throw;
      report.problems.push_back({base, "", error.what()});
    } else {
      report.interrupted = true;
    }
  }
  report.retries = client.retries();
  return report;
}

}  // namespace osteon::tools
