// Saving, reading back and comparing searches.
#include "searcher/fronts/saved_search.h"

#include <algorithm>
#include <ctime>
#include <set>

#include "base/error.h"
#include "searcher/fronts/citations.h"
#include "searcher/fronts/json.h"
#include "searcher/fronts/json_parts.h"
#include "searcher/fronts/parameters.h"
#include "searcher/searcher.h"

namespace osteon {

using namespace json_parts;

namespace {

constexpr const char* kind = "osteon receipt";

Json paper(const SavedPaper& value) {
  return {{"id", value.id}, {"title", value.title}};
}

Receipt read_receipt(const Json& json) {
  Receipt out;
  out.interpretation = json.at("interpretation");
  for (const Json& one : json.at("items")) {
    ReceiptItem item;
    item.text = one.at("text");
    item.begin = one.at("begin");
    item.end = one.at("end");
    item.sense = one.at("sense");
    item.type = one.at("type");
    one.at("ids").get_to(item.ids);
    one.at("forms").get_to(item.forms);
    item.explosion = one.at("explosion");
    item.papers = one.at("papers");
    item.passages = one.at("passages");
    item.literal_passages = one.at("literal_passages");
    for (const Json& other : one.at("alternatives")) {
      item.alternatives.emplace_back(other.at("id"), other.at("name"));
    }
    if (one.contains("form_counts")) {
      for (const Json& form : one["form_counts"]) {
        item.form_counts.push_back({form.at("form"), form.at("papers"), form.at("passages")});
      }
    }
    out.items.push_back(std::move(item));
  }
  out.vocabulary_fingerprint = json.at("vocabulary_fingerprint");
  out.analyzer_fingerprint = json.at("analyzer_fingerprint");
  out.revision = json.at("revision");
  return out;
}

SavedSearch read(const Json& json) {
  SavedSearch out;
  out.version = json.at("version");
  out.date = json.at("date");
  for (const Json& one : json.at("request")) {
    set_parameter(out.request, one.at(0).get<std::string>(), one.at(1).get<std::string>());
  }
  out.index_papers = json.at("index_papers");
  out.index_passages = json.at("index_passages");
  out.total_papers = json.at("total_papers");
  out.total_passages = json.at("total_passages");
  out.more_papers_across_passages = json.at("more_papers_across_passages");
  for (const Json& one : json.at("strategy")) {
    StrategyLine line;
    line.number = one.at("number");
    line.text = one.at("text");
    line.begin = one.at("begin");
    line.end = one.at("end");
    line.papers = one.at("papers");
    line.passages = one.at("passages");
    out.strategy.push_back(std::move(line));
  }
  out.receipt = read_receipt(json.at("receipt"));
  for (const Json& one : json.at("notices")) {
    out.notices.push_back({one.at("kind"), one.at("message"), one.at("begin"), one.at("end"),
                           one.value("offers", std::vector<std::string>{})});
  }
  for (const Json& one : json.at("papers")) out.papers.push_back({one.at("id"), one.at("title")});
  return out;
}

std::vector<SavedPaper> without(const std::vector<SavedPaper>& papers,
                                const std::vector<SavedPaper>& others) {
  std::set<std::string_view> known;
  for (const SavedPaper& one : others) known.insert(one.id);
  std::vector<SavedPaper> out;
  std::copy_if(papers.begin(), papers.end(), std::back_inserter(out),
               [&](const SavedPaper& one) { return !known.contains(one.id); });
  return out;
}

SavedSearch search_once(const Searcher& searcher, const SearchRequest& request) {
  SavedSearch out;
  out.request = request;
  SearchRequest first = request;
  first.receipt = first.form_counts = true;
  first.facets = false;
  first.limit = 0;
  SearchResponse response = searcher.search(first);
  out.receipt = std::move(response.receipt.value());
  out.strategy = std::move(response.strategy);
  out.notices = std::move(response.notices);
  out.total_papers = response.total_papers;
  out.total_passages = response.total_passages;
  out.more_papers_across_passages = response.more_papers_across_passages;
  const IndexStatistics statistics = searcher.statistics();
  out.index_papers = statistics.papers;
  out.index_passages = statistics.passages;
  const auto search = [&](const SearchRequest& page) { return searcher.search(page); };
  for (const PaperHit& hit : all_hits(search, request, response.total_papers)) {
    out.papers.push_back({hit.paper.id, hit.paper.title});
  }
  return out;
}

}  // namespace

SavedSearch save_search(const Searcher& searcher, const SearchRequest& request,
                        const std::string& date) {
  // Another thread may move to a newer revision between two pages: all must be of one.
  constexpr int tries = 5;
  SavedSearch out;
  for (int i = 0; i < tries; ++i) {
    const std::uint64_t revision = searcher.revision();
    out = search_once(searcher, request);
    if (searcher.revision() == revision) break;
  }
  out.version = OSTEON_VERSION;
  out.date = date;
  return out;
}

std::string date_now() {
  const std::time_t now = std::time(nullptr);
  std::tm parts{};
  gmtime_r(&now, &parts);
  char text[32];
  std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &parts);
  return text;
}

