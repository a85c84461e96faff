// Reads each parameter strictly: what is not understood is an error that names it, never a default.
#include "searcher/fronts/parameters.h"

#include <algorithm>
#include <iterator>
#include <string>

#include "base/error.h"
#include "base/number.h"

namespace osteon {
namespace {

[[noreturn]] void refuse(std::string_view name, std::string_view text, std::string_view takes) {
  // Long input is cut so that a message stays readable; it is quoted, so an empty one is seen.
  constexpr std::size_t longest = 80;
  std::string shown(text.substr(0, longest));
  if (text.size() > longest) shown += "…";
  throw Error(ErrorCode::usage,
              std::string(name) + ": \"" + shown + "\" is not " + std::string(takes));
}

[[noreturn]] void refuse_name(std::string_view name, std::string_view known) {
  throw Error(ErrorCode::usage, "\"" + std::string(name.substr(0, 80)) +
                                    "\" is not a parameter; those known are " + std::string(known));
}

std::size_t number(std::string_view name, std::string_view text, std::size_t least,
                   std::size_t most) {
  std::size_t value = 0;
  if (!read_number(text, value) || value < least || value > most) {
    refuse(name, text,
           "a whole number from " + std::to_string(least) + " to " + std::to_string(most));
  }
  return value;
}

bool flag(std::string_view name, std::string_view text) {
  for (const std::string_view on : {"", "1", "true", "yes", "on"}) {
    if (text == on) return true;
  }
  for (const std::string_view off : {"0", "false", "no", "off"}) {
    if (text == off) return false;
  }
  refuse(name, text, "1 or 0");
}

void years(SearchRequest& request, std::string_view name, std::string_view text) {
  constexpr std::string_view takes =
      "a year (2020) or a range of years (2018..2022, 2018.., ..2022)";
  const auto year = [&](std::string_view part) -> std::optional<int> {
    if (part.empty()) return std::nullopt;
    int value = 0;
    if (!read_number(part, value) || value < 0 || value > 9999) {
      refuse(name, text, takes);
    }
    return value;
  };
  const std::size_t dots = text.find("..");
  if (dots == std::string_view::npos) {
    request.year_from = request.year_to = year(text);
  } else {
    request.year_from = year(text.substr(0, dots));
    request.year_to = year(text.substr(dots + 2));
  }
  if (!request.year_from && !request.year_to) refuse(name, text, takes);
  if (request.year_from && request.year_to && *request.year_from > *request.year_to) {
    refuse(name, text, "a range whose first year is not after its last");
  }
}

void add_filter(SearchRequest& request, std::string_view facet, std::string_view value) {
  const auto same = std::find_if(request.filters.begin(), request.filters.end(),
                                 [&](const FacetFilter& filter) { return filter.facet == facet; });
  if (same != request.filters.end()) {
    same->values.emplace_back(value);
  } else {
    request.filters.push_back({std::string(facet), {std::string(value)}});
  }
}

}  // namespace

void set_parameter(SearchRequest& request, std::string_view name, std::string_view text) {
  if (name == "q") {
    request.query = text;
  } else if (name == "limit") {
    request.limit = number(name, text, 0, 1'000);
  } else if (name == "offset") {
    request.offset = number(name, text, 0, 1'000'000'000);
  } else if (name == "cursor") {
    request.cursor = text;
  } else if (name == "passages") {
    request.passages_per_paper = number(name, text, 0, 1'000);
  } else if (name == "facets") {
    request.facets = flag(name, text);
  } else if (name == "facet_limit") {
    request.facet_limit = number(name, text, 1, 10'000);
  } else if (name == "facet_sort") {
    if (text != "papers" && text != "lift") refuse(name, text, "papers or lift");
    request.facet_order = text == "lift" ? FacetOrder::lift : FacetOrder::papers;
  } else if (name == "facet_find") {
    const std::size_t colon = text.find(':');
    if (colon == std::string_view::npos || colon == 0)
      refuse(name, text, "of the form FACET:TEXT, as in disease:musc");
    request.facet_find = text;
  } else if (name == "facet_under") {
    request.facet_under = text;
  } else if (name == "like") {
    request.like = text;
  } else if (name == "related") {
    request.related = number(name, text, 0, 100);
  } else if (name == "fold") {
    request.fold = flag(name, text);
  } else if (name == "diverse") {
    request.diverse = flag(name, text);
  } else if (name == "filter") {
    const std::size_t colon = text.find(':');
    if (colon == std::string_view::npos || colon == 0 || colon + 1 == text.size()) {
      refuse(name, text, "of the form FACET:VALUE, as in disease:MESH:D055948");
    }
    add_filter(request, text.substr(0, colon), text.substr(colon + 1));
  } else if (name == "section") {
    if (text.empty()) refuse(name, text, "a section's kind, as in methods");
    add_filter(request, name, text);
  } else if (name == "year") {
    years(request, name, text);
  } else if (name == "expand") {
    request.expand = flag(name, text);
  } else if (name == "any") {
    request.any = flag(name, text);
  } else if (name == "strategy") {
    request.strategy = flag(name, text);
  } else if (name == "explain") {
    request.explain = flag(name, text);
  } else if (name == "receipt") {
    request.receipt = flag(name, text);
  } else if (name == "forms") {
    request.form_counts = flag(name, text);
  } else if (name == "fast") {
    request.fast = flag(name, text);
  } else {
    refuse_name(
        name,
        "q, limit, offset, cursor, passages, facets, facet_limit, facet_sort, facet_find, "
        "facet_under, filter, section, year, "
        "expand, any, strategy, explain, receipt, forms, fast, like, related, fold, diverse");
  }
}

std::vector<std::pair<std::string, std::string>> parameters_of(const SearchRequest& request) {
  std::vector<std::pair<std::string, std::string>> out{{"q", request.query}};
  for (const FacetFilter& filter : request.filters) {
    for (const std::string& value : filter.values) {
      out.emplace_back("filter", filter.facet + ':' + value);
    }
  }
  if (request.year_from || request.year_to) {
    const auto year = [](const std::optional<int>& value) {
      return value ? std::to_string(*value) : std::string();
    };
    out.emplace_back("year", year(request.year_from) + ".." + year(request.year_to));
  }
  if (!request.expand) out.emplace_back("expand", "0");
  if (request.any) out.emplace_back("any", "1");
  if (request.strategy) out.emplace_back("strategy", "1");
  if (!request.like.empty()) out.emplace_back("like", request.like);
  if (request.fold) out.emplace_back("fold", "1");
  if (request.diverse) out.emplace_back("diverse", "1");
  return out;
}

void set_parameter(ConceptRequest& request, std::string_view name, std::string_view text) {
  if (name == "neighbours") {
    request.neighbours = number(name, text, 0, 1'000);
  } else if (name == "passages") {
    request.passages = number(name, text, 0, 100);
  } else {
    refuse_name(name, "neighbours, passages");
  }
}

void set_parameter(PairRequest& request, std::string_view name, std::string_view text) {
  constexpr std::string_view of_searches[] = {"q", "filter", "section", "year", "expand", "any"};
  if (name == "between") {
    const std::size_t comma = text.find(',');
    if (comma == 0 || comma == std::string_view::npos || comma + 1 == text.size()) {
      refuse(name, text, "two types or concepts, as in chemical,disease");
    }
    request.left = text.substr(0, comma);
    request.right = text.substr(comma + 1);
  } else if (name == "sort") {
    const auto* const found =
        std::find(std::begin(pair_order_names), std::end(pair_order_names), text);
    if (found == std::end(pair_order_names)) refuse(name, text, "strength, papers or lift");
    request.order = static_cast<PairOrder>(found - std::begin(pair_order_names));
  } else if (name == "least") {
    request.least_sentences = number(name, text, 1, 1'000'000);
  } else if (name == "limit") {
    request.limit = number(name, text, 1, 10'000);
  } else if (std::find(std::begin(of_searches), std::end(of_searches), name) !=
             std::end(of_searches)) {
    set_parameter(request.search, name, text);
  } else {
    refuse_name(name, "between, q, filter, section, year, expand, any, sort, least, limit, format");
  }
}

}  // namespace osteon
