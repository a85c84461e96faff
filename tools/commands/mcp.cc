// osteon mcp: an index as tools of the Model Context Protocol, over standard input and output.
//
// JSON-RPC 2.0, one message a line (modelcontextprotocol.io, revision 2025-06-18). The tools take
// the parameters of the HTTP interface and answer with its JSON (docs/json.md).
#include <cstdio>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "base/error.h"
#include "searcher/fronts/json.h"
#include "searcher/fronts/parameters.h"
#include "searcher/searcher.h"
#include "tools/commands/commands.h"
#include "tools/commands/options.h"
#include "tools/output/passage.h"
#include "tools/version.h"

namespace osteon::tools {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t longest_message = 1u << 20;  // bytes; a request holds a query, not a corpus

// Revisions whose messages are those below; the newest first.
constexpr const char* protocol_versions[] = {"2025-06-18", "2025-03-26", "2024-11-05"};

// JSON-RPC 2.0, section 5.1.
enum RpcError {
  parse_error = -32700,
  invalid_request = -32600,
  method_not_found = -32601,
  invalid_params = -32602
};

struct Failure {
  int code;
  std::string message;
};

/// Hands each argument to `set` as text, a list's values one by one.
template <typename Set>
void for_each_argument(const Json& arguments, Set&& set) {
  for (const auto& [name, value] : arguments.items()) {
    const Json values = value.is_array() ? value : Json::array({value});
    for (const Json& one : values) {
      set(name, one.is_string()    ? one.get<std::string>()
                : one.is_boolean() ? std::string(one.get<bool>() ? "1" : "0")
                                   : one.dump());
    }
  }
}

std::string id_of(const Json& arguments) {
  if (arguments.size() != 1 || !arguments.contains("id") || !arguments["id"].is_string()) {
    throw Error(ErrorCode::usage, "give one argument, id, as text");
  }
  return arguments["id"];
}

std::string search(const Searcher& searcher, const Json& arguments) {
  SearchRequest request;
  request.limit = 5;
  request.passages_per_paper = 2;
  for_each_argument(arguments, [&](const std::string& name, const std::string& text) {
    set_parameter(request, name, text);
  });
  return to_json(searcher.search(request));
}

std::string paper(const Searcher& searcher, const Json& arguments) {
  return to_json(searcher.paper(id_of(arguments)));
}

std::string passage(const Searcher& searcher, const Json& arguments) {
  const std::string id = id_of(arguments);
  const std::optional<FoundPassage> found = find_passage(searcher, id);
  if (!found) throw Error(ErrorCode::not_found, "no passage " + id);
  return to_json(*found);
}

std::string concept_page(const Searcher& searcher, const Json& arguments) {
  ConceptRequest request;
  for_each_argument(arguments, [&](const std::string& name, const std::string& text) {
    if (name == "id") {
      request.name = text;
    } else {
      set_parameter(request, name, text);
    }
  });
  return to_json(searcher.concept_page(request));
}

std::string pairs(const Searcher& searcher, const Json& arguments) {
  PairRequest request;
  request.limit = 20;
  for_each_argument(arguments, [&](const std::string& name, const std::string& text) {
    set_parameter(request, name, text);
  });
  return to_json(searcher.pairs(request));
}

std::string statistics(const Searcher& searcher, const Json&) {
  return to_json(searcher.statistics());
}

struct Tool {
  const char* name;
  const char* description;
  Json schema;
  std::string (*call)(const Searcher& searcher, const Json& arguments);
};

Json object_schema(Json properties, std::vector<std::string> required) {
  return {{"type", "object"},
          {"properties", std::move(properties)},
          {"required", std::move(required)},
          {"additionalProperties", false}};
}

Json text_property(const char* description) {
  return {{"type", "string"}, {"description", description}};
}
Json number_property(const char* description, int most) {
  return {{"type", "integer"}, {"minimum", 0}, {"maximum", most}, {"description", description}};
}
Json flag_property(const char* description) {
  return {{"type", "boolean"}, {"description", description}};
}
Json filters_property() {
  return {{"type", "array"},
          {"items", {{"type", "string"}}},
          {"description", "FACET:VALUE each, such as disease:MESH:D055948 or journal:Bone"}};
}

const std::vector<Tool>& tools() {
  static const std::vector<Tool> all = {
      {"search",
       "Finds passages of biomedical papers, best first, grouped by paper. Names find their "
       "synonyms and narrower concepts; words side by side must all stand in a passage; \"quoted "
       "words\" are taken literally; AND, OR, NOT, NEAR/8, title:, year:2018.. and ids such as "
       "MESH:D055948 or PMC11223843 are understood.",
       object_schema({{"q", text_property("The query")},
                      {"limit", number_property("Papers (5)", 1000)},
                      {"passages", number_property("Passages of each paper (2)", 1000)},
                      {"cursor", text_property("next_cursor of an earlier answer")},
                      {"filter", filters_property()},
                      {"year", text_property("2018..2024, 2018.., ..2024 or 2020")},
                      {"section", text_property("Kind of section: abstract, methods, results, …")},
                      {"expand", flag_property("Other names and narrower concepts too (true)")},
                      {"any", flag_property("One of the words is enough (false)")},
                      {"facets", flag_property("Count papers by concept, year, journal (false)")},
                      {"receipt", flag_property("Say what was searched for each word (false)")}},
                     {"q"}),
       search},
      {"paper", "A paper with all its passages in reading order and the concepts found in it.",
       object_schema({{"id", text_property("PMCID, PMID, DOI or the paper's id in this index")}},
                     {"id"}),
       paper},
      {"passage", "One passage, by the id that search gives, to quote it or to verify a quotation.",
       object_schema({{"id", text_property("Such as PMC12827509:3")}}, {"id"}), passage},
      {"concept",
       "What the index holds of a concept: names, ids, broader and narrower concepts, counts, best "
       "passages, and the concepts that share sentences with it, each with a quotation.",
       object_schema({{"id", text_property("An id such as MESH:D055948, or a name")},
                      {"neighbours", number_property("Of each type (8)", 1000)},
                      {"passages", number_property("Best passages (5)", 100)}},
                     {"id"}),
       concept_page},
      {"pairs",
       "Pairs of concepts of two types that share sentences, with counts, lift and a quotation: "
       "between=chemical,sarcopenia lists all chemicals with sarcopenia.",
       object_schema({{"between", text_property("LEFT,RIGHT: a concept type or one concept each")},
                      {"q", text_property("Only in passages that this query finds")},
                      {"filter", filters_property()},
                      {"year", text_property("2018..2024, 2018.., ..2024 or 2020")},
                      {"sort", text_property("strength, papers or lift")},
                      {"least", number_property("Sentences that a pair must share (1)", 1000000)},
                      {"limit", number_property("Pairs (20)", 10000)}},
                     {"between"}),
       pairs},
      {"stats", "How many papers, passages and concepts the index holds, and its revision.",
       object_schema(Json::object(), {}), statistics},
  };
  return all;
}

Json initialize(const Json& params) {
  std::string version = protocol_versions[0];
  for (const char* known : protocol_versions) {
    if (params.value("protocolVersion", "") == known) version = known;
  }
  return {{"protocolVersion", version},
          {"capabilities", {{"tools", Json::object()}}},
          {"serverInfo", {{"name", "osteon"}, {"version", tools::version}}},
          {"instructions",
           "Full-text and concept search over the biomedical papers of one local index. Quote "
           "passages as they are and cite them by paper and passage id."}};
}

Json list_tools() {
  Json list = Json::array();
  for (const Tool& tool : tools()) {
    list.push_back({{"name", tool.name},
                    {"description", tool.description},
                    {"inputSchema", tool.schema},
                    {"annotations", {{"readOnlyHint", true}, {"openWorldHint", false}}}});
  }
  return {{"tools", std::move(list)}};
}

/// What went wrong inside a tool is for the model to read and mend, not an error of the protocol.
Json call_tool(Searcher& searcher, const Json& params) {
  const std::string name = params.value("name", "");
  for (const Tool& tool : tools()) {
    if (tool.name != name) continue;
    const Json arguments = params.value("arguments", Json::object());
    if (!arguments.is_object()) throw Failure{invalid_params, "arguments: not an object"};
    Json result;
    try {
      searcher.refresh();
      std::string text = tool.call(searcher, arguments);
      result["structuredContent"] = Json::parse(text);
      result["content"] = Json::array({{{"type", "text"}, {"text", std::move(text)}}});
      result["isError"] = false;
    } catch (const Error& error) {
      result["content"] = Json::array({{{"type", "text"}, {"text", error.what()}}});
      result["isError"] = true;
    }
    return result;
  }
  throw Failure{invalid_params, "no tool is called \"" + name + "\""};
}

Json result_of(Searcher& searcher, const std::string& method, const Json& params) {
  if (method == "initialize") return initialize(params);
  if (method == "ping") return Json::object();
  if (method == "tools/list") return list_tools();
  if (method == "tools/call") return call_tool(searcher, params);
  throw Failure{method_not_found, "no method is called \"" + method + "\""};
}

Json failure(const Json& id, const Failure& what) {
  return {
      {"jsonrpc", "2.0"}, {"id", id}, {"error", {{"code", what.code}, {"message", what.message}}}};
}

/// The answer to one message; nothing for a notification.
std::optional<Json> answer(Searcher& searcher, const Json& message) {
  const bool is_request = message.is_object() && message.value("jsonrpc", "") == "2.0" &&
                          message.contains("method") && message["method"].is_string();
  if (!is_request) return failure(nullptr, {invalid_request, "not a JSON-RPC 2.0 request"});
  if (!message.contains("id")) return std::nullopt;
  const Json& id = message["id"];
  const Json params = message.value("params", Json::object());
  try {
    if (!params.is_object()) throw Failure{invalid_params, "params: not an object"};
    return Json{
        {"jsonrpc", "2.0"}, {"id", id}, {"result", result_of(searcher, message["method"], params)}};
  } catch (const Failure& what) {
    return failure(id, what);
  } catch (const nlohmann::json::exception& error) {
    return failure(id, {invalid_params, error.what()});
  }
}

void send(const Json& message) {
  const std::string line = message.dump(-1, ' ', false, Json::error_handler_t::replace);
  std::fwrite(line.data(), 1, line.size(), stdout);
  std::fputc('\n', stdout);
  std::fflush(stdout);
}

/// The next line, without what is beyond longest_message; false at the end.
bool read_line(std::string& line, bool& whole) {
  line.clear();
  whole = true;
  int c;
  while ((c = std::getc(stdin)) != EOF && c != '\n') {
    if (line.size() < longest_message) {
      line += static_cast<char>(c);
    } else {
      whole = false;
    }
  }
  return c != EOF || !line.empty();
}

ExitCode run(const std::string& directory) {
  Searcher searcher(directory);
  std::string line;
  bool whole = true;
  while (read_line(line, whole)) {
    if (line.find_first_not_of(" \t\r") == std::string::npos) continue;
    const Json message = whole ? Json::parse(line, nullptr, false) : Json(Json::value_t::discarded);
    if (message.is_discarded()) {
      send(failure(nullptr, {parse_error, whole ? "not JSON" : "a message of over a megabyte"}));
    } else if (const std::optional<Json> reply = answer(searcher, message)) {
      send(*reply);
    }
  }
  return ExitCode::ok;
}

}  // namespace

Action set_up_mcp(CLI::App& app) {
  const auto directory = std::make_shared<std::string>();
  add_database_option(app, *directory);
  set_examples(
      app,
      "  osteon mcp --db reviews < /dev/null\n"
      "  {\"mcpServers\": {\"osteon\": {\"command\": \"osteon\",\n"
      "                             \"args\": [\"mcp\", \"--db\", \"/path/to/reviews\"]}}}");
  return [directory] { return run(*directory); };
}

}  // namespace osteon::tools