std::string to_json(const SavedSearch& saved) {
  Json out = document();
  out["kind"] = kind;
  out["version"] = saved.version;
  out["date"] = saved.date;
  out["request"] = Json::array();
  for (const auto& [name, value] : parameters_of(saved.request)) {
    out["request"].push_back(Json::array({name, value}));
  }
  out["index_papers"] = saved.index_papers;
  out["index_passages"] = saved.index_passages;
  out["total_papers"] = saved.total_papers;
  out["total_passages"] = saved.total_passages;
  out["more_papers_across_passages"] = saved.more_papers_across_passages;
  out["strategy"] = list(saved.strategy, strategy_line);
  out["receipt"] = receipt(saved.receipt);
  out["notices"] = list(saved.notices, notice);
  out["papers"] = list(saved.papers, paper);
  return text(out);
}

SavedSearch read_saved_search(const std::string& json, const std::string& name) {
  const auto refuse = [&](const std::string& reason) {
    throw Error(ErrorCode::corrupt, name + ": not a saved receipt: " + reason);
  };
  try {
    const Json read_json = Json::parse(json);
    if (!read_json.is_object() || read_json.value("kind", "") != kind) {
      refuse("its kind is not \"" + std::string(kind) + "\"");
    }
    if (read_json.at("schema_version") != json_schema_version) {
      throw Error(ErrorCode::incompatible_version,
                  name + ": written by another version of Osteon (schema_version " +
                      read_json["schema_version"].dump() + ")");
    }
    return read(read_json);
  } catch (const nlohmann::json::exception& error) {
    refuse(error.what());
  }
  return {};
}

SearchComparison compare(const SavedSearch& before, const SavedSearch& after) {
  SearchComparison out;
  out.date_before = before.date;
  out.date_after = after.date;
  out.papers_before = before.total_papers;
  out.papers_after = after.total_papers;
  out.new_papers = without(after.papers, before.papers);
  out.vanished_papers = without(before.papers, after.papers);
  const auto add = [&](const char* what, const std::string& x, const std::string& y) {
    if (x != y) out.changes.push_back({what, x, y});
  };
  add("version", before.version, after.version);
  add("vocabulary", before.receipt.vocabulary_fingerprint, after.receipt.vocabulary_fingerprint);
  add("analyzer", before.receipt.analyzer_fingerprint, after.receipt.analyzer_fingerprint);
  add("revision", std::to_string(before.receipt.revision), std::to_string(after.receipt.revision));
  add("interpretation", before.receipt.interpretation, after.receipt.interpretation);
  add("passages", std::to_string(before.total_passages), std::to_string(after.total_passages));
  return out;
}

std::string to_json(const SearchComparison& comparison) {
  Json out = document();
  out["date_before"] = comparison.date_before;
  out["date_after"] = comparison.date_after;
  out["papers_before"] = comparison.papers_before;
  out["papers_after"] = comparison.papers_after;
  out["new_papers"] = list(comparison.new_papers, paper);
  out["vanished_papers"] = list(comparison.vanished_papers, paper);
  out["changes"] = list(comparison.changes, [](const SavedChange& one) {
    return Json{{"what", one.what}, {"before", one.before}, {"after", one.after}};
  });
  return text(out);
}

}  // namespace osteon
