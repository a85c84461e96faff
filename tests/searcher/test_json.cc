// The JSON writer against its whole expected text, and both against docs/json-schema.json.
#include <set>

#include "searcher/fronts/json.h"
#include "searcher/fronts/watch_list.h"
#include "tests/catch.h"
#include "tests/searcher/sample_values.h"
#include "tests/searcher/schema_check.h"

using namespace osteon;
using namespace osteon::test;
using nlohmann::json;

namespace {

SearchComparison full_comparison() {
  SavedSearch after = full_saved_search();
  after.papers.front() = {"PMC9", "New"};
  after.receipt.revision = 8;
  return compare(full_saved_search(), after);
}

std::vector<Watch> full_watches() {
  return {{"falls", "2026-11-23T17:05:00Z", full_saved_search()}};
}

WatchReport full_watch_report() {
  return {"falls", "sarcopenia", 7, 8, full_comparison()};
}

}  // namespace

TEST_CASE("a search response is written with the documented names") {
  CHECK(
      to_json(full_response()) ==
      R"({"schema_version":1,"query":"sarcopenia \"µ\"","interpretation":"sarcopenia AND \"µ\"",)"
      R"("total_papers":2,"total_passages":3,"more_papers_across_passages":1,"took_ms":0.5,)"
      R"("hits":[{"paper":{"id":"PMC1","pmcid":"PMC1","pmid":"11","doi":"10.1/a",)"
      R"("title":"Muscle <b>loss</b>","authors":["Ada Lovelace"],"year":2020,"journal":"Bone",)"
      R"("type":"review","flags":["preprint"]},"score":1.5,"passages":[{"id":"PMC1:4",)"
      R"("section":"Results","text":"Sarcopenia, 5 µm.","highlights":[[0,10],[14,16]],)"
      R"("score":1.25,"explanation":[{"name":"word sarcopenia","value":1.25,)"
      R"("formula":"idf 2.5 * 0.5","parts":[{"name":"idf","value":2.5,"formula":"log",)"
      R"("parts":[]}]}]}],"copies":["PMC2"]}],"facets":{"disease":[{"id":"MESH:D055948","name":"Sarcopenia",)"
      R"("papers":2,"selected":true,"lift":1.5}],"year":[]},"related":[{"id":"MESH:D010024",)"
      R"("name":"Osteoporosis","type":"disease","papers":1,"all_papers":2,"lift":1.5}],)"
      R"("notices":[{"kind":"spelling",)"
      R"("message":"perhaps sarcopenia","begin":0,"end":10,"offers":["sarcopenia"]}],)"
      R"("strategy":[{"number":1,"text":"sarcopenia","begin":3,"end":13,"papers":2,)"
      R"("passages":3}],)"
      R"("receipt":{"interpretation":"sarcopenia AND \"µ\"","items":[{"text":"sarcopenia",)"
      R"("begin":0,"end":10,"sense":"Sarcopenia","type":"disease","ids":["MESH:D055948"],)"
      R"("forms":["sarcopenias"],"explosion":1,"papers":2,"passages":3,"literal_passages":2,)"
      R"("alternatives":[{"id":"X:1","name":"Other"}],"form_counts":[{"form":"sarcopenias",)"
      R"("papers":1,"passages":1}]}],"vocabulary_fingerprint":"v1",)"
      R"("analyzer_fingerprint":"a1","revision":7},"next_cursor":"c2"})");
}

TEST_CASE("a stored paper is written with the documented names") {
  CHECK(to_json(full_paper()) ==
        R"({"schema_version":1,"id":"PMC1","pmcid":"PMC1","pmid":"11","doi":"10.1/a",)"
        R"("title":"Muscle loss","authors":["Ada Lovelace"],"year":2026,"date":"2026-01-09",)"
        R"("journal":"Bone","type":"review","licence":"CC BY 4.0","flags":["corrected"],)"
        R"("keywords":["ageing"],"links":[{"relation":"preprint","id":"10.1101/1","note":""}],)"
        R"("source":"a.xml","format":"jats","sources":[{"source":"a.xml","format":"jats"},)"
        R"({"source":"b.nbib","format":"nbib"}],"entities":[{"type":"gene",)"
        R"("name":"MIR495","description":"microRNA 495","ids":["NCBIGene:574453"],)"
        R"("provenance":"linked"}],"sections":[{"heading":"Results","kind":"results",)"
        R"("passages":[{"id":"PMC1:1","text":"Text."}]}],"concepts":[{"id":"MESH:D055948",)"
        R"("ids":["MESH:D055948"],"type":"disease","name":"Sarcopenia","mentions":4}]})");
}

