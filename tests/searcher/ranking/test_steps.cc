// The steps of ranking over papers written here: roles, whole papers, feedback, and that what a
// score is made of adds up to it.
#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "indexer/snapshot.h"
#include "searcher/ranking/learn.h"
#include "searcher/ranking/marks.h"
#include "searcher/ranking/parents.h"
#include "searcher/ranking/ranked_list.h"
#include "searcher/ranking/refiner.h"
#include "searcher/ranking/roles.h"
#include "tests/catch.h"
#include "tests/searcher/small_index.h"

using namespace osteon;
using osteon::testing::SmallIndex;
using osteon::testing::SmallPaper;

namespace {

/// Passages of two trials, each indexed as a document of its own, and two whole papers.
std::vector<std::vector<SmallPaper>> passages() {
  const std::string trial = "Whey protein in older women, a trial", other = "Creatine in young men";
  return {{
      {"T1_0", trial, {"Whey protein was given daily for a year and compared with casein."}},
      {"T1_1", trial, {"Grip strength rose by 2 kg in both groups."}},
      {"T1_2", trial, {"Women with kidney disease were left out, whey protein or not."}},
      {"T2_0", other, {"Grip strength rose by 5 kg. Casein was not given."}},
      {"T2_1", other, {"Men took creatine for six weeks."}},
      {"P1", "Falls", {"Falls were counted.", "Balance was trained.", "Homes were made safer."}},
      {"P2", "Sleep", {"Sleep was recorded."}},
  }};
}

SearchRequest any(const std::string& query, std::vector<std::string> without = {}) {
  SearchRequest request;
  request.query = query;
  request.any = request.plain_text = true;
  request.totals = false;
  request.without = std::move(without);
  return request;
}

std::string order(const SearchResponse& response) {
  std::string ids;
  for (const PaperHit& hit : response.hits) ids += (ids.empty() ? "" : " ") + hit.paper.id;
  return ids;
}

}  // namespace

TEST_CASE("the outcome of a question is what stands behind its last on") {
  const std::vector<std::pair<std::string, std::string>> rows = {
      {"effect of whey compared with casein on grip strength", "grip strength"},
      {"What is the EFFECT of vitamin D on falls?", "falls"},
      {"impact of time on ward on length of stay", "length of stay"},
      {"Efficacy of TNF-α blockers on β cells", "β cells"},
      {"effect of whey on grip strength compared with casein", "grip strength"},
      {"Does vitamin D reduce falls?", "falls"},
      {"can exercise prevent hip fractures better than calcium", "hip fractures better"},
      {"is denosumab effective against bone loss", "bone loss"},
      {"Will zoledronate improve survival versus placebo?", "survival"},
      {"does an increase in protein intake reduce a decrease in gait speed",
       "a decrease in gait speed"},
      {"does reduce falls", ""},
      {"vitamin D reduces falls", ""},
      {"does vitamin D reduce", ""},
      {"is vitamin D effective", ""},
      {"is vitamin D effective for", ""},
      {"does vitamin D reduce compared with", ""},
      {"effect on falls", ""},
      {"effect of on falls", ""},
      {"effect of vitamin D", ""},
      {"effect of vitamin D on", ""},
      {"vitamin D on falls", ""},
      {"side effects in patients on warfarin", ""},
      {"", ""},
  };
  for (const auto& [query, outcome] : rows) {
    INFO(query);
    const auto range = asked_outcome(query);
    CHECK((range ? query.substr(range->begin, range->end - range->begin) : "") == outcome);
  }
}

TEST_CASE("passages that follow one another under one title have one parent") {
  const SmallIndex index(passages());
  const Parents parents = find_parents(*open_snapshot(index.directory()));
  REQUIRE(parents.segments.size() == 1);
  CHECK(parents.segments[0].of_paper == std::vector<std::uint32_t>{0, 0, 0, 1, 1, 2, 3});
  CHECK(parents.segments[0].first_passage == std::vector<PassageNumber>{0, 3, 5, 8, 9});
  CHECK(parents.mean_passages == Approx(9.0 / 4));
}

