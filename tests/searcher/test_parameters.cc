// Parameters by name: what each text sets, and that every refusal names its parameter.
#include "base/error.h"
#include "searcher/fronts/parameters.h"
#include "tests/catch.h"

using namespace osteon;

namespace {

std::string refusal(std::string_view name, std::string_view text) {
  SearchRequest request;
  try {
    set_parameter(request, name, text);
  } catch (const Error& error) {
    CHECK(error.code() == ErrorCode::usage);
    return error.what();
  }
  return "";
}

}  // namespace

TEST_CASE("each parameter sets its part of the request") {
  SearchRequest request;
  for (const auto& [name, text] :
       std::vector<std::pair<std::string, std::string>>{{"q", "IL-6 AND \"muscle\""},
                                                        {"limit", "0"},
                                                        {"offset", "20"},
                                                        {"cursor", "abc"},
                                                        {"passages", "5"},
                                                        {"facets", ""},
                                                        {"facet_limit", "50"},
                                                        {"facet_sort", "lift"},
                                                        {"facet_find", "disease:musc"},
                                                        {"facet_under", "MESH:D009135"},
                                                        {"filter", "disease:MESH:D055948"},
                                                        {"filter", "journal:Bone: the journal"},
                                                        {"filter", "disease:MESH:D010024"},
                                                        {"section", "methods"},
                                                        {"expand", "0"},
                                                        {"any", "true"},
                                                        {"strategy", "1"},
                                                        {"like", "PMC1:2"},
                                                        {"related", "5"},
                                                        {"fold", "1"},
                                                        {"diverse", "1"},
                                                        {"explain", "yes"},
                                                        {"receipt", "1"},
                                                        {"fast", "on"}}) {
    set_parameter(request, name, text);
  }
  CHECK(request.query == "IL-6 AND \"muscle\"");
  CHECK(request.limit == 0);
  CHECK(request.like == "PMC1:2");
  CHECK(request.related == 5);
  CHECK(request.fold);
  CHECK(request.diverse);
  CHECK(request.offset == 20);
  CHECK(request.cursor == "abc");
  CHECK(request.passages_per_paper == 5);
  CHECK(request.facets);
  CHECK(request.facet_limit == 50);
  CHECK(request.facet_order == FacetOrder::lift);
  CHECK(request.facet_find == "disease:musc");
  CHECK(request.facet_under == "MESH:D009135");
  REQUIRE(request.filters.size() == 3);
  CHECK(request.filters[0].facet == "disease");
  CHECK(request.filters[0].values == std::vector<std::string>{"MESH:D055948", "MESH:D010024"});
  CHECK(request.filters[1].facet == "journal");
  CHECK(request.filters[1].values == std::vector<std::string>{"Bone: the journal"});
  CHECK(request.filters[2].facet == "section");
  CHECK(request.filters[2].values == std::vector<std::string>{"methods"});
  CHECK_FALSE(request.expand);
  CHECK(request.any);
  CHECK(request.strategy);
  CHECK(request.explain);
  CHECK(request.receipt);
  CHECK(request.fast);
}

TEST_CASE("years are one year or an inclusive range, open at either end") {
  struct Row {
    std::string text;
    std::optional<int> from, to;
  };
  for (const Row& row : std::vector<Row>{{"2018..2022", 2018, 2022},
                                         {"2018..", 2018, std::nullopt},
                                         {"..2022", std::nullopt, 2022},
                                         {"2020", 2020, 2020}}) {
    INFO(row.text);
    SearchRequest request;
    set_parameter(request, "year", row.text);
    CHECK(request.year_from == row.from);
    CHECK(request.year_to == row.to);
  }
}