TEST_CASE("a date is written as far as it is known") {
  StoredPaper stored = full_paper();
  const auto written = [&](Date date) {
    stored.paper.date = date;
    return json::parse(to_json(stored))["date"].get<std::string>();
  };
  CHECK(written({2026, 11, 30}) == "2026-11-30");
  CHECK(written({2026, 2, 0}) == "2026-02");
  CHECK(written({2026, 0, 5}) == "2026");
  CHECK(written({987, 0, 0}) == "0987");
  CHECK(written({}) == "");
}

TEST_CASE("a concept's page and a table of pairs are written with the documented names") {
  const std::string evidence =
      R"("papers":2,"sentences":3,"lift":1.5,"strength":4.25,"quote":{"paper":"PMC1",)"
      R"("passage":"PMC1:4","text":"IL-6 in sarcopenia.","highlights":[[0,4],[8,18]]})";
  ConceptPage page = full_concept_page();
  page.hits.clear();
  CHECK(
      to_json(page) ==
      R"({"schema_version":1,"id":"MESH:D055948","type":"disease","name":"Sarcopenia",)"
      R"("ids":["MESH:D055948"],"names":["Sarcopenia","Sarcopenias"],)"
      R"("parents":[{"id":"MESH:D009133","type":"disease","name":"Muscular Atrophy","papers":5}],)"
      R"("children":[{"id":"X:2","type":"disease","name":"Presarcopenia","papers":1}],)"
      R"("child_count":1,"narrower":2,"papers":3,"passages":7,"own_papers":2,"own_passages":6,)"
      R"("hits":[],"same_sentence":{"gene":[{"id":"NCBIGene:3569","type":"gene","name":"IL6",)" +
          evidence +
          R"(}]},"other_senses":[{"id":"X:1","type":"disease","name":"Other"}],"revision":7})");
  CHECK(to_json(full_pair_table()) ==
        R"({"schema_version":1,"query":"mice","interpretation":"mice","left":"gene",)"
        R"("right":"MESH:D055948","papers":3,"passages":7,"sentences":20,"total_pairs":1,)"
        R"("exact":true,"took_ms":0.5,"pairs":[{"left":{"id":"NCBIGene:3569","type":"gene",)"
        R"("name":"IL6"},"right":{"id":"MESH:D055948","type":"disease","name":"Sarcopenia"},)" +
            evidence +
            R"(}],"notices":[{"kind":"spelling","message":"perhaps mice","begin":0,"end":4,"offers":["mice"]}]})");
}

TEST_CASE("statistics and errors are written with the documented names") {
  CHECK(to_json(full_statistics()) ==
        R"({"schema_version":1,"revision":3,"papers":10,"passages":200,"segments":2,"terms":5000,)"
        R"("concepts":300,"text_bytes":100000,"index_bytes":90000,"analyzer_fingerprint":"a1",)"
        R"("vocabulary_fingerprint":"v1"})");
  CHECK(error_json("not_found", "no such paper") ==
        R"({"schema_version":1,"error":{"code":"not_found","message":"no such paper"}})");
}

TEST_CASE("bytes that are no UTF-8 do not make the JSON invalid") {
  SearchResponse response;
  response.query = "a\xff\x01z";
  const json parsed = json::parse(to_json(response));
  CHECK(parsed["query"] == "a\uFFFD\u0001z");
}

