// Reads, runs and writes standing searches.
#include "searcher/fronts/watch_list.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>

#include "base/error.h"
#include "base/file_io.h"
#include "searcher/fronts/json.h"
#include "searcher/fronts/json_parts.h"
#include "searcher/searcher.h"

namespace osteon {

using namespace json_parts;

namespace {

constexpr const char* list_name = "watches.json";
constexpr const char* log_name = "watches.log";
constexpr std::size_t longest_name = 100;

[[noreturn]] void fail(const std::string& file) {
  throw Error(ErrorCode::io, file + ": " + std::strerror(errno));
}

}  // namespace

WatchList::WatchList(std::string directory) : directory_(std::move(directory)) {
  const std::string log = file(log_name);
  log_ = ::open(log.c_str(), O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0666);
  if (log_ < 0 || ::flock(log_, LOCK_EX) != 0) fail(log);
  const std::string path = file(list_name);
  if (!std::filesystem::exists(path)) return;
  try {
    const Json json = Json::parse(read_file(path));
    for (const Json& one : json.at("watches")) {
      watches_.push_back(
          {one.at("name"), one.at("added"), read_saved_search(text(one.at("last")), path)});
    }
  } catch (const nlohmann::json::exception& error) {
    throw Error(ErrorCode::corrupt, path + ": not a list of standing searches: " + error.what());
  }
}

WatchList::~WatchList() {
  if (log_ >= 0) ::close(log_);
}

std::string WatchList::file(const char* name) const {
  return (std::filesystem::path(directory_) / name).string();
}

void WatchList::save() const {
  write_file_atomically(file(list_name), to_json(watches_) + "\n");
}

void WatchList::add(const std::string& name, SavedSearch first) {
  const bool is_plain = std::all_of(name.begin(), name.end(),
                                    [](char c) { return static_cast<unsigned char>(c) >= 0x20; });
  if (name.empty() || name.size() > longest_name || !is_plain) {
    throw Error(ErrorCode::usage, "a standing search's name is of 1 to " +
                                      std::to_string(longest_name) +
                                      " bytes, without control characters");
  }
  for (const Watch& watch : watches_) {
    if (watch.name == name) {
      throw Error(ErrorCode::usage, "there is a standing search called " + name + " already");
    }
  }
  std::string date = first.date;
  watches_.push_back({name, std::move(date), std::move(first)});
  save();
}

bool WatchList::remove(const std::string& name) {
  const auto gone = std::erase_if(watches_, [&](const Watch& watch) { return watch.name == name; });
  if (gone > 0) save();
  return gone > 0;
}

std::vector<WatchReport> WatchList::run(const Searcher& searcher, const std::string& name,
                                        const std::string& date) {
  std::vector<WatchReport> out;
  std::string lines;
  for (Watch& watch : watches_) {
    if (!name.empty() && watch.name != name) continue;
    SavedSearch now = save_search(searcher, watch.last.request, date);
    out.push_back({watch.name, now.request.query, watch.last.receipt.revision, now.receipt.revision,
                   compare(watch.last, now)});
    lines += to_json(out.back()) + "\n";
    watch.last = std::move(now);
  }
  if (out.empty() && !name.empty()) {
    throw Error(ErrorCode::not_found, "there is no standing search called " + name);
  }
  // The log first: what it says may be said twice after a crash, but is not lost.
  for (std::size_t done = 0; done < lines.size();) {
    const auto n = ::write(log_, lines.data() + done, lines.size() - done);
    if (n < 0 && errno != EINTR) fail(file(log_name));
    if (n > 0) done += static_cast<std::size_t>(n);
  }
  if (::fsync(log_) != 0) fail(file(log_name));
  if (!out.empty()) save();
  return out;
}

std::vector<std::string> WatchList::log(const std::string& name) const {
  std::vector<std::string> out;
  const std::string all = read_file(file(log_name));
  for (std::size_t at = 0; at < all.size();) {
    const std::size_t end = std::min(all.find('\n', at), all.size());
    std::string line = all.substr(at, end - at);
    at = end + 1;
    const Json json = Json::parse(line, nullptr, false);
    if (json.is_discarded()) continue;  // half a line of a program that was ended
    if (name.empty() || json.value("name", "") == name) out.push_back(std::move(line));
  }
  return out;
}

std::string to_json(const std::vector<Watch>& watches) {
  Json out = document();
  out["watches"] = list(watches, [](const Watch& watch) {
    return Json{
        {"name", watch.name}, {"added", watch.added}, {"last", Json::parse(to_json(watch.last))}};
  });
  return text(out);
}

std::string to_json(const WatchReport& report) {
  Json out = document();
  out["name"] = report.name;
  out["query"] = report.query;
  out["revision_before"] = report.revision_before;
  out["revision"] = report.revision;
  const Json comparison = Json::parse(to_json(report.comparison));
  for (const auto& [name, value] : comparison.items()) {
    if (name != "schema_version") out[name] = value;
  }
  return text(out);
}

}  // namespace osteon