TEST_CASE("what is not understood is refused by name") {
  const std::string year = " is not a year (2020) or a range of years (2018..2022, 2018.., ..2022)";
  struct Row {
    std::string name, text, message;
  };
  for (const Row& row : std::vector<Row>{
           {"limit", "1001", "limit: \"1001\" is not a whole number from 0 to 1000"},
           {"limit", "-1", "limit: \"-1\" is not a whole number from 0 to 1000"},
           {"limit", "10 ", "limit: \"10 \" is not a whole number from 0 to 1000"},
           {"offset", "", "offset: \"\" is not a whole number from 0 to 1000000000"},
           {"facet_limit", "0", "facet_limit: \"0\" is not a whole number from 1 to 10000"},
           {"passages", "99999999999999999999999",
            "passages: \"99999999999999999999999\" is not a whole number from 0 to 1000"},
           {"filter", "disease",
            "filter: \"disease\" is not of the form FACET:VALUE, as in "
            "disease:MESH:D055948"},
           {"filter", ":x",
            "filter: \":x\" is not of the form FACET:VALUE, as in "
            "disease:MESH:D055948"},
           {"section", "", "section: \"\" is not a section's kind, as in methods"},
           {"year", "..", "year: \"..\"" + year},
           {"year", "", "year: \"\"" + year},
           {"year", "2018-2020", "year: \"2018-2020\"" + year},
           {"year", "20180", "year: \"20180\"" + year},
           {"year", "2022..2018",
            "year: \"2022..2018\" is not a range whose first year is not after its last"},
           {"expand", "maybe", "expand: \"maybe\" is not 1 or 0"},
           {"expand", std::string(200, 'x'),
            "expand: \"" + std::string(80, 'x') + "…\" is not 1 or 0"},
           {"colour", "red",
            "\"colour\" is not a parameter; those known are q, limit, offset, cursor, passages, "
            "facets, facet_limit, facet_sort, facet_find, facet_under, filter, section, year, "
            "expand, any, strategy, explain, receipt, forms, "
            "fast, like, related, fold, diverse"}}) {
    INFO(row.name << "=" << row.text);
    CHECK(refusal(row.name, row.text) == row.message);
  }
}

TEST_CASE("a table of pairs and a concept's page take parameters of their own") {
  PairRequest pairs;
  set_parameter(pairs, "between", "chemical,Diabetes Mellitus, Type 2");
  set_parameter(pairs, "q", "mice");
  set_parameter(pairs, "filter", "journal:Bone");
  set_parameter(pairs, "sort", "lift");
  set_parameter(pairs, "least", "3");
  set_parameter(pairs, "limit", "10000");
  CHECK(pairs.left == "chemical");
  CHECK(pairs.right == "Diabetes Mellitus, Type 2");
  CHECK(pairs.search.query == "mice");
  CHECK(pairs.search.filters.size() == 1);
  CHECK(pairs.order == PairOrder::lift);
  CHECK(pairs.least_sentences == 3);
  CHECK(pairs.limit == 10000);
  const auto message = [&](const char* name, const char* text) -> std::string {
    try {
      set_parameter(pairs, name, text);
    } catch (const Error& error) {
      return error.what();
    }
    return "";
  };
  CHECK(message("between", "chemical") ==
        "between: \"chemical\" is not two types or concepts, as in chemical,disease");
  CHECK(message("sort", "colour") == "sort: \"colour\" is not strength, papers or lift");
  CHECK(message("facets", "1") ==
        "\"facets\" is not a parameter; those known are between, q, filter, section, year, expand, "
        "any, sort, least, limit, format");

  ConceptRequest page;
  set_parameter(page, "neighbours", "0");
  set_parameter(page, "passages", "100");
  CHECK(page.neighbours == 0);
  CHECK(page.passages == 100);
}

TEST_CASE("the parameters of a request make the same request") {
  SearchRequest request;
  request.query = "IL-6 & \"x\"";
  request.filters = {{"journal", {"Bone", "A:B"}}, {"section", {"methods"}}};
  request.year_to = 2020;
  request.expand = false;
  request.any = true;
  SearchRequest again;
  for (const auto& [name, value] : parameters_of(request)) set_parameter(again, name, value);
  CHECK(parameters_of(again) == parameters_of(request));
  CHECK(again.query == request.query);
  CHECK(again.filters.size() == 2);
  CHECK(again.year_to == 2020);
  CHECK_FALSE(again.year_from);
  CHECK(parameters_of(SearchRequest{}).size() == 1);  // an empty query
}