TEST_CASE("what is written keeps to the schema") {
  const auto violation = [](const std::string& text, const std::string& definition) {
    return schema_violation(json::parse(text), definition);
  };
  CHECK(violation(to_json(full_response()), "search") == "");
  CHECK(violation(to_json(SearchResponse{}), "search") == "");
  CHECK(violation(to_json(full_paper()), "paper") == "");
  CHECK(violation(to_json(full_concept_page()), "concept_page") == "");
  CHECK(violation(to_json(full_pair_table()), "pairs") == "");
  CHECK(violation(to_json(full_saved_search()), "saved_search") == "");
  CHECK(violation(to_json(full_comparison()), "comparison") == "");
  CHECK(violation(to_json(full_watches()), "watches") == "");
  CHECK(violation(to_json(full_watch_report()), "watch_report") == "");
  CHECK(violation(to_json(full_why_not()), "why_not") == "");
  CHECK(violation(to_json(full_statistics()), "statistics") == "");
  CHECK(violation(error_json("internal", "a reason"), "error") == "");
}

TEST_CASE("the schema check refuses what the schema forbids") {
  json changed = json::parse(to_json(full_response()));
  const auto violation = [&] { return schema_violation(changed, "search"); };
  SECTION("a missing name") {
    changed["hits"][0].erase("score");
    CHECK(violation() == R"(search/hits/0: lacks "score")");
  }
  SECTION("a name of which it does not know") {
    changed["facets"]["year"] = json::array(
        {{{"id", ""}, {"name", ""}, {"papers", 0}, {"selected", false}, {"colour", "red"}}});
    CHECK(violation() == "search/facets/year/0/colour: is not in the schema");
  }
  SECTION("a wrong type") {
    changed["total_papers"] = 1.5;
    CHECK(violation() == R"(search/total_papers: 1.5 is not of type "integer")");
  }
  SECTION("half a range") {
    changed["hits"][0]["passages"][0]["highlights"][0] = json::array({1});
    CHECK(violation() == "search/hits/0/passages/0/highlights/0: too short");
  }
}

namespace {

// Every property of `rule` that `value` does not show, following references.
void collect_unshown(const json& rule, const json& value, const std::string& place,
                     std::set<std::string>& unshown) {
  if (rule.contains("$ref")) {
    const std::string target = rule["$ref"];
    const std::string name = target.substr(target.rfind('/') + 1);
    // A detail's parts are details: one level shows them all.
    if (name == "score_detail" && place.find("/parts") != std::string::npos) return;
    return collect_unshown(json_schema()["$defs"][name], value, place, unshown);
  }
  const json properties = rule.value("properties", json::object());
  for (const auto& [name, member] : properties.items()) {
    const std::string inner = place + "/" + name;
    if (!value.contains(name)) {
      unshown.insert(inner);
    } else {
      collect_unshown(member, value[name], inner, unshown);
    }
  }
  if (rule.contains("additionalProperties") && rule["additionalProperties"].is_object()) {
    for (const auto& [name, member] : value.items()) {
      if (member.empty()) continue;  // another key shows it
      collect_unshown(rule["additionalProperties"], member, place + "/" + name, unshown);
    }
  }
  if (rule.contains("items") && value.is_array()) {
    if (value.empty()) unshown.insert(place + "/0");
    if (!value.empty()) collect_unshown(rule["items"], value[0], place + "/0", unshown);
  }
}

}  // namespace

TEST_CASE("the schema has no name that is never written") {
  std::set<std::string> unshown;
  const auto look = [&](const std::string& definition, const std::string& text) {
    collect_unshown(json_schema()["$defs"][definition], json::parse(text), definition, unshown);
  };
  look("search", to_json(full_response()));
  look("why_not", to_json(full_why_not()));
  look("paper", to_json(full_paper()));
  look("concept_page", to_json(full_concept_page()));
  look("pairs", to_json(full_pair_table()));
  look("saved_search", to_json(full_saved_search()));
  look("comparison", to_json(full_comparison()));
  look("watches", to_json(full_watches()));
  look("watch_report", to_json(full_watch_report()));
  look("statistics", to_json(full_statistics()));
  look("completions", to_json("sarc", {{"concept", "Sarcopenia", "MESH:D055948", "disease", 4}}));
  look("error", error_json("io", "a reason"));
  CHECK(unshown == std::set<std::string>{});
}