TEST_CASE("the best of several lists come in order, equal ones by place") {
  const std::vector<RankedList> lists = {{{0, 3, 5, 9}, {1, 4, 0, 2}}, {{1, 2}, {4, 3}}};
  const std::vector<std::pair<std::size_t, std::size_t>> expected = {
      {0, 3}, {1, 1}, {1, 2}, {0, 9}, {0, 0}};
  for (std::size_t count = 0; count <= 6; ++count) {
    std::vector<std::pair<std::size_t, std::size_t>> found;
    for (const ScoredPassage& p : best_of(lists, count)) found.emplace_back(p.segment, p.passage);
    const std::size_t size = std::min<std::size_t>(count, 5);
    CHECK(found == std::vector(expected.begin(), expected.begin() + static_cast<long>(size)));
  }
}

TEST_CASE("a passage gains by the outcome that is asked for and by its whole paper") {
  SmallIndex index(passages());
  const std::string question = "effect of whey protein compared with casein on grip strength";
  // By words alone the passage that names what was given wins, which says nothing of grip strength.
  CHECK(order(index.search(any(question, {"roles", "paper", "feedback"}))).substr(0, 4) == "T1_0");
  CHECK(order(index.search(any(question))).substr(0, 4) == "T1_1");
  // The other trial's passage has grip strength and casein; its paper is not about whey.
  CHECK(order(index.search(any("grip strength casein", {"paper", "feedback"}))).substr(0, 4) ==
        "T2_0");
  CHECK(order(index.search(any("grip strength casein whey women", {"feedback"}))).substr(0, 2) ==
        "T1");
}

TEST_CASE("a question for an outcome is answered by results before what plans or discusses them") {
  const std::vector<std::string> text = {"Whey protein raised grip strength in women."};
  const auto part = [&](const std::string& id, SectionKind kind, const std::string& heading) {
    SmallPaper paper{id, "Whey protein, part " + id, text};
    paper.kind = kind;
    paper.heading = heading;
    return paper;
  };
  SmallIndex index(
      {{part("p1", SectionKind::methods, "Methods"),
        part("p2", SectionKind::discussion, "Discussion"),
        part("p3", SectionKind::abstract, "Background"),
        part("p4", SectionKind::other, "Grip strength"),
        part("p5", SectionKind::abstract, "Abstract"), part("p6", SectionKind::results, "Results"),
        part("p7", SectionKind::abstract, "Results")}});
  const std::string question = "effect of whey protein on grip strength";
  CHECK(order(index.search(any(question))) == "p6 p7 p4 p5 p1 p2 p3");
  CHECK(order(index.search(any(question, {"sections"}))) == "p1 p2 p3 p4 p5 p6 p7");
  CHECK(order(index.search(any("whey protein grip strength"))) == "p1 p2 p3 p4 p5 p6 p7");
  SearchRequest request;  // in a search whose words must be there, too
  request.query = question;
  CHECK(order(index.search(request)).substr(0, 5) == "p6 p7");
}

TEST_CASE("what a score is made of adds up to it, whatever steps it went through") {
  SmallIndex index(passages());
  LearnOptions learn;
  learn.dimensions = 3;
  learn_semantic_space(index.directory(), learn);
  const std::vector<Mark> marks = {{"grip strength", "T2_0"}};
  add_marks(index.directory(), marks);
  Searcher searcher(index.directory());
  for (const bool words_must_match : {false, true}) {
    SearchRequest request = any("effect of whey protein on grip strength");
    if (words_must_match) {
      request = {};
      request.query = "grip strength";
    }
    request.explain = true;
    const SearchResponse response = searcher.search(request);
    REQUIRE(!response.hits.empty());
    std::set<std::string> steps;
    for (const PaperHit& hit : response.hits) {
      for (const PassageHit& passage : hit.passages) {
        double sum = 0;
        for (const ScoreDetail& detail : passage.explanation) {
          sum += detail.value;
          steps.insert(detail.name.substr(0, detail.name.find(' ')));
          double parts = 0;
          for (const ScoreDetail& part : detail.parts) parts += part.value;
          if (!detail.parts.empty()) CHECK(parts == Approx(detail.value));
        }
        CHECK(sum == Approx(passage.score));
      }
    }
    std::set<std::string> expected = {"feedback", "marks", "paper", "semantic", "word"};
    if (!words_must_match) expected.insert("section");  // the other asks for no outcome
    CHECK(steps == expected);
  }
}

