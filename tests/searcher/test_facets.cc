// Facets: what stands out, what is looked for by name, and the level below a concept.
#include <algorithm>
#include <string>
#include <vector>

#include "tests/catch.h"
#include "tests/searcher/small_index.h"

using namespace osteon;
using osteon::testing::SmallIndex;
using osteon::testing::SmallPaper;

namespace {

SmallIndex& index() {
  static SmallIndex made = [] {
    std::vector<std::vector<SmallPaper>> batches(2);
    for (int i = 0; i < 12; ++i) {
      const bool bone = i % 3 == 0;
      SmallPaper paper;
      paper.id = "PMC100" + std::to_string(100 + i);
      paper.title = bone ? "Bone" : "Other";
      paper.passages = {std::string(bone ? "Osteoporosis was seen." : "Sarcopenia was seen.") +
                        (i < 9 ? " Mice were kept." : "") + (i == 3 ? " Osteomalacia too." : "")};
      paper.journal = bone ? "Bone" : i < 6 ? "Muscle Letters" : "Muscle Reports";
      batches[i < 6 ? 0 : 1].push_back(paper);
    }
    return SmallIndex(batches, {"MESH:D001847\tdisease\tBone Diseases\t\t\t",
                                "MESH:D001851\tdisease\tBone Diseases, Metabolic\t\tMESH:D001847\t",
                                "MESH:D010024\tdisease\tOsteoporosis\t\tMESH:D001851\t",
                                "MESH:D010018\tdisease\tOsteomalacia\t\tMESH:D001851\t",
                                "MESH:D055948\tdisease\tSarcopenia\t\t\t",
                                "taxon:10090\tspecies\tMus musculus\tmice|mouse\t\t"});
  }();
  return made;
}

/// "Sarcopenia 8, Osteoporosis 4": a facet's values in their order.
std::string facet(SearchRequest request, const std::string& name) {
  request.facets = true;
  const SearchResponse response = index().search(request);
  if (!response.facets.contains(name)) return {};
  std::string out;
  for (const FacetValue& value : response.facets.at(name)) {
    out += (out.empty() ? "" : ", ") + value.name + ' ' + std::to_string(value.papers);
    if (value.selected) out += '*';
  }
  return out;
}

SearchRequest asking(const std::string& query) {
  SearchRequest request;
  request.query = query;
  return request;
}

}  // namespace

TEST_CASE("values are ordered by papers, or by what stands out") {
  SearchRequest request = asking("osteoporosis OR mice");
  CHECK(facet(request, "disease") == "Sarcopenia 6, Osteoporosis 4, Osteomalacia 1");
  request.facet_order = FacetOrder::lift;
  // All 4 papers with osteoporosis are among the 10, 6 of 8 with sarcopenia; one paper is too few.
  CHECK(facet(request, "disease") == "Osteoporosis 4, Sarcopenia 6, Osteomalacia 1");
  CHECK(facet(request, "journal") == "Bone 4, Muscle Letters 4, Muscle Reports 2");
  request.facets = true;
  const SearchResponse response = index().search(request);
  const FacetValue& first = response.facets.at("disease").front();
  CHECK(first.lift == Approx(4.0 / 10 / (4.0 / 12)));
}

TEST_CASE("values of one facet are looked for by the beginning of a word") {
  SearchRequest request = asking("mice");
  request.facet_find = "journal:lett";
  CHECK(facet(request, "journal") == "Muscle Letters 4");
  CHECK(facet(request, "disease") == "Sarcopenia 6, Osteoporosis 3, Osteomalacia 1");
  request.facet_find = "disease:OSTEOM";
  CHECK(facet(request, "disease") == "Osteomalacia 1");
  request.facet_find = "disease:porosis";
  CHECK(facet(request, "disease").empty());
}

TEST_CASE("a concept's children are counted with all below them, and filter so") {
  SearchRequest request = asking("NOT zzzz");
  request.facet_under = "D001847";
  CHECK(facet(request, "narrower") == "Bone Diseases, Metabolic 4");
  request.facet_under = "MESH:D001851";
  CHECK(facet(request, "narrower") == "Osteoporosis 4, Osteomalacia 1");
  request.facet_under = "MESH:D010024";
  CHECK(facet(request, "narrower").empty());
  request.filters = {{"narrower", {"MESH:D001851"}}};
  CHECK(index().search(request).total_papers == 4);
  // As if the filter were not applied: another child can be added to the choice.
  request.facet_under = "MESH:D001851";
  request.filters = {{"narrower", {"MESH:D010018"}}};
  CHECK(facet(request, "narrower") == "Osteoporosis 4, Osteomalacia 1*");
  CHECK(index().search(request).total_papers == 1);
}