/// Of an index of so many passages: `siblings` a parent, in `papers` papers a parent.
Parents parents_of(std::uint32_t passages, std::uint32_t siblings, std::uint32_t papers) {
  Parents parents;
  SegmentParents& segment = parents.segments.emplace_back();
  for (std::uint32_t first = 0; first < passages; first += siblings) {
    for (std::uint32_t i = 0; i < papers; ++i) segment.of_paper.push_back(first / siblings);
    segment.first_passage.push_back(first);
  }
  segment.first_passage.push_back(passages);
  parents.mean_passages = siblings;
  return parents;
}

TEST_CASE("feedback and meaning fade where they were measured to harm") {
  const auto at = [](std::uint32_t passages, std::uint32_t siblings, std::uint32_t papers) {
    const RefineOptions options = refine_options_for(parents_of(passages, siblings, papers));
    return std::pair(options.feedback_weight, options.semantic_weight);
  };
  CHECK(at(5'000, 1, 1) == std::pair(0.8, 0.8));
  CHECK(at(1'000'000, 1, 1) == std::pair(0.8, 0.0));
  CHECK(at(10'000, 32, 1) == std::pair(0.8, 0.8));
  CHECK(at(30'000, 32, 1).first == Approx(0.4));
  CHECK(at(145'000, 32, 1) == std::pair(0.0, 0.0));
  CHECK(at(10'000, 32, 32) == std::pair(0.0, 0.0));
  CHECK_FALSE(refine_options_for(parents_of(10'000, 32, 32)).feedback);
  CHECK_FALSE(refine_options_for(parents_of(10'000, 32, 32)).semantic);
}

TEST_CASE("postings are kept between searches until there are too many") {
  const SmallIndex index(passages());
  const IndexView view(open_snapshot(index.directory()));
  const auto lease = view.session();
  const auto& database = (*lease).databases.front();
  PostingCache cache;
  const PostingList whey = cache.list(database, 0, "whey");
  CHECK(whey.passages.size() == database.get_termfreq("whey"));
  cache.trim(1000);
  cache.list(database, 0, "strength");
  REQUIRE(cache.find(0, "whey") != nullptr);
  CHECK(cache.find(0, "whey")->passages == whey.passages);
  CHECK(cache.find(1, "whey") == nullptr);
  cache.trim(1000);
  cache.find(0, "strength");
  cache.trim(whey.bytes());                 // less than both
  CHECK(cache.find(0, "whey") == nullptr);  // asked for longest ago
  cache.trim(0);
  CHECK(cache.find(0, "strength") == nullptr);
}

TEST_CASE("where no passage holds all parts, papers that hold them all come first") {
  const std::vector<std::vector<SmallPaper>> papers = {
      {{"M1", "Zinc", {"Zinc, zinc and more zinc.", "Zinc was given."}},
       {"M2",
        "Metals",
        {"Zinc was measured once among many other things in serum.", "Iron was low.",
         "Copper was not, as the table shows, a matter of concern."}},
       {"M3", "Copper", {"Copper and copper salts.", "Copper was given."}}}};
  SmallIndex index(papers);
  SearchRequest request;
  request.query = "zinc copper";
  request.explain = true;
  const SearchResponse response = index.search(request);
  REQUIRE(response.hits.size() == 3);
  CHECK(response.more_papers_across_passages == 1);
  CHECK(response.hits.front().paper.id == "M2");
  for (const PassageHit& passage : response.hits.front().passages) {
    double sum = 0;
    for (const ScoreDetail& part : passage.explanation) sum += part.value;
    CHECK(sum == Approx(passage.score));
  }
  request.without = {"paper"};
  CHECK(index.search(request).hits.front().paper.id != "M2");
}
